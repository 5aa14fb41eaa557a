"""Checks of statements against the passages that they quote."""
