"""Laid-out pages to a tagged, archivable PDF."""
