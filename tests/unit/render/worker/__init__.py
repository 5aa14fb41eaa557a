"""The rendering worker and its messages."""
