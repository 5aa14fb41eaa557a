"""Actions of the menu Library: what is added to the library."""

from __future__ import annotations

from briefing.app.actions.spec import LIBRARY, ActionSpec

LIBRARY_ACTIONS = (
    ActionSpec(
        "add_source",
        "Add &source…",
        LIBRARY,
        "Ctrl+Shift+O",
        "file-arrow-up",
        help="Archive a document and read its text: PDF, Word, web page, Markdown, text, Akoma Ntoso",
    ),
    ActionSpec(
        "paste_source",
        "Add source from the &clipboard…",
        LIBRARY,
        "",
        "clipboard",
        help="Archive the text that was copied elsewhere as a source",
    ),
    ActionSpec(
        "import_records",
        "&Import…",
        LIBRARY,
        "",
        "download-simple",
        begins_group=True,
        help="Take over records from Zotero, spreadsheets, STIX, annotations or another library",
    ),
    ActionSpec(
        "merge_library",
        "&Merge a library…",
        LIBRARY,
        "",
        "git-merge",
        help="Take over the changes of another library, record by record and field by field",
    ),
)
