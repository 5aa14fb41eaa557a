"""Hypothesis strategies for what a user does in a session, and for projects that result."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from briefing.editing import Edit
from briefing.errors import EditError
from briefing.project import Project, Session
from tests.builders import a_full_session
from tests.unit.editing.strategies import EDITS


@dataclass(frozen=True)
class Do:
    """Apply an edit; or with none, step back or forth."""

    edit: Edit | None = None
    forth: bool = False

    def on(self, session: Session) -> bool:
        """Whether the session took the step."""
        try:
            if self.edit is not None:
                session.apply(self.edit)
            elif self.forth:
                session.redo()
            else:
                session.undo()
        except EditError:
            return False
        return True


STEPS = st.one_of(st.builds(Do, edit=EDITS), st.builds(Do, edit=EDITS), st.builds(Do, forth=st.booleans()))
LIVES = st.lists(STEPS, min_size=1, max_size=14)


def _lived(steps: list[Do]) -> Project:
    session = a_full_session()
    for step in steps:
        step.on(session)
    return session.project


PROJECTS: st.SearchStrategy[Project] = LIVES.map(_lived)
