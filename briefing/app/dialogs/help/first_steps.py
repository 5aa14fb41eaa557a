"""The first steps from nothing to a PDF, which tick themselves off as they are done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.icons import icon
from briefing.app.widgets.labels import muted
from briefing.model.briefing import Briefing, FactItem, Graded, Judgement
from briefing.review import Finding, Severity

_SIGN = QSize(20, 20)


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of the work that the steps look at."""

    briefing: Briefing | None
    findings: tuple[Finding, ...] = ()
    is_reviewed: bool = False
    has_exported: bool = False


@dataclass(frozen=True, slots=True)
class FirstStep:
    """A step, with the action that begins it; `is_done` looks at the progress."""

    title: str
    hint: str
    action_id: str
    button: str
    is_done: Callable[[Progress], bool]


def _has(progress: Progress, condition: Callable[[object], bool]) -> bool:
    return progress.briefing is not None and any(map(condition, progress.briefing.walk_items()))


def _is_graded(item: object) -> bool:
    return isinstance(item, Graded) and item.grade is not None and bool(item.grade.confidence)


def _is_without_blocking_findings(progress: Progress) -> bool:
    blocking = [each for each in progress.findings if each.is_open and each.severity is Severity.BLOCKING]
    return _has(progress, lambda _item: True) and progress.is_reviewed and not blocking


STEPS = (
    FirstStep("Start a briefing", "Choose a template and enter a title.", "new", "New briefing…",
         lambda progress: progress.briefing is not None),
    FirstStep("Add facts", "Search the library, press Enter on a fact to add it.", "search_library",
         "Search the library", lambda progress: _has(progress, lambda item: isinstance(item, FactItem))),
    FirstStep("Grade a fact", "In the Inspector, choose a confidence and write why.", "show_inspector",
         "Show the Inspector pane", lambda progress: _has(progress, _is_graded)),
    FirstStep("Judge", "Add a judgement, choose its likelihood, and select the rows that are its evidence.",
         "add_judgement", "Add a judgement",
         lambda progress: _has(progress, lambda item: isinstance(item, Judgement) and bool(item.evidence))),
    FirstStep("Review", "Correct the blocking findings, or waive them with a reason.", "show_review",
         "Show the Review pane", _is_without_blocking_findings),
    FirstStep("Export", "Write the PDF.", "export", "Export…", lambda progress: progress.has_exported),
)  # fmt: skip


class FirstStepsDialog(Dialog):
    """Lists the steps; `action_requested(id)` begins one. It is not modal."""

    action_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("First steps"))
        self.setModal(False)
        self._signs: list[QLabel] = []
        self._buttons: list[QPushButton] = []
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setVerticalSpacing(10)
        for row, step in enumerate(STEPS):
            self._add(grid, row, step)
        self.summary = muted("")
        content, column = column_widget()
        column.addWidget(self.summary)
        column.addLayout(grid)
        column.addStretch(1)
        self.lay_out(content, self.close_box(), width=520)

    def _add(self, grid: QGridLayout, row: int, step: FirstStep) -> None:
        sign = QLabel()
        self._signs.append(sign)
        words = QLabel(f"<b>{row + 1}. {tr(step.title)}</b><br>{tr(step.hint)}")
        words.setWordWrap(True)
        button = QPushButton(tr(step.button))
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: self.action_requested.emit(step.action_id))
        self._buttons.append(button)
        for column, widget in enumerate((sign, words, button)):
            grid.addWidget(widget, row, column)

    def show_progress(self, progress: Progress) -> None:
        """Tick the steps that are done, and make the next one's button the default."""
        done = [step.is_done(progress) for step in STEPS]
        for step, is_done, sign, button in zip(STEPS, done, self._signs, self._buttons, strict=True):
            name, role = ("check-circle", "accent") if is_done else ("circle", "muted")
            sign.setPixmap(icon(name, role).pixmap(_SIGN))
            state = tr("done") if is_done else tr("not done yet")
            sign.setToolTip(state)
            sign.setAccessibleName(f"{tr(step.title)}: {state}")
            button.setEnabled(progress.briefing is not None or step.action_id == "new")
        self.summary.setText(tr("{done} of {count} steps done", done=sum(done), count=len(STEPS)))

    def done_steps(self) -> list[str]:
        """Return the titles of the steps that are ticked."""
        return [
            step.title
            for step, sign in zip(STEPS, self._signs, strict=True)
            if sign.toolTip() == tr("done")
        ]
