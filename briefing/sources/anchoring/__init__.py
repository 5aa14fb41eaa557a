"""Quotes in a text: where they are, how they differ, and what happens to them when the text is replaced."""

from briefing.sources.anchoring.check import QuoteCheck, QuoteState, check_quotes
from briefing.sources.anchoring.compact_text import CompactText

__all__ = ["CompactText", "QuoteCheck", "QuoteState", "check_quotes"]
