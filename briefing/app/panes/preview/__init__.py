"""The preview pane: the rendered PDF, linked with the rows of the briefing."""

from briefing.app.panes.preview.pane import PreviewPane

__all__ = ["PreviewPane"]
