"""The review beside the briefing: what was found, why, and what can be done about it."""

from briefing.app.panes.review.pane import ReviewPane

__all__ = ["ReviewPane"]
