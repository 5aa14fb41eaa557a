"""Words of a wording that add nothing to what the statement says, by what they do in their sentence."""
