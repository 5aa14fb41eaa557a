"""The review pane: the list of findings, and details and actions for the selected one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from briefing.app.i18n import tr
from briefing.app.panes.review.finding_delegate import FindingDelegate
from briefing.app.panes.review.finding_model import FindingModel, FindingRole, Index
from briefing.app.presentation.finding_text import copied_finding, finding_summary
from briefing.app.services import faults
from briefing.app.widgets.flow_layout import FlowLayout
from briefing.app.widgets.labels import muted
from briefing.app.widgets.pane_parts import empty_state, pane_head
from briefing.app.widgets.text.elided_label import ElidedLabel
from briefing.review import BRIEFING, Finding, rules
from briefing.review.answers import has_counterparts, may_be_own_words
from briefing.review.check import CHECK_FAILED

ANSWER_KEYS = frozenset({Qt.Key.Key_S, Qt.Key.Key_F, Qt.Key.Key_J, Qt.Key.Key_W})
"""The letters that press a button of the selected finding: the same, fact's word, judgement, waive."""


class FindingView(QListView):
    """The list view; Enter emits `row_requested`, a letter that answers a finding `answered(key)`."""

    row_requested = Signal()
    answered = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.row_requested.emit()
            return
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if is_plain and event.key() in ANSWER_KEYS and self.currentIndex().isValid():
            self.answered.emit(event.key())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def dataChanged(  # noqa: N802 - Qt's name
        self, first: Index, last: Index, roles: Sequence[int] | None = None
    ) -> None:
        """Paint again where only places of rows changed: these do not decide on any height."""
        if roles is not None and list(roles) == [FindingRole.PLACE]:
            self.viewport().update()
        else:
            super().dataChanged(first, last, roles or [])


