"""Word documents (DOCX, ISO/IEC 29500)."""

from briefing.sources.readers.docx.reading import READER

__all__ = ["READER"]
