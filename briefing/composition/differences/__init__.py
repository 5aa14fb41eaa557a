"""Differences between two records of the library, in words."""
