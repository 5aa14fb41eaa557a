"""Show messages across the top of the window until they are answered or dismissed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.services.context import NoticeRequest, WindowContext
from briefing.app.services.document import Document
from briefing.app.widgets.notice import Notice
from briefing.model.briefing import Briefing, Status


class NoticeBar(QWidget):
    """The notices of a window, the latest on top.

    A notice that is not lasting is about the document: it is dismissed when another document is shown,
    or when a final briefing becomes a draft again.
    """

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        context.notice_requested.connect(self.show_notice)
        context.document_changed.connect(self._on_document_changed)
        context.briefing_changed.connect(self._on_briefing_changed)

    def show_notice(self, request: NoticeRequest) -> None:
        """Show a notice in the place of one with the same text."""
        for notice in self._notices():
            if notice.label.text() == request.text:
                notice.dismiss()
        notice = Notice(request.text, *request.actions, (tr("Dismiss"), lambda: None), parent=self)
        notice.is_lasting = request.lasting
        self._column.insertWidget(0, notice)
        notice.show()

    def texts(self) -> list[str]:
        """Return the texts of the notices that are shown."""
        return [notice.label.text() for notice in self._notices()]

    def _notices(self) -> list[Notice]:
        children = self.findChildren(Notice, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [notice for notice in children if not notice.isHidden()]

    def _on_document_changed(self, document: Document | None) -> None:
        if document is not None:
            self._dismiss_passing()

    def _on_briefing_changed(self, before: Briefing, after: Briefing) -> None:
        if before.status is Status.FINAL and after.status is not Status.FINAL:
            self._dismiss_passing()

    def _dismiss_passing(self) -> None:
        for notice in self._notices():
            if not notice.is_lasting:
                notice.dismiss()
