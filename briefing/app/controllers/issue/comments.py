"""Comment on rows and on the briefing, and show the comments in their pane and in the outline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from briefing.app.controllers.edits import EditController
from briefing.app.dialogs.confirm import Answer, ask_to_add_comment
from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.presentation.places import places
from briefing.app.services.context import WindowContext
from briefing.app.services.document import Document
from briefing.app.services.faults import contained
from briefing.editing import AddComment, ChangeComment, RemoveComment, next_comment_id
from briefing.model.briefing import Briefing
from briefing.model.issue import Comment


class CommentsController(QObject):
    """Apply what the comments pane asks for, and keep it up to date."""

    def __init__(self, context: WindowContext, edits: EditController, panes: PaneSplitter) -> None:
        super().__init__(context)
        self._context, self._edits, self._panes = context, edits, panes
        self._named: tuple[Briefing, Mapping[str, str]] | None = None
        self._drafts: dict[str, str] = {}
        """What was written and not added in briefings that are not shown, by their ids."""
        self._shown_id = ""
        context.document_changed.connect(self._on_document_changed)
        context.briefing_changed.connect(lambda _before, _after: self._show())
        panes.outline.selection_changed.connect(self._show_target)
        pane = panes.comments
        pane.row_requested.connect(self._go)
        pane.add_requested.connect(self.add)
        pane.reword_requested.connect(self.reword)
        pane.resolve_requested.connect(self.resolve)
        pane.delete_requested.connect(self.delete)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"add_comment": self.write, "show_comments": self.show_pane}

    def write(self) -> None:
        """Show the pane with the caret in the field for a comment on the selected row."""
        self._panes.reveal(self._panes.comments)
        self._show_target()
        self._panes.comments.field.setFocus()

    def show_pane(self) -> None:
        self._panes.reveal(self._panes.comments)
        self._panes.comments.list.setFocus()

    def add(self, text: str, row_id: str, reply_to: str) -> None:
        document = self._context.document
        if document is None:
            return
        comment = Comment(
            id=next_comment_id(document.briefing),
            row_id=row_id,
            text=text,
            by=self._context.author,
            on=self._context.today,
            reply_to=reply_to or None,
        )
        if self._edits.apply(AddComment(comment)):
            self._panes.comments.show_draft("")

    def may_leave(self) -> bool:
        """Ask what to do with a comment that was written and not added; return False to stay."""
        pane, document = self._panes.comments, self._context.document
        if document is None or document.is_read_only or not pane.draft:
            return True
        self._panes.reveal(pane)
        answer = ask_to_add_comment(self._context.window, pane.draft)
        if answer is Answer.KEEP:
            pane.add_draft()
        elif answer is Answer.DISCARD:
            pane.show_draft("")
        return not pane.draft

    def _on_document_changed(self, document: Document | None) -> None:
        """Keep what was written on one briefing from being added to another."""
        pane = self._panes.comments
        self._drafts[self._shown_id] = pane.draft
        self._shown_id = document.briefing.id if document else ""
        pane.show_draft(self._drafts.pop(self._shown_id, ""))
        self._show()

    def reword(self, comment_id: str, text: str) -> None:
        self._edits.apply(ChangeComment(comment_id, text=text))

    def resolve(self, comment_id: str, resolved: bool) -> None:
        self._edits.apply(ChangeComment(comment_id, resolved=resolved))

    def delete(self, comment_id: str) -> None:
        self._edits.apply(RemoveComment(comment_id))

    def _go(self, row_id: str) -> None:
        self._panes.outline.select(row_id)

    def _show_target(self) -> None:
        value = self._panes.outline.current_value()
        self._panes.comments.show_target(value.id if value else "")

    def _place_of(self, row_id: str) -> str:
        """Name a row of the briefing; all of them are named when the first is asked for."""
        document = self._context.document
        if document is None:
            return ""
        if self._named is None or self._named[0] is not document.briefing:
            self._named = document.briefing, places(document.briefing)
        return self._named[1].get(row_id, "")

    def _show(self) -> None:
        document = self._context.document
        comments = document.briefing.comments if document else ()
        is_open = (each for each in comments if not each.resolved and each.reply_to is None)
        self._show_target()
        with contained(self._panes.comments):
            self._panes.comments.show_comments(
                comments, self._place_of, read_only=document is None or document.is_read_only
            )
        with contained(self._panes.outline):
            self._panes.outline.model.show_comments(Counter(each.row_id for each in is_open))
        self._panes.show_comment_count(self._panes.comments.open_count())
