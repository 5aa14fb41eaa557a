"""Make an obligation of a treaty from a passage: its dialog, prefilled with the located quote."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from briefing.app.i18n import tr
from briefing.app.library_side.forms.part_dialog import PartDialog
from briefing.app.library_side.forms.references import reference_entries
from briefing.app.library_side.forms.treaty_parts import TREATY_PARTS
from briefing.app.library_side.reader.capture import CapturedSpan, captured_passage
from briefing.app.services.context import WindowContext
from briefing.app.services.library_editor import LibraryEditor
from briefing.app.services.notices import ADDED_NOTICE, READ
from briefing.capture.obligation import ObligationDraft, draft_obligation
from briefing.capture.suggested import Suggested
from briefing.errors import BriefingError
from briefing.library.editing.edits import put
from briefing.library.records import RecordKey, RecordKind, key_of
from briefing.model.terms import ObligationKind, Presence
from briefing.model.treaty import Obligation

_PART = next(each for each in TREATY_PARTS if each.field == "obligations")


class ObligationCapture:
    """Asks for an obligation and adds it to its treaty; nothing is stored before the user saves it."""

    def __init__(
        self,
        context: WindowContext,
        editor: LibraryEditor,
        show_treaty: Callable[[RecordKey], object],
    ) -> None:
        self._context, self._editor, self._show_treaty = context, editor, show_treaty

    def open(self, passage: CapturedSpan, treaty_id: str, parent: QWidget) -> None:
        """Open the dialog with what the passage suggests."""
        if PartDialog.raised(parent):
            return
        try:
            draft = draft_obligation(captured_passage(passage), passage.document.source)
        except BriefingError as error:
            self._context.report(error)
            return
        dialog = PartDialog(parent, _PART, draft.obligation, self._entries, self._editor)
        dialog.setWindowTitle(tr("New obligation"))
        dialog.heading.setText(tr("New obligation"))
        treaties = [(each.short_title, each.id) for each in self._editor.catalogue.treaties.values()]
        dialog.offer_treaties(treaties, treaty_id)
        _show_suggestions(dialog, draft)
        dialog.accepted.connect(partial(self._on_accepted, dialog))
        dialog.open()

    def _entries(self, kind: RecordKind) -> Sequence[tuple[str, str]]:
        return reference_entries(self._editor.catalogue, kind)

    def _on_accepted(self, dialog: PartDialog) -> None:
        treaty = self._editor.catalogue.treaties.get(str(dialog.treaty.currentData()))
        entry = dialog.entry
        if treaty is None or not isinstance(entry, Obligation):
            return
        if self._editor.apply(put(replace(treaty, obligations=(*treaty.obligations, entry)))):
            self._context.treaty_in_use = treaty.id
            text = tr("The obligation was added to “{treaty}”.", treaty=treaty.short_title)
            showing = partial(self._show_treaty, key_of(treaty))
            self._context.notify(text, (tr("Show the treaty"), showing), until=READ, key=ADDED_NOTICE)


def _show_suggestions(dialog: PartDialog, draft: ObligationDraft) -> None:
    """Show what kind and presence are based on, and leave to the user what no word decides."""
    suggested: tuple[tuple[str, Suggested[ObligationKind] | Suggested[Presence] | None], ...] = (
        ("kind", draft.kind),
        ("presence", draft.presence),
    )
    undecided = tr("To do: {reason}", reason=tr("no word of the passage decides it"))
    for path, each in suggested:
        if each is None:
            dialog.clear_field(path)
    dialog.show_bases({path: each.basis if each else undecided for path, each in suggested})
