"""Lead through what is to be done before a briefing is final."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from briefing.app.controllers.edits import EditController
from briefing.app.controllers.preview import PreviewController
from briefing.app.controllers.review import ReviewController
from briefing.app.dialogs.issue.finish import FinishDialog
from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.services import background
from briefing.app.services.context import WindowContext
from briefing.app.services.organisation import own_organisation
from briefing.changes import NewerFact, newer_in
from briefing.editing import Batch, RecordReview, SetDetails
from briefing.model.briefing import Status
from briefing.model.issue import RecordedReview
from briefing.review.finish import Circumstances, FinishPoint, PointId, finish_points


class FinishController(QObject):
    """Open the checklist and keep it up to date; `action_requested(id)` asks for a window's action."""

    action_requested = Signal(str)

    def __init__(
        self,
        context: WindowContext,
        edits: EditController,
        review: ReviewController,
        preview: PreviewController,
        panes: PaneSplitter,
    ) -> None:
        super().__init__(context)
        self._context, self._edits, self._review = context, edits, review
        self._preview, self._panes = preview, panes
        self._dialog: FinishDialog | None = None
        self._newer: int | None = None
        self._approval_required = False
        context.document_changed.connect(lambda _document: self._close())
        context.briefing_changed.connect(lambda _before, _after: self._search())
        review.status_changed.connect(lambda _text: self._show())
        preview.rendered.connect(self._show)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"finish": self.open_dialog}

    def open_dialog(self) -> FinishDialog | None:
        if self._context.document is None:
            return None
        if (open_dialog := FinishDialog.raised(self._context.window)) is not None:
            return open_dialog
        self._edits.flush_pending_text()
        self._review.complete()
        self._approval_required = own_organisation(self._context).defaults.approval_required
        dialog = FinishDialog(self._context.window)
        dialog.place_requested.connect(self._go)
        dialog.finish_requested.connect(self._finish)
        dialog.export_requested.connect(lambda: self.action_requested.emit("export"))
        dialog.destroyed.connect(self._forget)
        self._dialog = dialog
        if self._context.document.briefing.page_budget is not None and not self._preview.page_count:
            self._preview.render_unseen()
        self._search()
        dialog.show()
        return dialog

    def _finish(self) -> None:
        """Make the briefing final, and record the engine of its review."""
        recorded = RecordReview(RecordedReview(self._review.engine, self._context.today))
        final = SetDetails(status=Status.FINAL)
        self._edits.apply(Batch((recorded, final), name=final.label))

    def _forget(self) -> None:
        self._dialog = None

    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.close()
            self._dialog = None

    def _search(self) -> None:
        """Look for newer facts in the library, and show the points."""
        document, resources = self._context.document, self._context.resources
        if self._dialog is None or document is None or resources is None:
            return
        self._show()
        search = partial(newer_in, document.briefing, resources.reference.library)
        background.start(search, self._on_searched)

    def _on_searched(self, newer: list[NewerFact]) -> None:
        self._newer = len(newer)
        self._show()

    def _show(self) -> None:
        document = self._context.document
        if self._dialog is None or document is None:
            return
        findings = self._review.findings if self._review.is_settled else None
        around = Circumstances(
            page_count=self._preview.page_count or None,
            newer_facts=self._newer,
            approval_required=self._approval_required,
        )
        self._dialog.show_points(
            finish_points(document.briefing, findings, around),
            is_final=document.briefing.status is Status.FINAL,
            is_read_only=bool(document.held_by),
        )

    def _go(self, point: FinishPoint) -> None:
        """Lead to the place of a point."""
        if point.row_id:
            self._panes.outline.select(point.row_id)
        if point.id is PointId.GRADES:
            self._panes.reveal(self._panes.inspector)
            return
        self.action_requested.emit(_PLACES[point.id])


_PLACES = {
    PointId.MAIN_MESSAGE: "main_message",
    PointId.FINDINGS: "show_review",
    PointId.DATES: "details",
    PointId.ISSUE: "issue_block",
    PointId.PAGES: "show_preview",
    PointId.COMMENTS: "show_comments",
    PointId.LIBRARY: "newer_library",
    PointId.APPROVAL: "approve",
}