class ReviewPane(QWidget):
    """Shows findings; requests every action by a signal."""

    row_requested = Signal(object)
    fix_requested = Signal(object)
    waive_requested = Signal(object)
    same_requested = Signal(object)
    own_words_requested = Signal(object)
    withdraw_requested = Signal(object)
    retry_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._findings: tuple[Finding, ...] = ()
        self._places: Mapping[str, str] = {}
        self._read_only = False
        self._explained: Finding | None = None
        self.model = FindingModel(self)
        self.list = FindingView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(FindingDelegate(self.list))
        self.list.setAccessibleName(tr("Review findings"))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.list.doubleClicked.connect(lambda _index: self._go())
        self.list.row_requested.connect(self._go)
        self.list.answered.connect(self._answer)
        self._summary = ElidedLabel("small")
        self.show_waived = QCheckBox(tr("Show waived review findings"))
        self.show_waived.toggled.connect(lambda _on: self._fill())
        self._lay_out()

    def _lay_out(self) -> None:
        head, column = pane_head(tr("Review"), self._summary)
        self._engine = ElidedLabel("small")
        self._engine.hide()
        column.addWidget(self._engine)
        column.addWidget(self.show_waived)
        self._clean = empty_state(
            "circle-wavy-check",
            tr("No review findings"),
            tr(
                "Wording stronger than its evidence, missing sources or grades, and text that the marking "
                "does not allow are listed here as you write."
            ),
        )
        self._body = QWidget()
        self._stack = QStackedLayout(self._body)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._clean)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self._body, 1)
        whole.addWidget(self._build_card())

    def _build_card(self) -> QWidget:
        """Build the card that explains the selected finding, with its buttons."""
        self._card = QFrame()
        self._card.setObjectName("paneHead")
        self._why, self._standard = muted(""), muted("", name="small")
        self._reason = muted("", name="small")
        self.go_button = QPushButton(tr("Go to the text concerned"))
        self.fix_button, self.waive_button = QPushButton(), QPushButton(tr("Waive…"))
        self.delete_button = QPushButton()
        self.same_button, self.own_words_button = (
            QPushButton(tr("The same")),
            QPushButton(tr("My own judgement")),
        )
        self.same_button.setToolTip(
            tr(
                "Accept these words in place of the fact's, in the thesaurus of your organisation, so that "
                "they are not reported again (S)"
            )
        )
        self.own_words_button.setToolTip(
            tr("Move the sentence to a judgement of yours, with the fact as its evidence (J)")
        )
        self.waive_button.setToolTip(
            tr(
                "Accept this review finding with a reason, so that it no longer blocks the export. The "
                "reason is saved in the project."
            )
        )
        self.withdraw_button = QPushButton(tr("Withdraw the waiver"))
        self.retry_button = QPushButton(tr("Try again"))
        self.report_button = QPushButton(tr("Show the report…"))
        self.retry_button.clicked.connect(self.retry_requested)
        self.report_button.clicked.connect(self._show_report)
        self.go_button.clicked.connect(self._go)
        self.fix_button.clicked.connect(lambda: self.fix_requested.emit(self.current))
        self.delete_button.clicked.connect(lambda: self.fix_requested.emit(self.current))
        self.same_button.clicked.connect(lambda: self.same_requested.emit(self.current))
        self.own_words_button.clicked.connect(lambda: self.own_words_requested.emit(self.current))
        self.waive_button.clicked.connect(lambda: self.waive_requested.emit(self.current))
        self.withdraw_button.clicked.connect(lambda: self.withdraw_requested.emit(self.current))
        buttons = FlowLayout(spacing=6)
        for button in (
            self.go_button,
            self.same_button,
            self.fix_button,
            self.own_words_button,
            self.waive_button,
            self.withdraw_button,
            self.retry_button,
            self.report_button,
        ):
            buttons.addWidget(button)
        line = QHBoxLayout()
        line.addLayout(buttons, 1)
        line.addWidget(
            self.delete_button, 0, Qt.AlignmentFlag.AlignTop
        )  # away from the place of the fixes that delete nothing
        column = QVBoxLayout(self._card)
        column.setContentsMargins(12, 9, 12, 10)
        for widget in (self._why, self._reason, self._standard):
            column.addWidget(widget)
        column.addLayout(line)
        self._card.hide()
        return self._card

    def finding_buttons(self) -> tuple[QPushButton, ...]:
        """Return the buttons for the selected finding; those that do not apply are hidden."""
        return (
            self.go_button,
            self.same_button,
            self.fix_button,
            self.own_words_button,
            self.waive_button,
            self.withdraw_button,
            self.delete_button,
        )

    @property
    def current(self) -> Finding | None:
        finding: Finding | None = self.list.currentIndex().data(FindingRole.FINDING)
        return finding

    def copied_text(self) -> str:
        """Return the selected finding as text for other programs; empty for none."""
        finding = self.current
        if finding is None:
            return ""
        place = self._places.get(finding.row_id) or tr("The briefing")
        return copied_finding(finding, rules()[finding.rule_id].title, place)

    def show_findings(
        self, findings: tuple[Finding, ...], places: Mapping[str, str], *, read_only: bool
    ) -> None:
        """Show the findings of a review; the selection stays on an equal finding, or near it."""
        self._findings, self._places, self._read_only = findings, places, read_only
        self._fill()

    def show_engine(self, text: str) -> None:
        """Show the sentence on the engine with which the review was made; nothing for an empty one."""
        self._engine.setText(text)
        self._engine.setVisible(bool(text))

    @property
    def engine_text(self) -> str:
        return self._engine.text()

    def _fill(self) -> None:
        selected = self.current
        selected_row = self.list.currentIndex().row()
        waived = sum(finding.waiver is not None for finding in self._findings)
        self.show_waived.setVisible(waived > 0)
        shown = tuple(f for f in self._findings if f.is_open or self.show_waived.isChecked())
        self.model.show_findings(shown, self._places)
        row = self.model.row_of(selected)
        if row < 0 and selected is not None and shown:
            row = min(selected_row, len(shown) - 1)
        if row >= 0 and row != self.list.currentIndex().row():
            self.list.setCurrentIndex(self.model.index(row))
        self._stack.setCurrentWidget(self.list if shown else self._clean)
        self._summary.setText(finding_summary(self._findings))
        self._show_current()

    def _show_current(self, *_indexes: QModelIndex) -> None:
        finding = self.current
        self._take_focus_from_card(finding)
        self._card.setVisible(finding is not None)
        if finding is None:
            return
        rule = rules()[finding.rule_id]
        self._why.setText(tr(rule.explanation))
        failed = finding.rule_id == CHECK_FAILED
        self._standard.setText(
            tr("Report: {path}", path=finding.report)
            if failed
            else tr("Required by: {standard}", standard=rule.standard)
        )
        self.retry_button.setVisible(failed)
        self.report_button.setVisible(failed and bool(finding.report))
        waiver = finding.waiver
        self._reason.setVisible(waiver is not None)
        if waiver is not None:
            self._reason.setText(
                tr("Waived by {who} on {day}: {why}", who=waiver.by, day=waiver.on, why=waiver.reason)
            )
        self.go_button.setVisible(finding.row_id != BRIEFING)
        self._show_fix(finding)
        self._show_answers(finding)
        self.waive_button.setVisible(waiver is None and not self._read_only and not failed)
        self.withdraw_button.setVisible(waiver is not None and not self._read_only)

    def _show_fix(self, finding: Finding) -> None:
        fix = finding.fix if finding.waiver is None and not self._read_only else None
        for button, shown in (
            (self.fix_button, fix is not None and not fix.deletes),
            (self.delete_button, fix is not None and fix.deletes),
        ):
            button.setVisible(shown)
            button.setText(tr(fix.label) if fix is not None and shown else "")

    def _show_answers(self, finding: Finding) -> None:
        can_answer = finding.waiver is None and not self._read_only
        self.same_button.setVisible(can_answer and has_counterparts(finding))
        self.own_words_button.setVisible(can_answer and may_be_own_words(finding))

    def _answer(self, key: Qt.Key) -> None:
        """Press the button that a letter is for, if the selected finding has it."""
        button = {
            Qt.Key.Key_S: self.same_button,
            Qt.Key.Key_F: self.fix_button,
            Qt.Key.Key_J: self.own_words_button,
            Qt.Key.Key_W: self.waive_button,
        }[key]
        if not button.isHidden():
            button.click()

    def _take_focus_from_card(self, finding: Finding | None) -> None:
        """Move the focus to the list when the buttons begin to act on another finding."""
        if finding != self._explained and self._card.isAncestorOf(self.focusWidget() or self):
            self.list.setFocus()
        self._explained = finding

    def _show_report(self) -> None:
        if self.current is not None:
            faults.handler().request_report(self, Path(self.current.report))

    def _go(self) -> None:
        if self.current is not None and self.current.row_id != BRIEFING:
            self.row_requested.emit(self.current)
