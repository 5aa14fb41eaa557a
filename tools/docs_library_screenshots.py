"""Takes the pictures of the library side, in light and dark, from the running program.

Run as ``PYTHONPATH=. python tools/docs_library_screenshots.py``.

No screen is needed. The treaty that is read is an invented one, in a library of its own beside the bundled
one.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from docs_screenshots import program, rest, take, until, without_screen

from briefing.app.dialogs.library.take_over import TakeOverDialog
from briefing.app.library_side import LibrarySide
from briefing.app.window.main_window import MainWindow
from briefing.interchange.document_source import GivenValues
from briefing.interchange.new_source import DocumentFile, new_source
from briefing.library.editing import PutTreaty
from briefing.library.records import RecordKey, RecordKind
from briefing.model.terms import SourceKind
from briefing.model.treaty import Conclusion, Party, Place, Treaty
from briefing.sources.archive import SourceArchive
from briefing.sources.readers.guarded import GuardedReader

TREATY = "upper-lake-2024"
PASSAGES = (
    "The Parties shall share the water of the Upper Lake in equal parts.",
    "A Party may build a dam of up to 40 metres",
    "The Parties do not intend to station armed forces on the shores of the lake.",
)
TEXT = """# Agreement on the Upper Lake

The Republic of Estonia and the Republic of Latvia, hereinafter the Parties, have agreed as follows.

Article 1

1. The Parties shall share the water of the Upper Lake in equal parts.

2. The amount is measured each spring by the Joint Commission, which publishes it by 30 June.

Article 2

1. A Party may build a dam of up to 40 metres, after it has informed the other Party a year before.

2. The other Party may ask for consultations, which shall begin within 60 days.

Article 3

The Parties do not intend to station armed forces on the shores of the lake. They shall consult each other
without delay where the security of one of them is affected.

Article 4

This Agreement enters into force on the day of the later notification and remains in force for ten years.
"""
REPORT = """The ministry of the environment says that the level of the lake fell by 30 cm in spring 2026.

It denies that a dam is being built. Fishermen report that work began in April.
"""
REFERENCES = """TY  - JOUR
TI  - Shared lakes and their commissions
AU  - Tamm, Mari
PY  - 2025
JO  - Journal of Water Law
ER  -

TY  - NEWS
TI  - Commission measures the Upper Lake
PY  - 2026/05/04
PB  - Lake Agency
ER  -
"""


def add_source(side: LibrarySide, content: str, name: str, kind: SourceKind, publisher: str) -> str:
    raw = content.encode()
    with GuardedReader() as reader:
        document = DocumentFile(raw, name, reader.read(raw, name))
    given = GivenValues(kind=kind.value, publisher=publisher)
    new = new_source(document, given, side.editor.library, by="A. Nalyst", today="2026-11-26")
    document.archive_in(SourceArchive(side.editor.session.folder))
    assert side.editor.apply(new.edit)
    return new.source.id


def read(side: LibrarySide, source_id: str) -> None:
    side.read(side.editor.catalogue.sources[source_id])

    def is_open() -> bool:
        document = side.reader.document
        return document is not None and document.source.id == source_id

    until(is_open)


def capture(side: LibrarySide, passage: str) -> None:
    assert side.reader.document is not None
    start = side.reader.document.text.text.index(passage)
    side.reader.view.go_to_span(start, start + len(passage))
    side.reader.capture(start, start + len(passage))


def begun_side(window: MainWindow) -> LibrarySide:
    """Return the library side with the invented treaty."""
    window.action_set["show_library_side"].trigger()
    (side,) = window.findChildren(LibrarySide)
    until(lambda: side.editor.is_open)
    if TREATY not in side.editor.catalogue.treaties:
        parties = (Party(name="Estonia", country="EE"), Party(name="Latvia", country="LV"))
        treaty = Treaty(
            id=TREATY,
            title="Agreement on the Upper Lake",
            short_title="Upper Lake 2024",
            parties=parties,
            concluded=Conclusion(date="2024-05-02", place=Place(name="Valga")),
        )
        assert side.editor.apply(PutTreaty(treaty=treaty))
    return side


def take_library(look: str, folder: Path) -> None:
    with program(look) as window:
        side = begun_side(window)
        text = add_source(side, TEXT, "agreement.md", SourceKind.TREATY_TEXT, "Depositary of the Lake")
        report = add_source(side, REPORT, "report.txt", SourceKind.NEWS_REPORT, "Lake Agency")
        read(side, text)
        for passage in PASSAGES:
            capture(side, passage)
            side.reader.panel.treaty.setCurrentIndex(side.reader.panel.treaty.findData(TREATY))
            side.reader.panel.treaty.activated.emit(side.reader.panel.treaty.currentIndex())
            side.reader.capture_controller.store()
        until(lambda: side.reader.passages.count() == len(PASSAGES))
        side.reader.read_beside(report)
        until(lambda: side.reader.beside.document is not None)
        side.reader.main.view.setFocus()
        take(window, f"reader-{look}")
        side.reader.close_beside()
        capture(side, "The other Party may ask for consultations, which shall begin within 60 days.")
        side.reader.panel.statement.setPlainText("The other Party will begin consultations within 60 days.")
        until(lambda: side.reader.panel.review.text().startswith("⚠"))
        take(window, f"capture-{look}")
        side.reader.capture_controller.discard()
        side.show_record(RecordKey(RecordKind.FACT, side.editor.library.material.facts[-1].id))
        take(window, f"tables-{look}")
        side.show_record(RecordKey(RecordKind.TREATY, side.editor.library.material.treaties[0].id))
        take(window, f"treaty-form-{look}")
        references = folder / "references.ris"
        references.write_text(REFERENCES)
        window.controllers.exchange.import_file(references)
        until(lambda: TakeOverDialog.raised(window) is not None)
        dialog = TakeOverDialog.raised(window)
        assert dialog is not None
        rest(2)
        take(dialog, f"import-{look}")
        dialog.close()


def main() -> None:
    for look in sys.argv[1:] or ("light", "dark"):
        with tempfile.TemporaryDirectory() as home:
            without_screen(home)
            take_library(look, Path(home))


if __name__ == "__main__":
    main()
