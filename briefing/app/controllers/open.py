"""Start briefings and open projects, each in a window of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from briefing.app.controllers.edits import EditController
from briefing.app.dialogs.briefing.new_briefing import NewBriefingDialog
from briefing.app.i18n import tr
from briefing.app.services import background
from briefing.app.services.context import WindowContext
from briefing.app.services.document import Document, attach_document, new_document
from briefing.app.services.notices import ANSWERED, Until
from briefing.app.services.organisation import own_organisation
from briefing.app.services.resources import LoadedResources
from briefing.app.services.settings import AUTHOR, LAST_FOLDER, ORGANISATION
from briefing.app.widgets.notice import NoticeAction
from briefing.errors import BriefingError
from briefing.model.briefing import Briefing, Status
from briefing.organisation import note_reference, used_references
from briefing.project import (
    SUFFIX,
    Project,
    Session,
    StoredProject,
    make_sample,
    next_issue,
    read_stored,
)
from briefing.template_files import FIRST_CHOICE
from briefing.text.characters import visible

PDF_SUFFIX = ".pdf"
_FAILED_NOTICE = "opening"
_LOADING_NOTICE = "waiting for the library"


@dataclass(frozen=True, slots=True)
class _Request:
    """A file to open, the row to select in it, and the number of the user's command that asked for it."""

    path: Path
    number: int
    row_id: str = ""
    take_over: bool = False

    @property
    def notice(self) -> str:
        """The key of the notice about a failure to open the file."""
        return f"{_FAILED_NOTICE} {self.path}"


