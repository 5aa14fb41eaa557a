"""The state of the briefing at the top of the export dialog: pages, blocking findings, warnings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from briefing.app.i18n import counted, tr
from briefing.app.widgets.labels import running_text
from briefing.review import Finding, rules

_MOST_NAMED = 4


class ExportSummary(QFrame):
    """Says before the export what stops it and what the reader of the file will see."""

    review_requested = Signal()

    def __init__(self, page_count: int) -> None:
        super().__init__()
        self.setObjectName("card")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)  # or wrapped reasons are cut
        self.setSizePolicy(policy)
        self._page_count = page_count
        self._findings: Sequence[Finding] | None = None
        self.text = running_text(tr("Checking the briefing…"), name="")
        self.left_out = running_text("", name="small")
        self.left_out.hide()
        self.error_label = running_text("", name="danger")
        self.error_label.hide()
        self.show_review = QPushButton(tr("Show in the Review pane"))
        self.show_review.setAutoDefault(False)
        self.show_review.clicked.connect(self.review_requested)
        self.show_review.hide()
        beside = QVBoxLayout()
        beside.addWidget(self.text)
        beside.addWidget(self.left_out)
        beside.addWidget(self.error_label)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 10, 12, 10)
        line.addLayout(beside, 1)
        line.addWidget(self.show_review)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show how many findings of a review stop the export, and how many do not."""
        self._findings = findings
        is_open = [finding for finding in findings if finding.is_open]
        self.text.setText(summary_text(is_open, self._page_count))
        self.show_review.setVisible(bool(is_open))

    def show_pages(self, page_count: int, left_out: str) -> None:
        """Show how many pages the preview has, and which rows are not on them."""
        self._page_count = page_count
        self.left_out.setText(left_out)
        self.left_out.setVisible(bool(left_out))
        if self._findings is not None:
            self.show_findings(self._findings)

    def show_error(self, text: str) -> None:
        self.error_label.setText(text)
        self.error_label.setVisible(bool(text))


def summary_text(findings: Sequence[Finding], page_count: int) -> str:
    """Return the number of pages, if they are known, and of findings that are not waived."""
    blocking = sum(finding.blocks for finding in findings)
    others = len(findings) - blocking
    pages = tr("{pages} in the preview", pages=counted(page_count, "page", "pages"))
    parts = [pages] if page_count else []
    if blocking:
        parts.append(
            tr(
                "{findings} to correct or waive before the export",
                findings=counted(blocking, "review finding", "review findings"),
            )
        )
    if others:
        parts.append(counted(others, "warning", "warnings"))
    if not findings:
        parts.append(tr("no review findings"))
    text = "   ·   ".join(parts)
    return text[:1].upper() + text[1:]


def blocking_text(blocking: Sequence[Finding]) -> str:
    """Return the findings that stop an export, the first of them by name."""
    lines = [tr("Correct these review findings, or waive each one with a reason, before you export:")]
    lines += [
        f"{tr(rules()[finding.rule_id].title)}: {finding.message}" for finding in blocking[:_MOST_NAMED]
    ]
    if len(blocking) > _MOST_NAMED:
        more = counted(len(blocking) - _MOST_NAMED, "more review finding", "more review findings")
        lines.append(tr("and {findings}", findings=more))
    return "\n".join(lines)
