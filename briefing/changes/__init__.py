"""Changes between two briefings, and facts that the installed library has in a newer version."""

from briefing.changes.change import Change, ChangeKind
from briefing.changes.compare import changes
from briefing.changes.newer import NewerFact, newer_in

__all__ = ["Change", "ChangeKind", "NewerFact", "changes", "newer_in"]
