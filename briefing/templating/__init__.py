"""Templates as their authors and owners handle them: copied, checked, packed, kept with a project."""
