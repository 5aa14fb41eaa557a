"""Divide typing into runs, each of which is one step to undo."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.app.widgets.text.exact_text import TextChange, difference

_MOST_REMEMBERED = 200


@dataclass
class _Run:
    """The text at the start of a run, and the change since then."""

    before: str
    change: TextChange

    @property
    def after(self) -> str:
        start, end = self.change.position, self.change.position + len(self.change.removed)
        return f"{self.before[:start]}{self.change.inserted}{self.before[end:]}"


@dataclass
class TypingRuns:
    """The runs of typing, or of deleting letter by letter, in a field; `id` is different for each run.

    As in common editors, a run ends where typing turns into deleting or the other way round, where the
    caret was moved, and at a selection that is deleted.
    """

    id: object = field(default_factory=object)
    _runs: list[_Run] = field(default_factory=list)
    _is_open: bool = False

    def end(self) -> None:
        """Let the next change begin another run."""
        self._is_open = False

    def forget(self) -> None:
        """Start with another text."""
        self._runs.clear()
        self._is_open = False

    def add(self, change: TextChange, before: str) -> bool:
        """Add a change of the text `before`; return whether it continues the run."""
        joined = _joined(self._runs[-1].change, change) if self._is_open and self._runs else None
        if joined is not None:
            self._runs[-1].change = joined
            return True
        self.id, self._is_open = object(), True
        self._runs = [*self._runs[-_MOST_REMEMBERED:], _Run(before, change)]
        return False

    def caret(self, before: str, after: str) -> int:
        """Return the place of the caret after undoing or redoing: after what came back.

        Where something was removed, it is at that place. Texts that were not typed here are compared.
        """
        for run in reversed(self._runs):
            place = run.change.position
            if (run.before, run.after) == (before, after):
                return place + len(run.change.inserted)
            if (run.after, run.before) == (before, after):
                return place + len(run.change.removed)
        change = difference(before, after)
        return change.position + len(change.inserted)


def _joined(run: TextChange, change: TextChange) -> TextChange | None:
    """Return the change of a run with a further one, None where the two are not one movement."""
    place = run.position + len(run.inserted)
    if run.inserted:
        continues = change.inserted and not change.removed and change.position == place
        return TextChange(run.position, run.removed, run.inserted + change.inserted) if continues else None
    if change.inserted or len(change.removed) != 1:
        return None
    if change.position == place:
        return TextChange(place, run.removed + change.removed, "")
    if change.position == place - 1:
        return TextChange(change.position, change.removed + run.removed, "")
    return None
