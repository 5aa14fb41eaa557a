"""The alignment of a wording with its fact: what supports each of its words."""

from briefing.review.alignment.support import trace
from briefing.review.alignment.trace import SupportKind, Trace, WordSupport

__all__ = ["SupportKind", "Trace", "WordSupport", "trace"]
