"""Show messages across the top of the window until their cause ends or they are dismissed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.services.context import WindowContext
from briefing.app.services.notices import NoticeRequest
from briefing.app.widgets.notice import Notice

if TYPE_CHECKING:
    from briefing.model.briefing import Briefing


class NoticeBar(QWidget):
    """The notices of a window, the latest on top; each ends as its request states."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._requests: dict[Notice, NoticeRequest] = {}
        context.notice_requested.connect(self.show_notice)
        context.notice_withdrawn.connect(self.withdraw)
        context.document_changed.connect(self._on_document_changed)
        context.briefing_changed.connect(self._on_briefing_changed)
        context.state_changed.connect(self._dismiss_ended)
        context.resources_loaded.connect(self._dismiss_ended)
        context.templates_changed.connect(self._dismiss_ended)

    def show_notice(self, request: NoticeRequest) -> None:
        """Show a notice in the place of one with the same key or text."""
        for notice, shown in self._shown():
            if shown.text == request.text or (request.key and shown.key == request.key):
                notice.dismiss()
        notice = Notice(
            self._in_words(request), *request.actions, (tr("Dismiss"), lambda: None), parent=self
        )
        if request.until.fades:
            notice.start_fading()
        self._requests[notice] = request
        self._column.insertWidget(0, notice)
        notice.show()

    def _in_words(self, request: NoticeRequest) -> str:
        document = self._context.document
        if document is None or not request.has_ids:
            return request.text
        from briefing.app.presentation.places import places, with_places

        return with_places(request.text, places(document.briefing))

    def withdraw(self, key: str) -> None:
        """Remove the notice with a key."""
        for notice, request in self._shown():
            if request.key == key:
                notice.dismiss()

    def texts(self) -> list[str]:
        """Return the texts of the notices that are shown."""
        return [notice.label.text() for notice in self._notices()]

    def _notices(self) -> list[Notice]:
        children = self.findChildren(Notice, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [notice for notice in children if not notice.isHidden()]

    def _shown(self) -> list[tuple[Notice, NoticeRequest]]:
        notices = self._notices()
        self._requests = {notice: self._requests[notice] for notice in notices}
        return list(self._requests.items())

    def _on_document_changed(self, _document: object) -> None:
        for notice, request in self._shown():
            if request.until.document:
                notice.dismiss()

    def _on_briefing_changed(self, before: Briefing, after: Briefing) -> None:
        for notice, request in self._shown():
            if request.until.next_edit and before is not after:
                notice.dismiss()
        self._dismiss_ended()

    def _dismiss_ended(self, *_arguments: object) -> None:
        for notice, request in self._shown():
            if request.until.is_over():
                notice.dismiss()
