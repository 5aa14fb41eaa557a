"""What opens each dialog of the library side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication

from briefing.app.dialogs.dialog import Dialog
from briefing.app.dialogs.library.add_source import AddSourceDialog
from briefing.app.dialogs.library.new_treaty import NewTreatyDialog
from briefing.app.dialogs.library.take_over import TakeOverDialog
from briefing.app.library_side import LibrarySide
from briefing.app.library_side.forms.part_dialog import PartDialog
from briefing.app.library_side.forms.replace_copy import ReplaceCopyDialog
from briefing.app.library_side.forms.split_dialog import SplitDialog
from briefing.app.library_side.records.delete_records import DeleteDialog
from briefing.app.library_side.records.merge_records import MergeDialog
from briefing.app.library_side.records.new_record import NewRecordDialog
from briefing.app.library_side.records.paste_cells import PasteDialog
from briefing.app.library_side.records.set_value import SetValueDialog
from briefing.app.library_side.records.versions import ConflictDialog, VersionsDialog
from briefing.app.window.main_window import MainWindow
from briefing.interchange.new_source import DocumentFile
from briefing.interchange.replaced_copy import replaced_copy
from briefing.library.editing import PutFact, PutSource
from briefing.library.records import RecordKey, RecordKind, key_of
from briefing.model.fact import Fact
from briefing.sources.source_text import SourceText
from tests.integration.window.driver import Program, do
from tests.integration.window.library_sides import side_of

Opener = Callable[[Program, MainWindow], None]


def library_of(program: Program, window: MainWindow) -> LibrarySide:
    """Show the library side with a fact of the user's own selected, and return it."""
    do(window, "show_library_side")
    side = side_of(window)
    program.until(lambda: side.editor.is_open)
    facts = side.editor.library.material.facts
    own = [each for each in facts if each.id.startswith("own-")]
    if not own:
        own = [replace(facts[number], id=f"own-{number}") for number in range(2)]
        assert all(side.editor.apply(PutFact(fact=each)) for each in own)
    side.show_record(key_of(own[0]))
    program.until(lambda: side.record is not None and side.record.id == own[0].id)
    return side


def selected_facts(program: Program, window: MainWindow) -> LibrarySide:
    side = library_of(program, window)
    side.filter.setText("")
    program.until(lambda: len(side.table.selected) > 0)
    return side


def a_treaty(program: Program, window: MainWindow) -> None:
    do(window, "new_treaty")
    program.until(lambda: NewTreatyDialog.raised(window) is not None)


def a_source(program: Program, window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("Tehran confirmed that talks go on.")
    do(window, "paste_source")
    program.until(lambda: AddSourceDialog.raised(window) is not None)


def an_import(program: Program, window: MainWindow) -> None:
    window.controllers.exchange.import_file(Path("no.json"))
    program.until(lambda: TakeOverDialog.raised(window) is not None)


def shown_treaty(program: Program, window: MainWindow) -> LibrarySide:
    """Show the form of a treaty."""
    side = library_of(program, window)
    side.show_record(RecordKey(RecordKind.TREATY, next(iter(side.editor.catalogue.treaties))))
    return side


def a_treaty_part(program: Program, window: MainWindow) -> None:
    shown_treaty(program, window).form.parts["obligations"].append()


def a_split(program: Program, window: MainWindow) -> None:
    shown_treaty(program, window).form.split.click()


def values_to_set(program: Program, window: MainWindow) -> None:
    if SetValueDialog.raised(window) is None:
        selected_facts(program, window).commands.set_value()


def cells_to_paste(program: Program, window: MainWindow) -> None:
    if PasteDialog.raised(window) is None:
        side = selected_facts(program, window)
        QGuiApplication.clipboard().setText("Marking\tTopics\nINTERNAL\tgas, price")
        side.commands.paste()
        program.until(lambda: PasteDialog.raised(window) is not None)


def records_to_delete(program: Program, window: MainWindow) -> None:
    if DeleteDialog.raised(window) is None:
        selected_facts(program, window).commands.delete()
        program.until(lambda: DeleteDialog.raised(window) is not None)


def two_facts(side: LibrarySide) -> tuple[Fact, Fact]:
    facts = side.editor.catalogue.facts
    return facts["own-0"], facts["own-1"]


def a_new_fact(program: Program, window: MainWindow) -> None:
    library_of(program, window).commands.new()


def records_to_merge(program: Program, window: MainWindow) -> None:
    if MergeDialog.raised(window) is None:
        side = library_of(program, window)
        MergeDialog(window, side.editor.library, two_facts(side)).open()


def versions(program: Program, window: MainWindow) -> None:
    if VersionsDialog.raised(window) is not None:
        return
    side = library_of(program, window)
    source = next(iter(side.editor.catalogue.sources.values()))
    side.editor.apply(PutSource(source=replace(source, marking="INTERNAL")))
    view = side.editor.session.compare(key_of(source))
    assert view is not None
    VersionsDialog(window, view, bool, bool).open()


def a_conflict(program: Program, window: MainWindow) -> None:
    if ConflictDialog.raised(window) is None:
        first, second = two_facts(library_of(program, window))
        ConflictDialog(window, key_of(first), None, first, replace(second, id=first.id)).open()


def a_replacement(program: Program, window: MainWindow) -> None:
    if ReplaceCopyDialog.raised(window) is None:
        side = library_of(program, window)
        document = DocumentFile(b"Nothing", "new.txt", SourceText("Nothing", "plain-text", "1"))
        source = next(iter(side.editor.catalogue.sources.values()))
        plan = replaced_copy(document, source, side.editor.library, today="2026-11-26")
        ReplaceCopyDialog(window, plan).open()


LIBRARY_DIALOGS: Mapping[type[Dialog], Opener] = {
    AddSourceDialog: a_source,
    ConflictDialog: a_conflict,
    DeleteDialog: records_to_delete,
    MergeDialog: records_to_merge,
    NewRecordDialog: a_new_fact,
    NewTreatyDialog: a_treaty,
    PartDialog: a_treaty_part,
    PasteDialog: cells_to_paste,
    ReplaceCopyDialog: a_replacement,
    SetValueDialog: values_to_set,
    SplitDialog: a_split,
    TakeOverDialog: an_import,
    VersionsDialog: versions,
}
