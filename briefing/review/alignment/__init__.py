"""The alignment of a wording with its fact: what supports each of its words."""

from briefing.review.alignment.support import trace
from briefing.review.alignment.trace import Support, Trace, WordSupport

__all__ = ["Support", "Trace", "WordSupport", "trace"]
