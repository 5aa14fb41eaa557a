"""Actions of the menu File: files, issue, PDF and templates."""

from __future__ import annotations

from briefing.app.actions.spec import FILE, ActionSpec, Needs

_BRIEFING, _CHANGE = Needs.BRIEFING, Needs.CHANGE

FILE_ACTIONS = (
    ActionSpec(
        "new", "&New briefing…", FILE, "Ctrl+N", "file-plus", help="Start a briefing from a template"
    ),
    ActionSpec(
        "new_treaty",
        "New treat&y…",
        FILE,
        "",
        "file-text",
        help="Add a treaty to the library by its title, parties, day and place",
    ),
    ActionSpec("open", "&Open…", FILE, "Ctrl+O", "folder-open", help="Open a project file"),
    ActionSpec(
        "open_example",
        "Open the e&xample briefing",
        FILE,
        "",
        "graduation-cap",
        help="A finished, graded briefing",
    ),
    ActionSpec(
        "new_issue",
        "New briefing &from this one…",
        FILE,
        "",
        "copy-simple",
        _BRIEFING,
        help="Start the next issue of a series with the rows, wording and grades of this briefing",
    ),
    ActionSpec("save", "&Save", FILE, "Ctrl+S", "floppy-disk", _BRIEFING, begins_group=True),
    ActionSpec("save_as", "Save &as…", FILE, "Ctrl+Shift+S", "", _BRIEFING),
    ActionSpec(
        "copy_for_sending", "Save a copy for sending…", FILE, "", "", _BRIEFING, "A copy without comments"
    ),
    ActionSpec(
        "finish",
        "Finish…",
        FILE,
        "Ctrl+Alt+E",
        "flag",
        _BRIEFING,
        begins_group=True,
        help="Check what is still open before the briefing is final, and go to each place",
    ),
    ActionSpec(
        "export",
        "&Export…",
        FILE,
        "Ctrl+E",
        "export",
        _BRIEFING,
        help="Write the briefing as a PDF, a Word document, a web page, a spreadsheet or in another format",
    ),
    ActionSpec(
        "fit", "Fit to pa&ges…", FILE, "", "files", _BRIEFING, "Find what to leave out to fit its pages"
    ),
    ActionSpec(
        "print",
        "&Print…",
        FILE,
        "Ctrl+P",
        "printer",
        _BRIEFING,
        help="Print the pages of the PDF",
    ),
    ActionSpec(
        "verify_pdf",
        "&Verify a PDF…",
        FILE,
        "",
        "shield-check",
        help="Compare a PDF with the project in it, and check its signatures",
    ),
    ActionSpec(
        "details",
        "Briefing &details…",
        FILE,
        "Ctrl+I",
        "info",
        _BRIEFING,
        begins_group=True,
        help="Title, cut-off date, marking, grading scheme, template, status",
    ),
    ActionSpec(
        "main_message", "Main message and title", FILE, "Ctrl+M", "quotes", _BRIEFING, help="What follows"
    ),
    ActionSpec(
        "issue_block",
        "Issue block…",
        FILE,
        "Ctrl+Shift+I",
        "identification-card",
        _CHANGE,
        help="Reference, who prepares, reviews and approves, distribution, contact, date of review, emblem",
    ),
    ActionSpec("approve", "Approve…", FILE, "", "check-circle", Needs.UNAPPROVED, "Lock words and grades"),
    ActionSpec(
        "withdraw_approval", "Withdraw the approval", FILE, "", "", Needs.APPROVED, "Unlock the words"
    ),
    ActionSpec(
        "what_changed",
        "&What changed in the briefing…",
        FILE,
        "Ctrl+Shift+E",
        "arrows-down-up",
        _BRIEFING,
        begins_group=True,
        help="Show the changes since the last issue, since the last save, or compared with another project",
    ),
    ActionSpec(
        "newer_library",
        "&Updates from the library…",
        FILE,
        "",
        "books",
        _BRIEFING,
        help="Show the facts of the briefing that have a newer version in the library, and update them",
    ),
    ActionSpec(
        "templates",
        "&Templates…",
        FILE,
        "Ctrl+Shift+T",
        "layout",
        begins_group=True,
        help="Copy, check, import, export and delete templates",
    ),
    ActionSpec(
        "compare_templates",
        "&Compare template with installed version…",
        FILE,
        "",
        "columns",
        _BRIEFING,
        help="Show the pages of the project's copy of its template beside those of the installed one",
    ),
    ActionSpec("close", "C&lose briefing", FILE, "Ctrl+W", "", _BRIEFING, begins_group=True),
    ActionSpec("quit", "&Quit", FILE, "Ctrl+Q"),
)
