"""The styles of elements."""
