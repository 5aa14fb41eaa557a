"""Passages that were marked in other programs."""
