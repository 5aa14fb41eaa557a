"""Shorter ways to what WeasyPrint does for every box, with the same result."""
