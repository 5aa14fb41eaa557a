"""The state and services that the controllers of one window share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from briefing.app.i18n import tr
from briefing.app.services.notices import ANSWERED, NEXT_EDIT, READ, NoticeRequest, Until
from briefing.app.services.settings import AUTHOR, Settings, account_name
from briefing.app.widgets.notice import NoticeAction
from briefing.clock import local, utc_now
from briefing.errors import BriefingError

# The window is on the screen before these are imported.
if TYPE_CHECKING:
    from briefing.app.services.document import Document
    from briefing.app.services.library_editor import LibraryEditor
    from briefing.app.services.render_client import RenderClient
    from briefing.app.services.resources import LoadedResources, ResourceLoader

_MOST_PROBLEMS = 5
LIBRARY_NOTICE = "library"
RECORDING_NOTICE = "recording"


class WindowHost(Protocol):
    """Everything that a window asks of the program around it."""

    def new_window(self) -> WindowContext: ...

    def window_for(self, path: Path) -> WindowContext | None: ...

    def check_templates(self) -> None: ...

    @property
    def library_editor(self) -> LibraryEditor: ...


class WindowContext(QObject):
    """The document of one window, and the services that its controllers use.

    `document_changed(document)` announces another document, or None. `briefing_changed(before, after)`
    announces a new value of its briefing; the two are the same if only the display is out of date.
    `document_expected` comes before the first document is announced, for what is built only to show one.
    `state_changed` announces anything else that is shown of it: path, undo, read-only.
    """

    document_expected = Signal()
    document_changed = Signal(object)
    briefing_changed = Signal(object, object)
    state_changed = Signal()
    resources_loaded = Signal(object)
    templates_changed = Signal(object)
    notice_requested = Signal(object)
    notice_withdrawn = Signal(str)
    row_requested = Signal(str)
    treaty_requested = Signal(str)
    save_as_requested = Signal()
    reopen_requested = Signal()
    closed = Signal()

    def __init__(
        self, window: QWidget, settings: Settings, loader: ResourceLoader, host: WindowHost
    ) -> None:
        super().__init__(window)
        self.window = window
        self.settings = settings
        self.loader = loader
        self.host = host
        self._renderer: RenderClient | None = None
        self.is_closed = False
        self.treaty_in_use = ""
        """The id of the treaty that the library side shows or last showed; empty for none."""
        self._document: Document | None = None
        settings.changed.connect(self._on_setting_changed)
        loader.failed.connect(self._on_loading_failed)

    @property
    def document(self) -> Document | None:
        return self._document

    @property
    def renderer(self) -> RenderClient:
        """The client of the rendering worker of this window."""
        if self._renderer is None:
            from briefing.app.services.render_client import RenderClient

            self._renderer = RenderClient(self)
        return self._renderer

    @property
    def resources(self) -> LoadedResources | None:
        return self.loader.resources

    @property
    def author(self) -> str:
        return self.settings.get(AUTHOR) or account_name() or tr("unknown")

    @property
    def today(self) -> str:
        """The local calendar day, in ISO 8601."""
        return local(utc_now()).date().isoformat()

    def _on_setting_changed(self, name: str) -> None:
        if name == AUTHOR.name and self._document is not None:
            self._document.session.author = self.author

    # The document

    def set_document(self, document: Document | None) -> None:
        """Replace the document. The caller closes the previous one."""
        if document is not None:
            self.document_expected.emit()
        if self._document is not None:
            self._document.changed.disconnect(self.briefing_changed)
            self._document.state_changed.disconnect(self.state_changed)
            self._document.refused.disconnect(self._on_refused)
            self._document.recording_ended.disconnect(self._on_recording_ended)
        self._document = document
        if document is not None:
            document.changed.connect(self.briefing_changed)
            document.state_changed.connect(self.state_changed)
            document.refused.connect(self._on_refused)
            document.recording_ended.connect(self._on_recording_ended)
        self.document_changed.emit(document)
        if document is not None and document.recording_failure:
            self._on_recording_ended(document.recording_failure)
        self.state_changed.emit()

    def refresh(self) -> None:
        """Show the document again: what surrounds the briefing changed, such as its lock or the library."""
        if self._document is not None:
            self.briefing_changed.emit(self._document.briefing, self._document.briefing)
        self.state_changed.emit()

    def show_again(self) -> None:
        """Show everything again, since a part failed to and is to be tried again."""
        if self.resources is not None:
            self.resources_loaded.emit(self.resources)
        self.refresh()

    # Resources

    def show_resources(self, resources: LoadedResources) -> None:
        """Announce that library, scales and templates were loaded, for the first time or again."""
        if self._document is not None:
            self._document.session.reference = resources.reference
        self.resources_loaded.emit(resources)
        self.refresh()
        self.withdraw(LIBRARY_NOTICE)
        if resources.problems:
            problems = "\n".join(resources.problems[:_MOST_PROBLEMS])
            text = tr("Parts of the library could not be read:") + "\n" + problems
            self.notify(text, until=ANSWERED, key=LIBRARY_NOTICE)
        elif resources.warnings:
            self.notify("\n".join(resources.warnings[:_MOST_PROBLEMS]), until=READ, key=LIBRARY_NOTICE)

    def _on_loading_failed(self, text: str) -> None:
        self.notify(text, until=ANSWERED, key=LIBRARY_NOTICE)

    # Messages

    def notify(self, text: str, *actions: NoticeAction, until: Until, key: str = "") -> None:
        """Show a notice. `until` is its end; with a `key` it can be replaced or withdrawn."""
        self.notice_requested.emit(NoticeRequest(text, until, actions, key))

    def withdraw(self, key: str) -> None:
        """Remove the notice with a key, because its cause has ended."""
        self.notice_withdrawn.emit(key)

    def report(
        self, error: BriefingError, *actions: NoticeAction, until: Until = NEXT_EDIT, key: str = ""
    ) -> None:
        """Show why an action was not possible, and what can be done instead."""
        text = "\n".join(map(str, error.problems))
        self.notice_requested.emit(NoticeRequest(text, until, actions, key=key, has_ids=True))

    def _on_refused(self, text: str) -> None:
        self.notice_requested.emit(NoticeRequest(text, NEXT_EDIT, has_ids=True))

    def _on_recording_ended(self, text: str) -> None:
        document = self._document
        is_over = Until(lambda: document is not None and document.journal_folder is not None)
        self.notify(text, until=is_over, key=RECORDING_NOTICE)

    # The window

    def activate(self) -> None:
        """Bring the window to the front."""
        self.window.raise_()
        self.window.activateWindow()

    def close(self) -> None:
        """Close the document for good, and stop the services."""
        if self._document is not None:
            self._document.close()
        self._document = None
        self.shut_down()

    def shut_down(self) -> None:
        """Stop the services because the program ends. The journal of unsaved changes is kept."""
        self.is_closed = True
        self.closed.emit()
        if self._renderer is not None:
            self._renderer.close()
        if self._document is not None:
            self._document.sync_journal() if self._document.is_modified else self._document.close()
