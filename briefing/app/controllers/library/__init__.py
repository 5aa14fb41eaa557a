"""Commands of the library side."""
