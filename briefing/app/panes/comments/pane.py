"""The comments pane: the list of comments with their replies, and the field to write one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from briefing.app.i18n import counted, tr
from briefing.app.panes.comments.comment_list import CommentList
from briefing.app.widgets.flow_layout import FlowLayout
from briefing.app.widgets.labels import muted
from briefing.app.widgets.pane_parts import empty_state, pane_head
from briefing.app.widgets.text.elided_label import ElidedLabel
from briefing.app.widgets.text.exact_text_edit import ExactTextEdit
from briefing.model.issue import Comment

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class CommentField(ExactTextEdit):
    """The field for a new comment; Ctrl+Enter emits `submitted`."""

    submitted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
        else:
            super().keyPressEvent(event)


class CommentsPane(QWidget):
    """Shows comments; requests every change by a signal.

    `add_requested(text, row_id, reply_to)`: the row is empty for the briefing, `reply_to` for a new thread.
    """

    row_requested = Signal(str)
    add_requested = Signal(str, str, str)
    reword_requested = Signal(str, str)
    resolve_requested = Signal(str, bool)
    delete_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._comments: tuple[Comment, ...] = ()
        self._place_of: Callable[[str], str] = str
        self._target, self._read_only = "", False
        self.list = CommentList()
        self.list.currentItemChanged.connect(lambda *_: self._show_current())
        self.list.row_requested.connect(self._go)
        self.list.delete_requested.connect(self._delete)
        self.list.reworded.connect(self.reword_requested)
        self._summary = ElidedLabel("small")
        self.show_resolved = QCheckBox(tr("Show resolved comments"))
        self.show_resolved.toggled.connect(lambda _on: self._fill())
        self._lay_out()
        self._fill()

    def _lay_out(self) -> None:
        head, column = pane_head(tr("Comments"), self._summary)
        column.addWidget(self.show_resolved)
        self._empty = empty_state(
            "chat-text",
            tr("No comments"),
            tr(
                "Select a row and write below what its author should look at. Comments are never printed, "
                "and leave with no file that you send."
            ),
        )
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(body, 1)
        whole.addWidget(self._build_card())

    def _build_card(self) -> QWidget:
        """Build the field for a new comment, with the buttons for it and for the selected one."""
        self.card = QFrame()
        self.card.setObjectName("paneHead")
        self._about = muted("")
        self.field = CommentField()
        self.field.setTabChangesFocus(True)
        self.field.setMaximumHeight(72)
        self.field.setAccessibleName(tr("New comment"))
        self.field.setPlaceholderText(tr("Write a comment; Ctrl+Enter adds it"))
        self.add_button, self.reply_button = QPushButton(tr("Add comment")), QPushButton(tr("Reply"))
        self.resolve_button, self.go_button = QPushButton(), QPushButton(tr("Go to the row"))
        self.edit_button = QPushButton(tr("Edit comment"))
        self.delete_button = QPushButton(tr("Delete comment"))
        self.field.submitted.connect(self._add)
        self.field.textChanged.connect(self._enable)
        self.add_button.clicked.connect(self._add)
        self.reply_button.clicked.connect(self._reply)
        self.resolve_button.clicked.connect(self._resolve)
        self.go_button.clicked.connect(self._go)
        self.edit_button.clicked.connect(self.list.edit_words)
        self.delete_button.clicked.connect(self._delete)
        buttons = FlowLayout(spacing=6)
        for button in self.comment_buttons():
            buttons.addWidget(button)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(12, 9, 12, 10)
        column.addWidget(self._about)
        column.addWidget(self.field)
        column.addLayout(buttons)
        return self.card

    def comment_buttons(self) -> tuple[QPushButton, ...]:
        """Return the buttons for a new comment and for the selected one."""
        return (
            self.add_button,
            self.reply_button,
            self.resolve_button,
            self.go_button,
            self.edit_button,
            self.delete_button,
        )

    # Content

    def show_comments(
        self, comments: Sequence[Comment], place_of: Callable[[str], str], *, read_only: bool
    ) -> None:
        """Show the comments of a briefing; `place_of` names a row by its id, and may be slow."""
        had_none = not self._comments
        self._comments, self._place_of, self._read_only = tuple(comments), place_of, read_only
        self.list.is_read_only = read_only
        if self._comments or not had_none:
            self._fill()
        elif self.isVisible():
            self._show_current()

    def show_target(self, row_id: str) -> None:
        """Let a new comment be on this row or section, or on the briefing for an empty id."""
        if row_id != self._target:
            self._target = row_id
            self._show_current()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._show_current()

    @property
    def current(self) -> Comment | None:
        comment_id = self.list.current_id
        return next((each for each in self._comments if each.id == comment_id), None)

    def open_count(self) -> int:
        """Return how many comments are open, each with its replies."""
        return sum(not each.resolved and each.reply_to is None for each in self._comments)

    def _fill(self) -> None:
        shown = [
            (comment, self._text(comment, depth, is_resolved=is_resolved))
            for comment, depth, is_resolved in _threads(self._comments)
            if self.show_resolved.isChecked() or not is_resolved
        ]
        self.list.blockSignals(True)
        self.list.show_comments(shown)
        self.list.blockSignals(False)
        resolved = any(is_resolved for _, _, is_resolved in _threads(self._comments))
        self.show_resolved.setVisible(resolved)
        self._stack.setCurrentWidget(self.list if self.list.count() else self._empty)
        self._summary.setText(counted(self.open_count(), "open comment", "open comments"))
        self._show_current()

    def _text(self, comment: Comment, depth: int, *, is_resolved: bool) -> str:
        about = [] if depth else [self._place(comment.row_id)]
        about += [comment.by, comment.on]
        if is_resolved and not depth:
            about.append(tr("resolved"))
        indent = "      " * depth + ("↳ " if depth else "")
        text = comment.text.replace("\n", f"\n{'      ' * depth}")
        return f"{indent}{' · '.join(about)}\n{'      ' * depth}{text}"

    def _place(self, row_id: str) -> str:
        return (self._place_of(row_id) if row_id else "") or tr("The briefing")

    def _show_current(self) -> None:
        current = self.current
        if self.isVisible():
            self._about.setText(tr("On: {place}", place=self._place(self._target)))
        for button in self.comment_buttons()[1:]:
            button.setVisible(current is not None)
        if current is not None:
            is_resolved = self._root(current).resolved
            self.resolve_button.setText(tr("Reopen") if is_resolved else tr("Resolve"))
            self.go_button.setVisible(bool(current.row_id))
        self.card.setVisible(not self._read_only)
        self._enable()

    def _enable(self) -> None:
        has_text = bool(self._entered())
        self.add_button.setEnabled(has_text)
        self.reply_button.setEnabled(has_text)

    def _entered(self) -> str:
        return self.field.exact_text().strip()

    def _root(self, comment: Comment) -> Comment:
        """Return the comment that begins the thread."""
        by_id = {each.id: each for each in self._comments}
        while comment.reply_to and comment.reply_to in by_id:
            comment = by_id[comment.reply_to]
        return comment

    # Requests

    @property
    def draft(self) -> str:
        """The text of a comment that was written and not added."""
        return self._entered()

    def add_draft(self) -> None:
        """Request what was written as a comment on the selected row, or on the briefing."""
        self._add()

    def _add(self) -> None:
        self._request(self._target, "")

    def _reply(self) -> None:
        if self.current is not None:
            self._request(self.current.row_id, self.current.id)

    def _request(self, row_id: str, reply_to: str) -> None:
        text = self._entered()
        if text and not self._read_only:
            self.add_requested.emit(text, row_id, reply_to)

    def flush(self) -> None:
        """Request the edit of a comment whose words are being edited; the editor stays open."""
        self.list.flush()

    def show_draft(self, text: str) -> None:
        """Show what was written earlier in the field; empty it since its comment was added."""
        self.field.set_exact_text(text)
        self._enable()

    def _resolve(self) -> None:
        if self.current is not None:
            root = self._root(self.current)
            self.resolve_requested.emit(root.id, not root.resolved)

    def _delete(self) -> None:
        if self.current is not None and not self._read_only:
            self.delete_requested.emit(self.current.id)

    def _go(self) -> None:
        if self.current is not None and self.current.row_id:
            self.row_requested.emit(self.current.row_id)


def _threads(comments: Sequence[Comment]) -> Iterator[tuple[Comment, int, bool]]:
    """Yield the comments in threads, each with its depth and whether its thread is resolved."""
    replies: dict[str | None, list[Comment]] = {}
    for comment in comments:
        replies.setdefault(comment.reply_to, []).append(comment)
    waiting = [(comment, 0, comment.resolved) for comment in reversed(replies.get(None, []))]
    while waiting:
        comment, depth, is_resolved = waiting.pop()
        yield comment, depth, is_resolved
        waiting += [(reply, depth + 1, is_resolved) for reply in reversed(replies.get(comment.id, []))]
