"""Edit the issue block, approve the briefing, and save copies for sending."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from briefing.app.controllers.edits import EditController
from briefing.app.controllers.review import ReviewController
from briefing.app.dialogs.confirm import ask
from briefing.app.dialogs.issue.approve import ApproveDialog
from briefing.app.dialogs.issue.issue_block import IssueBlockDialog
from briefing.app.i18n import counted, tr
from briefing.app.services.context import WindowContext
from briefing.app.services.document import Document
from briefing.app.services.notices import READ, Until
from briefing.app.services.organisation import next_reference, own_organisation
from briefing.app.services.settings import LAST_EXPORT_FOLDER
from briefing.atomic_write import is_same_file, write_atomically
from briefing.editing import SetDetails, SetIssue, WithdrawApproval
from briefing.errors import BriefingError
from briefing.file_names import fitting_name, unused_path
from briefing.model.briefing import Status
from briefing.model.issue import SignOff
from briefing.organisation import note_reference
from briefing.project import SUFFIX, pack
from briefing.project.sending import for_sending
from briefing.review.finish import lacks_main_message, open_threads
from briefing.text.characters import visible

_LOCK_NOTICE = "approval"


class IssueController(QObject):
    """Open the dialogs of the issue block and of the approval, and apply them as one edit each."""

    def __init__(self, context: WindowContext, edits: EditController, review: ReviewController) -> None:
        super().__init__(context)
        self._context, self._edits, self._review = context, edits, review
        context.document_changed.connect(self._explain_lock)
        context.briefing_changed.connect(lambda _before, _after: self._explain_lock(context.document))

    def commands(self) -> dict[str, Callable[[], object]]:
        return {
            "issue_block": self.open_block,
            "approve": self.open_approval,
            "withdraw_approval": self.withdraw,
            "copy_for_sending": self.save_copy,
        }

    # The block

    def open_block(self) -> None:
        document = self._context.document
        if document is None or IssueBlockDialog.raised(self._context.window):
            return
        self._edits.flush_pending_text()
        own = own_organisation(self._context)
        emblem = document.briefing.issue.emblem
        dialog = IssueBlockDialog(
            self._context.window,
            document.briefing,
            document.session.project.attachments.get(emblem, b"") if emblem else b"",
            own,
            proposed=next_reference(self._context, own),
            today=self._context.today,
        )
        dialog.accepted.connect(partial(self._on_block_accepted, dialog))
        dialog.open()

    def _on_block_accepted(self, dialog: IssueBlockDialog) -> None:
        document, issue = self._context.document, dialog.issue()
        if document is None or issue == document.briefing.issue:
            return
        if dialog.emblem.content:
            document.attach(dialog.emblem.content)
        if self._edits.apply(SetIssue(issue)):
            try:
                note_reference(issue.reference)
            except BriefingError as error:
                self._context.report(error)

    # The state

    def set_status(self, status: Status) -> None:
        """Set the status of the briefing, and show it again where that was refused."""
        document = self._context.document
        if document is not None and status is not document.briefing.status:
            self._edits.flush_pending_text()
            self._edits.apply(SetDetails(status=status))

    # The approval

    def open_approval(self) -> None:
        document = self._context.document
        if document is None or ApproveDialog.raised(self._context.window):
            return
        self._edits.flush_pending_text()
        if document.briefing.status is not Status.IN_REVIEW:
            self._context.notify(
                tr("Only a briefing in review can be approved."),
                (tr("Set to in review"), partial(self.set_status, Status.IN_REVIEW)),
                until=READ,
            )
            return
        people = own_organisation(self._context).defaults.people
        named = document.briefing.issue.approved
        author = self._context.author
        post = next((person.post for person in people if person.name == author), "")
        dialog = ApproveDialog(
            self._context.window,
            named or SignOff(name=author, post=post),
            people,
            list(self._remarks(document)),
            self._context.today,
        )
        dialog.accepted.connect(partial(self._on_approved, dialog))
        dialog.open()

    def _remarks(self, document: Document) -> Iterator[str]:
        """Yield what is still open, first what keeps the briefing from being final."""
        if lacks_main_message(document.briefing):
            yield tr(
                "The main message is missing. A final briefing needs one, and to write it later withdraws "
                "the approval."
            )
        blocking = sum(finding.blocks for finding in self._review.findings)
        if blocking:
            yield counted(
                blocking, "blocking review finding is open.", "blocking review findings are open."
            )
        if threads := open_threads(document.briefing):
            yield counted(threads, "comment is open.", "comments are open.")

    def _on_approved(self, dialog: ApproveDialog) -> None:
        if (edit := dialog.edit()) is not None:
            self._edits.apply(edit)

    def _explain_lock(self, document: Document | None) -> None:
        """Say why words and grades are locked, for as long as they are."""
        if document is None or not document.is_approved:
            self._context.withdraw(_LOCK_NOTICE)
            return
        self._context.notify(
            document.reason_locked,
            (tr("Withdraw the approval"), self.withdraw),
            until=Until(lambda: not document.is_approved),
            key=_LOCK_NOTICE,
        )

    def withdraw(self) -> None:
        self._edits.apply(WithdrawApproval())

    # Copies

    def save_copy(self) -> None:
        """Ask for a file, and write the project without comments to it."""
        document = self._context.document
        if document is None:
            return
        self._edits.flush_pending_text()
        name, _ = QFileDialog.getSaveFileName(
            self._context.window,
            tr("Save a copy for sending"),
            str(self._proposed_copy(document)),
            tr("Projects (*{suffix})", suffix=SUFFIX),
        )
        if not name:
            return
        path = Path(name)
        path = path if path.suffix == SUFFIX else path.with_name(fitting_name(path.name, SUFFIX))
        if document.path is not None and is_same_file(path, document.path):
            self._context.notify(tr("Choose another file: this is the briefing itself."), until=READ)
            return
        if str(path) != name and path.exists() and not self._may_replace(path):
            return
        self._write_copy(document, path)

    def _may_replace(self, path: Path) -> bool:
        return ask(
            self._context.window,
            tr("Replace the file?"),
            tr("There is already a file “{name}” in this folder.", name=path.name),
            tr("Replace"),
        )

    def _write_copy(self, document: Document, path: Path) -> None:
        try:
            write_atomically(path, pack(for_sending(document.session.project)))
        except BriefingError as error:
            self._context.report(error)
            return
        self._context.notify(
            tr(
                "“{name}” was written without comments. Notes, hidden rows and the history of the other "
                "changes are in it.",
                name=visible(path.name),
            ),
            until=READ,
        )

    def _proposed_copy(self, document: Document) -> Path:
        settings = self._context.settings
        folder = Path(settings.get(LAST_EXPORT_FOLDER) or Path.home())
        stem = document.path.stem if document.path else document.briefing.id
        return unused_path(folder, f"{stem}-copy", SUFFIX)
