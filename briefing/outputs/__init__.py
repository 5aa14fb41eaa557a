"""Composed briefing → web page, Word, Markdown, tables, STIX and CSL: the ways out beside the PDF."""
