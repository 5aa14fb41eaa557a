"""The inspector: shows and edits the selected row."""

from briefing.app.panes.inspector.pane import InspectorPane

__all__ = ["InspectorPane"]
