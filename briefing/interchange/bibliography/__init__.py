"""Bibliographic formats: CSL-JSON, RIS and BibTeX, in and out."""