class OpenController(QObject):
    """Open a document in this window, or in a new one if this window shows a document already.

    `source_requested(path)` asks to add a PDF, from which no project can be opened, as a source.
    """

    source_requested = Signal(object)

    def __init__(self, context: WindowContext, edits: EditController) -> None:
        super().__init__(context)
        self._context, self._edits = context, edits
        self._waiting: list[_Request] = []
        self._wanted: Callable[[], object] | None = None
        self._number = 0
        self._failures: dict[str, int] = {}
        self._shown_by = 0
        self._looked_for = ""
        context.resources_loaded.connect(self._on_resources_loaded)
        context.loader.failed.connect(self._on_loading_failed)
        context.document_changed.connect(self._on_document_changed)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {
            "new": self.new,
            "open": self.open,
            "open_example": self.open_example,
            "new_issue": self.new_issue,
        }

    def _show(self, document: Document, number: int = 0) -> WindowContext:
        """Show a document and return the context of the window that shows it.

        `number` is that of the command that opened its file.
        """
        context = self._context if self._context.document is None else self._context.host.new_window()
        self._shown_by = number
        context.set_document(document)
        self._shown_by = 0
        return context

    def _on_document_changed(self, _document: Document | None) -> None:
        """Remove the notices about files of other commands than the one that opened the document."""
        for key, number in list(self._failures.items()):
            if number != self._shown_by:
                self._withdraw_failure(key)

    # New briefings

    def new(self, template_id: str = FIRST_CHOICE) -> None:
        resources = self._context.resources
        if resources is None or self._lacks_treaty(resources):
            self._want(partial(self.new, template_id))
            return
        if NewBriefingDialog.raised(self._context.window):
            return
        dialog = NewBriefingDialog(
            self._context.window,
            resources,
            template_id,
            self._context.settings.get(AUTHOR),
            self._context.treaty_in_use,
        )
        dialog.accepted.connect(partial(self._start_briefing, dialog))
        dialog.open()

    def _lacks_treaty(self, resources: LoadedResources) -> bool:
        """Start reading the library again where it lacks the treaty in use, which may just have been made.

        Once for a treaty: it may be in a folder that briefings do not use.
        """
        treaty_id = self._context.treaty_in_use
        if not treaty_id or treaty_id in resources.reference.library.treaties:
            return False
        if treaty_id == self._looked_for:
            return False
        self._looked_for = treaty_id
        self._context.loader.reload_library()
        return True

    def _start_briefing(self, dialog: NewBriefingDialog) -> None:
        if dialog.author_name:
            self._context.settings.set(AUTHOR, dialog.author_name)
        try:
            session = dialog.session(
                self._context.author,
                self._context.settings.get(ORGANISATION),
                own_organisation(self._context),
                self._context.today,
                used_references(),
            )
            note_reference(session.briefing.issue.reference)
        except BriefingError as error:
            self._context.report(error)
            return
        context = self._show(new_document(session))
        treaty_id = dialog.treaty.currentData()
        if treaty_id:
            context.treaty_requested.emit(str(treaty_id))

    def new_issue(self) -> None:
        """Start the next issue of the series from this briefing."""
        document, resources = self._context.document, self._context.resources
        if document is None or resources is None:
            return
        self._edits.flush_pending_text()
        briefing, attachments = next_issue(document.session.project)
        author = self._context.author
        try:
            session = Session.begin(briefing, resources.reference, author=author, attachments=attachments)
        except BriefingError as error:
            self._context.report(error)
            return
        document = new_document(session)
        context = self._show(document)
        context.notify(
            new_issue_text(briefing), _saving(context), until=Until(lambda: document.path is not None)
        )

    def open_example(self) -> None:
        resources = self._context.resources
        if resources is None:
            self._want(self.open_example)
            return
        reference = resources.reference
        request = self._request(Path())
        background.start(
            lambda: make_sample(reference), self._on_example_made, partial(self._on_failed, request)
        )

    def _on_example_made(self, project: Project) -> None:
        resources = self._resources()
        if resources is None:
            return
        context = self._show(
            new_document(Session(project, resources.reference, author=self._context.author))
        )
        _notify_final(context, tr("The example briefing is final, so it opens read-only."))

    # Projects

    def open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._context.window,
            tr("Open a project"),
            self._context.settings.get(LAST_FOLDER),
            tr(
                "Projects, and PDFs with a project (*{suffix} *{pdf});;All files (*)",
                suffix=SUFFIX,
                pdf=PDF_SUFFIX,
            ),
        )
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path, row_id: str = "", *, take_over: bool = False) -> None:
        """Open a project file, or the project embedded in a PDF, and select a row of it.

        With `take_over`, open it for editing even if another computer, which may have crashed, has it open.
        """
        self._open(replace(self._request(path), row_id=row_id, take_over=take_over))

    def open_paths(self, paths: Iterable[Path]) -> None:
        """Open several files at once; each that cannot be opened has a notice of its own."""
        number = self._request(Path()).number
        for path in paths:
            self._open(_Request(path, number))

    def _request(self, path: Path) -> _Request:
        self._number += 1
        return _Request(path, self._number)

    def _open(self, request: _Request) -> None:
        path = request.path
        if context := self._context.host.window_for(path):
            context.activate()
            context.row_requested.emit(request.row_id)
            return
        if self._context.resources is None:
            self._waiting.append(request)
            return
        on_failed = partial(self._on_failed, request)
        if path.suffix.lower() == PDF_SUFFIX:
            background.start(lambda: _from_pdf(path), partial(self._on_extracted, request), on_failed)
        else:
            background.start(lambda: read_stored(path), partial(self._on_opened, request), on_failed)

    def _on_resources_loaded(self, _resources: LoadedResources) -> None:
        """Open what was waiting for the library."""
        waiting, self._waiting = self._waiting, []
        wanted, self._wanted = self._wanted, None
        self._context.withdraw(_LOADING_NOTICE)
        for request in waiting:
            self._open(request)
        if wanted is not None:
            wanted()

    def _on_loading_failed(self, _text: str) -> None:
        """Drop what was waiting for the library, whose notice says why it is not there."""
        self._wanted = None
        self._context.withdraw(_LOADING_NOTICE)

    def _want(self, command: Callable[[], object]) -> None:
        """Carry out the latest command of the user once the library is loaded."""
        self._wanted = command
        text = tr("The library is being loaded. This opens as soon as it is there.")
        self._context.notify(text, until=ANSWERED, key=_LOADING_NOTICE)

    def _resources(self) -> LoadedResources | None:
        """Return the resources; None if the window was closed while a project was being read for it."""
        return None if self._context.is_closed else self._context.resources

    def _on_opened(self, request: _Request, stored: StoredProject) -> None:
        resources, path = self._resources(), request.path
        if resources is None:
            return
        if self._context.host.window_for(path):
            self._open(request)  # it was opened twice
            return
        author = self._context.author
        document = attach_document(stored, path, resources.reference, author, take_over=request.take_over)
        if not document.held_by and document.was_changed_elsewhere():
            document.close()  # another program saved between reading and locking
            self._open(request)
            return
        self._note_opened(request, document.briefing)
        context = self._show(document, request.number)
        context.row_requested.emit(request.row_id)
        if document.held_by:
            self._notify_held(context, document)
        elif document.briefing.status is Status.FINAL:
            _notify_final(context)

    def _notify_held(self, context: WindowContext, document: Document) -> None:
        """Name the program that has the file open, and offer to open it for editing all the same."""
        text = tr(
            "“{name}” is open in another program: {who}. It is read-only here; save it under "
            "another name to change it.",
            name=visible(document.name),
            who=document.held_by,
        )
        label = tr("Try again")
        if document.can_be_taken_over:
            text += " " + tr("If it is not open there any more, as after a crash, open it anyway.")
            label = tr("Open anyway")
        opening = (label, partial(self._reopen, context, document))
        context.notify(text, opening, _saving(context), until=Until(lambda: not document.held_by))

    def _reopen(self, context: WindowContext, document: Document) -> None:
        """Read the file again and open it for editing, if that is possible now."""
        path = document.path
        if context.document is not document or path is None:
            return
        document.close()
        context.set_document(None)
        self.open_path(path, take_over=document.can_be_taken_over)

    def _on_extracted(self, request: _Request, project: Project) -> None:
        """Show a project that was embedded in a PDF; it has no file yet."""
        resources = self._resources()
        if resources is None:
            return
        self._note_opened(request, project.briefing)
        document = new_document(Session(project, resources.reference, author=self._context.author))
        context = self._show(document, request.number)
        context.row_requested.emit(request.row_id)
        if project.briefing.status is Status.FINAL:
            _notify_final(context)
        text = tr(
            "This project was extracted from “{name}”, which is unchanged. It has not been saved to a "
            "file yet.",
            name=visible(request.path.name),
        )
        context.notify(text, _saving(context), until=Until(lambda: document.path is not None))

    def _on_failed(self, request: _Request, error: BriefingError) -> None:
        if not self._context.is_closed:
            self._withdraw_failures(request)
            self._failures[request.notice] = request.number
            actions: list[NoticeAction] = []
            if request.path.suffix.lower() == PDF_SUFFIX and request.path.is_file():
                adding = partial(self.source_requested.emit, request.path)
                actions.append((tr("Add it to the library as a source"), adding))
            self._context.report(error, *actions, until=ANSWERED, key=request.notice)

    def _withdraw_failures(self, request: _Request) -> None:
        """Remove the notices about files of earlier commands, and about this file."""
        for key, number in list(self._failures.items()):
            if number < request.number or key == request.notice:
                self._withdraw_failure(key)

    def _withdraw_failure(self, key: str) -> None:
        del self._failures[key]
        self._context.withdraw(key)

    def _note_opened(self, request: _Request, briefing: Briefing) -> None:
        path = request.path
        self._withdraw_failures(request)
        self._context.settings.add_recent(path, visible(briefing.title))
        self._context.settings.set(LAST_FOLDER, str(path.absolute().parent))


def new_issue_text(briefing: Briefing) -> str:
    """Return in what a new issue differs from the one that it continues."""
    return tr(
        "This is issue {number} of “{title}”; it supersedes issue {earlier}. Rows, texts, grades and "
        "details are kept. The cut-off date, the date on the cover and the notes on changes are empty "
        "again, and the status is draft.",
        number=briefing.version,
        title=visible(briefing.title),
        earlier=briefing.version - 1,
    )


def _saving(context: WindowContext) -> NoticeAction:
    return tr("Save as…"), context.save_as_requested.emit


def _notify_final(context: WindowContext, text: str = "") -> None:
    """Notify the user that the document is final, until it is a draft again."""
    document = context.document
    is_over = Until(lambda: document is not None and document.briefing.status is not Status.FINAL)
    text = text or tr("This briefing is final and opens read-only.")
    context.notify(text, _reopening(context), until=is_over)


def _reopening(context: WindowContext) -> NoticeAction:
    return tr("Reopen briefing as a draft"), context.reopen_requested.emit


def _from_pdf(path: Path) -> Project:
    # Importing the PDF libraries takes a while, and most projects come from files of their own.
    from briefing.pdf_record.read import extract, read_pdf

    return extract(read_pdf(path), str(path))
