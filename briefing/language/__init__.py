"""The grammar of a text: parses, the parser that makes them, and the process that it runs in."""

from briefing.language.parse import Parse, Parser, Token
from briefing.language.parses import Parses, ParsesOnDemand, RecordedParses

__all__ = ["Parse", "Parser", "Parses", "ParsesOnDemand", "RecordedParses", "Token"]
