"""Words in print while they are typed."""
