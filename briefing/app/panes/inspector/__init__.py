"""The inspector: everything about the row in hand, edited in place."""

from briefing.app.panes.inspector.pane import InspectorPane

__all__ = ["InspectorPane"]
