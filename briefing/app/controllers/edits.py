"""Apply every edit of the document: the only way in for controllers and panes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject

from briefing.app.dialogs.confirm import ask
from briefing.app.i18n import tr
from briefing.app.panes.comments.pane import CommentsPane
from briefing.app.panes.inspector import InspectorPane
from briefing.app.panes.outline.pane import OutlinePane
from briefing.app.services.context import WindowContext
from briefing.app.services.document import Document
from briefing.app.services.faults import contained
from briefing.editing import Edit, SetDetails, with_approval_withdrawn
from briefing.errors import EditError
from briefing.model.briefing import Briefing, Section, Status
from briefing.model.sections import contents_of


class EditController(QObject):
    """Edit the document of the window. An edit that is refused is reported, and nothing changes."""

    def __init__(
        self,
        context: WindowContext,
        outline: OutlinePane,
        inspector: InspectorPane,
        comments: CommentsPane,
    ) -> None:
        super().__init__(context)
        self._context, self._outline = context, outline
        self._inspector, self._comments = inspector, comments
        inspector.edit_requested.connect(self.apply)
        context.reopen_requested.connect(self.reopen)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"undo": self.undo, "redo": self.redo}

    @property
    def document(self) -> Document:
        """The document that is open; to be asked for only where there is one."""
        document = self._context.document
        assert document is not None
        return document

    @property
    def briefing(self) -> Briefing:
        return self.document.briefing

    def apply(self, edit: Edit, run: object = None) -> bool:
        """Apply an edit and return whether it was done.

        Consecutive edits with the same `run` are one step to undo.
        """
        document = self._context.document
        if document is None:
            return False
        withdraws = document.is_approved or (document.briefing.is_approved and _reopens(edit))
        allowed = self._withdrawing(edit) if withdraws else edit
        return allowed is not None and document.apply(allowed, run=run)

    def _withdrawing(self, edit: Edit) -> Edit | None:
        """Return the edit that withdraws the approval too, if it must; None if the user keeps it."""
        complete = with_approval_withdrawn(self.briefing, edit)
        approved = self.briefing.issue.approved
        if approved is None or (complete is edit and not _reopens(edit)):
            return edit
        agreed = ask(
            self._context.window,
            tr("Withdraw the approval?"),
            tr(
                "{name} approved this briefing on {day}. A change of its words or grades withdraws the "
                "approval, and the briefing is in review again. Undo brings back both.",
                name=approved.name,
                day=approved.on or "",
            ),
            tr("Change and withdraw"),
        )
        return complete if agreed else None

    def attempt(self, make: Callable[[Briefing], Edit]) -> bool:
        """Apply the edit that `make` returns and select the rows it adds. Report an EditError of `make`."""
        self.flush_pending_text()
        try:
            edit = make(self.briefing)
        except EditError as error:
            self._context.report(error)
            return False
        before = self.briefing
        done = self.apply(edit)
        new = _added_ids(before, self.briefing)
        if done and new:
            self._outline.select(*new)
        return done

    def attach(self, content: bytes) -> str:
        """Add an image to the project and return its id."""
        return self.document.attach(content)

    def undo(self) -> None:
        """Bring back a text that was emptied and is refused as such, else undo the last step."""
        self.flush_pending_text()
        if not self._inspector.bring_back():
            self.document.undo()

    def take_back(self, run: object) -> None:
        """Undo the last edits that were made with this `run`."""
        self.document.take_back(run)

    def redo(self) -> None:
        self.flush_pending_text()
        self.document.redo()

    def reopen(self) -> None:
        """Make a final briefing a draft again."""
        self.apply(SetDetails(status=Status.DRAFT))

    def flush_pending_text(self) -> None:
        """Apply the text of every open editor that is not yet part of the briefing."""
        with contained(self._outline):
            self._outline.view.flush()
        with contained(self._inspector):
            self._inspector.flush()
        with contained(self._comments):
            self._comments.flush()


def _reopens(edit: Edit) -> bool:
    """Return whether an edit sets a status in which nothing is approved."""
    return isinstance(edit, SetDetails) and edit.status in {Status.DRAFT, Status.IN_REVIEW}


def _added_ids(before: Briefing, after: Briefing) -> list[str]:
    """Return the ids of new sections and rows; only sections that are other objects have any."""
    earlier = {id(section): section for section in before.walk_sections()}
    later = {id(section): section for section in after.walk_sections()}
    known = {each for key in earlier.keys() - later.keys() for each in _ids_in(earlier[key])}
    changed = [section for key, section in later.items() if key not in earlier]
    sections = [section.id for section in changed]
    rows = [item.id for section in changed for item in section.items]
    return [each for each in (*sections, *rows) if each not in known]


def _ids_in(section: Section) -> Iterator[str]:
    yield section.id
    yield from contents_of(section).positions
