"""Blocks to a Word document (OOXML)."""
