"""The preview: the real PDF beside the rows that it is made of."""

from briefing.app.panes.preview.pane import PreviewPane

__all__ = ["PreviewPane"]
