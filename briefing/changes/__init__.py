"""What changed from one briefing to another, and from a briefing's snapshot to a newer library."""

from briefing.changes.compare import Change, Kind, changes
from briefing.changes.newer import Newer, newer_in

__all__ = ["Change", "Kind", "Newer", "changes", "newer_in"]
