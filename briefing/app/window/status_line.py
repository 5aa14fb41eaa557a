"""Show marking, counts, pages, findings, the state of preview and file below the panes."""

from __future__ import annotations

from PySide6.QtWidgets import QStatusBar

from briefing.app.i18n import counted, tr
from briefing.app.presentation.marking_text import marking_in_words
from briefing.app.widgets.labels import yielding
from briefing.app.widgets.status.fill_meter import FillMeter
from briefing.app.widgets.text.elided_label import ElidedLabel
from briefing.grading import Scales
from briefing.model.briefing import Briefing, FactItem, Graded, Section
from briefing.model.remembered import MAX_ROWS, remembered
from briefing.model.sections import rows_in


class StatusLine(QStatusBar):
    """The status bar of a window."""

    def __init__(self) -> None:
        super().__init__()
        self._counts, self.window_title = ElidedLabel(), ElidedLabel()
        self.findings, self.preview, self.saved = ElidedLabel(), ElidedLabel(), ElidedLabel()
        self.marking, self.fill = ElidedLabel(), FillMeter()
        self.window_title.hide()
        self.setSizeGripEnabled(False)
        self.addWidget(self.window_title)
        self.addWidget(self.marking)
        self.addWidget(yielding(self._counts), 1)
        for widget in (self.fill, self.findings, self.preview, self.saved):
            self.addPermanentWidget(widget)

    def show_title(self, text: str) -> None:
        """Show what the title bar shows, for a window without one; empty to hide it."""
        self.window_title.setText(text)
        self.window_title.setVisible(bool(text))
        self._explain_title()

    def show_briefing(self, briefing: Briefing, scales: Scales) -> None:
        """Show the counts, and the marking with words that explain it."""
        self._counts.setText(counts_text(briefing))
        words = marking_in_words(briefing.marking, scales)
        self.marking.setText(briefing.marking)
        self.marking.setToolTip(words)
        self.marking.setAccessibleDescription(words)
        self._explain_title()

    def _explain_title(self) -> None:
        """Explain the title, which has the marking too and may be cut."""
        words = self.marking.toolTip()
        self.window_title.setToolTip(f"{self.window_title.text()}\n{words}")
        self.window_title.setAccessibleDescription(words)


@remembered(MAX_ROWS, rows_in)
def _counts_in(section: Section) -> tuple[int, int, int]:
    """Return the numbers of facts, of judgements, and of those of both that are graded."""
    rows = [item for item in section.items if isinstance(item, Graded)]
    facts = sum(isinstance(item, FactItem) for item in rows)
    graded = sum(item.grade is not None and bool(item.grade.confidence) for item in rows)
    return facts, len(rows) - facts, graded


def counts_text(briefing: Briefing) -> str:
    """Return the number of facts, judgements and graded rows, and the cut-off date."""
    counts = [_counts_in(section) for section in briefing.walk_sections()]
    facts, judgements, graded = (sum(each) for each in zip((0, 0, 0), *counts, strict=True))
    cut_off = tr("cut-off {day}", day=briefing.cut_off) if briefing.cut_off else tr("no cut-off date")
    parts = (
        counted(facts, "fact", "facts"),
        counted(judgements, "judgement", "judgements"),
        tr("{number} of {count} graded", number=graded, count=facts + judgements),
        cut_off,
    )
    return "   ·   ".join(parts)
