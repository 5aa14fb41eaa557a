"""PDF: text per character with its places, lines in reading order, pages without text."""

from briefing.sources.readers.pdf.reading import READER, RecognisedWord, picture_of, read_with

__all__ = ["READER", "RecognisedWord", "picture_of", "read_with"]
