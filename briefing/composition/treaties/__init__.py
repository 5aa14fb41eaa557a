"""The treaties' own records, their comparison, and an index of their articles."""
