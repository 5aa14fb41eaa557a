"""The library side of the window: treaties, sources, facts, publishers and people and people."""

from briefing.app.library_side.side import LibrarySide

__all__ = ["LibrarySide"]
