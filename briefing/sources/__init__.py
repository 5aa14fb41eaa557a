"""Archived sources: their bytes, the text that readers extract from them, and quotes from it."""
