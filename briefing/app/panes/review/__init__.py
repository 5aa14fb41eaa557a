"""The review pane: findings, their reasons, and what can be done about them."""

from briefing.app.panes.review.pane import ReviewPane

__all__ = ["ReviewPane"]
