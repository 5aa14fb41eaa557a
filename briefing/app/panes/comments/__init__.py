"""The comments pane: what reviewers remark on rows and on the briefing."""

from briefing.app.panes.comments.pane import CommentsPane

__all__ = ["CommentsPane"]
