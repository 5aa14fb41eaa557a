"""The dialog that fits a briefing on a number of pages: proposals to tick, laid out before shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import counted, tr
from briefing.app.presentation.places import places
from briefing.app.services.render_client import RenderClient, RenderJob
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.inputs.wheel_safe import SpinBox
from briefing.app.widgets.labels import caption, running_text
from briefing.editing import Batch, Edit, SetDetails
from briefing.project import Project
from briefing.project.series import issue_before
from briefing.render.page_budget.page_limit import page_limit
from briefing.render.page_budget.proposal import Cut, PageFit, applied, fitting_edit
from briefing.render.templates.loader import Template
from briefing.render.worker.protocol import FitRequest

_PAUSE_MS = 500
"""The pages are counted again when no box has been ticked for so long."""
_CUT = Qt.ItemDataRole.UserRole + 1


class FitDialog(Dialog):
    """Proposes rows to leave out; `fit_requested` carries the edit that leaves them out, and the budget."""

    fit_requested = Signal(object)

    def __init__(self, parent: QWidget, project: Project, template: Template, *, can_change: bool) -> None:
        super().__init__(parent, tr("Fit to pages"))
        self._project, self._template, self._can_change = project, template, can_change
        self._renderer = RenderClient(self)
        self._job: RenderJob | None = None
        self._limit = 0
        limit = page_limit(project.briefing, template)
        self.pages = SpinBox()
        self.pages.setRange(1, template.spec.max_pages or 999)
        self.pages.setValue(limit or 1)
        self.pages.setAccessibleName(tr("Pages"))
        self.find_button = QPushButton(tr("Find what to leave out"))
        self.find_button.setAutoDefault(False)
        self.find_button.clicked.connect(self.search)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Proposals"))
        self.list.setWordWrap(True)
        self.status_label = running_text("", name="")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._measure)
        self.list.itemChanged.connect(lambda _item: self._pause.start())
        self._lay_out()
        if limit is None:
            self.status_label.setText(tr("Choose the number of pages that the briefing may take."))
        else:
            self.search()

    def _lay_out(self) -> None:
        content, column = column_widget()
        column.addWidget(
            running_text(
                tr(
                    "Rows that no judgement cites come first, then those with the lowest grade, then the "
                    "longest. Statements that contradict each other are left out together. Rows that are "
                    "left out stay in the project."
                )
            )
        )
        line = QHBoxLayout()
        line.addWidget(caption(tr("Pages"), self.pages))
        line.addWidget(self.pages)
        line.addWidget(self.find_button)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.list, 1)
        column.addWidget(self.status_label)
        buttons, self.apply_button = self.decision_box(tr("Leave out"))
        self.apply_button.setEnabled(False)
        buttons.accepted.connect(self._apply)
        self.lay_out(content, buttons, width=680, height=560, scrolls=False)

    # Search and measure

    def search(self) -> None:
        """Find what to leave out for the number of pages that is chosen."""
        self.list.clear()
        self._limit = self.pages.value()
        self._request(only_measure=False)

    def _measure(self) -> None:
        """Count the pages with the ticked proposals applied."""
        self._request(only_measure=True)

    def _request(self, *, only_measure: bool) -> None:
        self._pause.stop()
        if self._job is not None:
            self._renderer.cancel(self._job)
        self.apply_button.setEnabled(False)
        self.status_label.setText(tr("Laying out the pages…"))
        request = FitRequest(
            briefing=applied(self._project.briefing, self.chosen),
            template_folder=str(self._template.folder),
            limit=self._limit,
            attachments=dict(self._project.attachments),
            earlier=issue_before(self._project),
            only_measure=only_measure,
        )
        done = self._show_pages if only_measure else self._show_proposals
        self._job = self._renderer.fit(request, done, self._show_failure)

    def _show_failure(self, problems: list[str]) -> None:
        self._job = None
        self.status_label.setText("\n".join(problems))

    def _show_proposals(self, found: PageFit) -> None:
        named = places(self._project.briefing)
        self.list.blockSignals(True)
        for cut in found.proposals:
            entry = QListWidgetItem(_described(cut, named))
            entry.setData(_CUT, cut)
            entry.setFlags(entry.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            entry.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(entry)
        self.list.blockSignals(False)
        self._show_pages(found)

    def _show_pages(self, found: PageFit) -> None:
        self._job = None
        pages = counted(found.pages_after, "page", "pages")
        if found.fits:
            self.status_label.setText(tr("Fits: {pages}.", pages=pages))
        else:
            lines = counted(found.excess, "line", "lines")
            text = tr("{pages}: {lines} too many.", pages=pages, lines=lines)
            self.status_label.setText(f"{text} {found.why}".strip())
        self.apply_button.setEnabled(self._can_change and self.edit() is not None)

    # The choice

    @property
    def chosen(self) -> tuple[Cut, ...]:
        """The proposals that are ticked."""
        entries = [self.list.item(row) for row in range(self.list.count())]
        return tuple(entry.data(_CUT) for entry in entries if entry.checkState() is Qt.CheckState.Checked)

    def edit(self) -> Edit | None:
        """Return the edit that carries out the ticked proposals and keeps the number of pages."""
        batch = fitting_edit(self.chosen, self._limit)
        budget: tuple[Edit, ...] = ()
        if self._limit != page_limit(self._project.briefing, self._template):
            budget = (SetDetails(page_budget=self._limit),)
        edits = (*budget, *batch.edits)
        return Batch(edits=edits, name=batch.name) if edits else None

    def _apply(self) -> None:
        edit = self.edit()
        if edit is not None:
            self.fit_requested.emit(edit)
        self.accept()

    def done(self, result: int) -> None:
        """Close the dialog, and stop what it has under way."""
        self._pause.stop()
        self._renderer.close()
        super().done(result)


def _described(cut: Cut, named: Mapping[str, str]) -> str:
    """Return a proposal in words: lines, rows, and the judgements that cite them."""
    lines = counted(cut.lines, "line", "lines")
    if cut.moves_annexes:
        return tr("{lines}: annexes, which move to a companion file with the same numbers", lines=lines)
    rows = ", ".join(named[row_id] for row_id in cut.row_ids)
    text = tr("{lines}: {rows}. {text}", lines=lines, rows=rows, text=cut.text)
    if cut.judgements:
        return tr("{proposal} (cited by {judgements})", proposal=text, judgements=", ".join(cut.judgements))
    return text
