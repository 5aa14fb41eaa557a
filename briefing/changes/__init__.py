"""What changed from one briefing to another, and from a briefing's snapshot to a newer library."""

from briefing.changes.compare import Change, ChangeKind, changes
from briefing.changes.newer import NewerFact, newer_in

__all__ = ["Change", "ChangeKind", "NewerFact", "changes", "newer_in"]
