"""The panel in which a fact is captured: the statement, and the suggestions with what they are based on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing.app.i18n import counted, tr
from briefing.app.library_side.forms.record_fields import FIELDS, with_value
from briefing.app.library_side.reader.capture import Capture
from briefing.app.widgets.inputs.clean_text import keep_clean
from briefing.app.widgets.inputs.wheel_safe import ComboBox
from briefing.app.widgets.labels import caption, heading_label, muted, yielding
from briefing.app.widgets.scroll_area import vertical_scroll_area
from briefing.capture.statement import StatementReview
from briefing.composition.formatting import STANDINGS, locator
from briefing.errors import BriefingError
from briefing.library.records import RecordKind
from briefing.model.fact import Fact
from briefing.model.source import Citation
from briefing.model.terms import Standing
from briefing.text.characters import cleaned, visible

_PAUSE_MS = 120
_APPROVED = "✓"
_WITH_BASIS = ("standing", "attributed_to", "date", "quantity", "topics")
_QUANTITY = next(each for each in FIELDS[RecordKind.FACT] if each.path == "quantity")
_ISOLATE, _END = "\u2068", "\u2069"
_LONG = 240
"""Characters of a quote that are shown in full: it is highlighted in the document, too."""


class CapturePanel(QWidget):
    """Shows a capture and changes it; Enter in the statement stores the fact, Escape discards it.

    `changed(capture)` announces what the user entered, after a pause in typing.
    """

    changed = Signal(object)
    stored = Signal()
    discarded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._capture: Capture | None = None
        self._is_standing_chosen = False
        self.statement = _StatementEdit()
        self.standing, self.treaty = ComboBox(), ComboBox()
        self.attributed_to, self.date, self.topics = QLineEdit(), QLineEdit(), QLineEdit()
        self.quantity, self.no_topics = QLineEdit(), QPushButton(tr("No &topics"))
        self._bases = {name: muted("", name="small") for name in _WITH_BASIS}
        self._quotes, self._others = muted(""), muted("", name="small")
        self.review = yielding(QLabel())
        self.review.setWordWrap(True)
        self.into_briefing = QCheckBox(tr("Add it to the briefing"))
        self.into_briefing.hide()
        self.store, self.discard = QPushButton(tr("Store the fact")), QPushButton(tr("Discard"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._announce)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        heading = heading_label(tr("New fact"))
        fields = QWidget()
        column = QVBoxLayout(fields)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        column.addWidget(heading)
        column.addWidget(self._quotes)
        column.addWidget(caption(tr("Statement, in your own words"), self.statement))
        column.addWidget(self.statement)
        column.addWidget(self.review)
        column.addSpacing(6)
        column.addLayout(self._details())
        column.addWidget(self._others)
        column.addStretch(1)
        for standing, name in STANDINGS.items():
            self.standing.addItem(tr(name), standing.value)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(vertical_scroll_area(fields), 1)
        outer.addWidget(self._foot())
        for line in self._lines:
            keep_clean(line)

    def _details(self) -> QGridLayout:
        """Lay out what is suggested, in two columns: each with what it is based on."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        places: tuple[tuple[str, QWidget, str, int, int, int], ...] = (
            (tr("Standing"), self.standing, "standing", 0, 0, 1),
            (tr("Date"), self.date, "date", 0, 1, 1),
            (tr("Quantity"), self.quantity, "quantity", 3, 0, 2),
            (tr("Attributed to"), self.attributed_to, "attributed_to", 6, 0, 2),
            (tr("Topics, with commas between"), self.topics, "topics", 9, 0, 2),
            (tr("Treaty"), self.treaty, "", 12, 0, 2),
        )
        for name, control, basis, row, column, span in places:
            label = caption(name, control)
            label.setContentsMargins(0, 6, 0, 0)
            grid.addWidget(label, row, column, 1, span)
            shown = self._topic_line() if control is self.topics else control
            grid.addWidget(shown, row + 1, column, 1, span)
            if basis:
                top = Qt.AlignmentFlag.AlignTop
                grid.addWidget(self._bases[basis], row + 2, column, 1, span, top)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _topic_line(self) -> QWidget:
        """Return the topics with the button that takes away what is suggested."""
        self.no_topics.setObjectName("quiet")
        self.no_topics.setToolTip(tr("Take the suggested topics away, or back (Alt+T)"))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.topics, 1)
        line.addWidget(self.no_topics)
        return row

    @property
    def _lines(self) -> tuple[QLineEdit, ...]:
        return self.attributed_to, self.date, self.quantity, self.topics

    def _foot(self) -> QWidget:
        """Return the buttons, which stay in view where the fields are scrolled."""
        foot = QFrame()
        foot.setObjectName("captureFoot")
        column = QVBoxLayout(foot)
        column.setContentsMargins(12, 8, 12, 10)
        column.addWidget(self.into_briefing)
        buttons = QHBoxLayout()
        self.store.setObjectName("primary")
        self.store.setToolTip(tr("Store the fact (Enter)"))
        self.discard.setToolTip(tr("Discard it (Escape)"))
        buttons.addWidget(self.store)
        buttons.addWidget(self.discard)
        buttons.addStretch(1)
        column.addLayout(buttons)
        return foot

    def _connect(self) -> None:
        self.statement.textChanged.connect(self._pause.start)
        self.statement.textChanged.connect(self._withdraw_approval)
        self.statement.stored.connect(self._store)
        self.no_topics.clicked.connect(self._toggle_topics)
        for line in self._lines:
            line.textEdited.connect(lambda _text: self._pause.start())
            line.returnPressed.connect(self._store)
        self.standing.activated.connect(self._on_standing_chosen)
        self.treaty.activated.connect(lambda _row: self._announce())
        self.store.clicked.connect(self._store)
        self.discard.clicked.connect(self.discarded)

    # Display

    def offer_briefing(self, has_briefing: bool) -> None:
        """Offer to add the fact to the briefing that is open, if there is one."""
        self.into_briefing.setVisible(has_briefing)

    def show_capture(self, capture: Capture, treaties: Sequence[tuple[str, str]]) -> None:
        """Show a capture that begins; its statement is selected, so that typing replaces it."""
        self._is_standing_chosen = False
        self._capture = None  # what is filled in here is nothing that the user entered
        self.treaty.clear()
        for name, treaty_id in treaties:
            self.treaty.addItem(visible(name), treaty_id)
        fact, suggestions = capture.fact, capture.draft.suggestions
        self.statement.setPlainText(fact.statement)
        self.treaty.setCurrentIndex(self.treaty.findData(fact.treaty_id))
        self.attributed_to.setText(fact.attributed_to or "")
        self.date.setText(str(fact.date or ""))
        self.quantity.setText(_QUANTITY.text(fact))
        self.topics.setText(", ".join(fact.topics))
        self.no_topics.setEnabled(bool(suggestions.topics))
        self.show_standing(capture)
        self._capture = None
        for name, suggested in (
            ("attributed_to", suggestions.attributed_to), ("date", suggestions.date),
            ("quantity", suggestions.quantity),
        ):  # fmt: skip
            self._show_basis(name, suggested.basis if suggested else "")
        self._show_basis("topics", "; ".join(dict.fromkeys(each.basis for each in suggestions.topics)))
        self._pause.stop()
        self.show_passages(capture)
        self.review.setText("")
        self.statement.selectAll()
        self.statement.setFocus()

    def show_standing(self, capture: Capture) -> None:
        """Show the standing that is suggested, unless the user has chosen one."""
        self._capture = capture
        if self._is_standing_chosen:
            return
        suggestions = capture.draft.suggestions
        unsure = tr("To do: {reason}", reason=suggestions.unsure or tr("the words do not decide it"))
        self.standing.setCurrentIndex(self.standing.findData(capture.fact.standing.value))
        self._show_basis("standing", suggestions.standing.basis if suggestions.standing else unsure)

    def show_passages(self, capture: Capture) -> None:
        """Show the quotes of a capture, and what else is suggested from them."""
        self._capture = capture
        number = sum(len(each.quotes) for each in capture.draft.fact.citations)
        parts = [
            part
            for citation in capture.draft.fact.citations
            for part in (_quoted(citation), locator(citation.locator))
        ]
        count = counted(number, "passage", "passages") if number > 1 else ""
        # Isolated, or a quote in Arabic would reorder the place after it.
        shown = [f"{_ISOLATE}{visible(part)}{_END}" for part in (*parts, count) if part]
        self._quotes.setText(" · ".join(shown))
        fact = capture.draft.fact
        self._others.setText(visible(tr("Actors: {names}", names=", ".join(fact.actors))))
        self._others.setVisible(bool(fact.actors))

    def _show_basis(self, name: str, basis: str) -> None:
        self._bases[name].setText(visible(basis))
        self._bases[name].setVisible(bool(basis))

    def _withdraw_approval(self) -> None:
        """Take back that the statement is no stronger: it is another one until that is reviewed."""
        if self.review.text().startswith(_APPROVED):
            self.review.setText(tr("… The statement is being compared with the passage."))

    def show_review(self, review: StatementReview) -> None:
        """Show what the review says of statement and passage."""
        lines = [*review.messages]
        if review.languages:
            lines.append(tr("Statement and passage are in two languages: they cannot be compared."))
        text = "\n".join(lines) or tr("The statement is no stronger than the passage.")
        self.review.setObjectName("caution" if lines else "muted")
        self.review.setText(visible(f"⚠ {text}" if lines else f"{_APPROVED} {text}"))
        self.review.style().unpolish(self.review)
        self.review.style().polish(self.review)

    # What is entered

    @property
    def entered_statement(self) -> str:
        """The statement in one line, as a fact has it."""
        return " ".join(self.statement.toPlainText().split())

    def capture(self) -> Capture | None:
        """Return the capture with what is entered. Raises BriefingError where a rule forbids a value."""
        if self._capture is None:
            return None
        capture = self._capture
        fact = capture.draft.fact
        topics = [each.strip() for each in self.topics.text().split(",") if each.strip()]
        standing = Standing(self.standing.currentData())
        entered = {
            "statement": self.entered_statement,
            "standing": standing.value,
            "attributed_to": self.attributed_to.text().strip() or None,
            "date": self.date.text().strip() or None,
            "quantity": _QUANTITY.value_of(self.quantity.text()),
            "topics": topics,
            "treaty_id": str(self.treaty.currentData() or fact.treaty_id),
        }
        checked = fact
        for name, value in entered.items():
            record = with_value(checked, name, value)
            assert isinstance(record, Fact)
            checked = record
        changes = {
            name: getattr(checked, name)
            for name in entered
            if getattr(checked, name) != getattr(fact, name)
        }
        if "standing" in capture.changes or self._is_standing_chosen:
            changes["standing"] = checked.standing
        return capture.with_changes(changes)

    def entered(self) -> Capture | None:
        """Return the capture with what is entered; None where there is none, or a rule forbids a value."""
        try:
            return self.capture()
        except BriefingError:
            return None

    def _on_standing_chosen(self, _row: int) -> None:
        self._is_standing_chosen = True
        self._show_basis("standing", tr("chosen by you"))
        self._announce()

    def _toggle_topics(self) -> None:
        """Take the suggested topics away, or show them again where there are none."""
        capture = self._capture
        if capture is not None:
            suggested = ", ".join(each.value for each in capture.draft.suggestions.topics)
            self.topics.setText("" if self.topics.text().strip() else suggested)
            self._announce()

    def _announce(self) -> None:
        self._pause.stop()
        try:
            capture = self.capture()
        except BriefingError as error:
            self.show_refusal(error)
            return
        if capture is not None:
            self._capture = capture
            self.changed.emit(capture)

    def show_refusal(self, error: BriefingError) -> None:
        """Show why a value is refused."""
        self.review.setObjectName("caution")
        self.review.setText("\n".join(problem.message for problem in error.problems))
        self.review.style().unpolish(self.review)
        self.review.style().polish(self.review)

    def _store(self) -> None:
        self._announce()
        try:
            self.capture()
        except BriefingError:
            return
        self.stored.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.discarded.emit()
        else:
            super().keyPressEvent(event)


def _quoted(citation: Citation) -> str:
    """Return the quotes of a citation; of a long one, its beginning and its end."""
    quotes = [each.exact for each in citation.quotes]
    short = [
        f"{each[: _LONG // 2]} … {each[-_LONG // 4 :]}" if len(each) > _LONG else each for each in quotes
    ]
    return f"“{' […] '.join(short)}”"


class _StatementEdit(QPlainTextEdit):
    """Emits `stored` at Enter; Tab leaves it."""

    stored = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(4 * self.fontMetrics().lineSpacing() + 14)

    def toPlainText(self) -> str:  # noqa: N802 - Qt's name
        return cleaned(super().toPlainText())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.stored.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
