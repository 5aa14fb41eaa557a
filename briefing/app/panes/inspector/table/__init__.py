"""The inspector page of a table and the grid of its cells."""
