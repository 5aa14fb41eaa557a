"""The inspector: everything about the row in hand, edited in place."""

from briefing.app.inspector.pane import InspectorPane

__all__ = ["InspectorPane"]
