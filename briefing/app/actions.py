"""Declare every action of the window: menus, toolbar, palette and shortcuts page read this table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Needs(Enum):
    """The condition under which an action is enabled."""

    NOTHING = "nothing"
    BRIEFING = "briefing"
    CHANGE = "change"
    SELECTION = "selection"
    ROWS = "rows"
    SELECTION_TO_READ = "selection to read"
    GRADE = "grade"
    SECTION = "section"
    FACT = "fact"
    UNAPPROVED = "unapproved"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action with its text and menu, untranslated; `help` says in a sentence what it does.

    In the text, `&` marks the letter of the entry; entries without one get a letter with the menu.
    """

    id: str
    text: str
    menu: str
    shortcut: str = ""
    icon: str = ""
    needs: Needs = Needs.NOTHING
    help: str = ""
    begins_group: bool = False
    checkable: bool = False

    @property
    def name(self) -> str:
        """The text without the mark of its letter."""
        return self.text.replace("&", "")


FILE, EDIT, INSERT, ROW, VIEW, HELP = "&File", "&Edit", "&Insert", "&Row", "&View", "&Help"
MENUS = (FILE, EDIT, INSERT, ROW, VIEW, HELP)
RECENT_MENU, GRADE_MENU = "&Recent projects", "&Grade: confidence"
SUBMENUS = {FILE: (RECENT_MENU,), ROW: (GRADE_MENU,)}
_BRIEFING, _CHANGE, _CHOSEN, _ROWS = Needs.BRIEFING, Needs.CHANGE, Needs.SELECTION, Needs.ROWS

ACTIONS = (
    ActionSpec(
        "new", "&New briefing…", FILE, "Ctrl+N", "file-plus", help="Start a briefing from a template"
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
    ActionSpec("undo", "&Undo", EDIT, "Ctrl+Z", "arrow-counter-clockwise", _BRIEFING),
    ActionSpec("redo", "&Redo", EDIT, "Ctrl+Shift+Z", "arrow-clockwise", _BRIEFING),
    ActionSpec(
        "history",
        "H&istory…",
        EDIT,
        "Ctrl+Alt+Z",
        "",
        _BRIEFING,
        help="Show who changed what and when, and restore an earlier state",
    ),
    ActionSpec("cut", "Cu&t", EDIT, "Ctrl+X", "scissors", _CHOSEN, begins_group=True),
    ActionSpec(
        "copy",
        "&Copy",
        EDIT,
        "Ctrl+C",
        "copy",
        _BRIEFING,
        help="Copy the selected rows or facts with their sources",
    ),
    ActionSpec("paste", "&Paste", EDIT, "Ctrl+V", "clipboard", _CHANGE),
    ActionSpec("duplicate", "Duplic&ate", EDIT, "Ctrl+Shift+D", "", _CHOSEN),
    ActionSpec("delete", "&Delete", EDIT, "Del", "trash", _CHOSEN),
    ActionSpec(
        "find", "&Find in the briefing", EDIT, "Ctrl+F", "magnifying-glass", _BRIEFING, begins_group=True
    ),
    ActionSpec(
        "replace",
        "Find and rep&lace…",
        EDIT,
        "Ctrl+H",
        "",
        _BRIEFING,
        help="Find text in wordings, reasons, notes, tables and headings, and replace it after a preview",
    ),
    ActionSpec("find_everywhere", "Find in recent pro&jects…", EDIT, "Ctrl+Shift+F"),
    ActionSpec(
        "palette",
        "&Go to anything…",
        EDIT,
        "Ctrl+K",
        "command",
        help="Search actions, sections and facts by name",
    ),
    ActionSpec("preferences", "Pr&eferences…", EDIT, "Ctrl+,", "gear", begins_group=True),
    ActionSpec(
        "add_facts",
        "Add selected &facts",
        INSERT,
        "Ctrl+D",
        "plus",
        _CHANGE,
        help="Add the facts selected in the library to the current section",
    ),
    ActionSpec(
        "add_judgement",
        "&Judgement",
        INSERT,
        "Ctrl+J",
        "diamond",
        _CHANGE,
        begins_group=True,
        help="Your conclusion, with evidence, likelihood and confidence",
    ),
    ActionSpec(
        "add_prose",
        "&Text",
        INSERT,
        "Ctrl+T",
        "text-align-left",
        _CHANGE,
        help="A paragraph of connecting text",
    ),
    ActionSpec("add_section", "&Section", INSERT, "Ctrl+Shift+N", "text-h-one", _CHANGE),
    ActionSpec(
        "add_figure",
        "&Picture…",
        INSERT,
        "",
        "image",
        _CHANGE,
        begins_group=True,
        help="A picture from a PNG or JPEG file",
    ),
    ActionSpec(
        "add_drawing",
        "&Chart from data…",
        INSERT,
        "Ctrl+Shift+G",
        "chart-line",
        _CHANGE,
        help="A timeline, map, matrix or ruler drawn from the rows of the briefing",
    ),
    ActionSpec("add_table", "T&able", INSERT, "", "table", _CHANGE),
    ActionSpec(
        "add_comparison",
        "C&omparison of treaties",
        INSERT,
        "",
        "columns",
        _CHANGE,
        help="A table of the obligations of several treaties side by side",
    ),
    ActionSpec("edit_words", "&Edit text", ROW, "F2", "pencil-simple", _CHOSEN),
    ActionSpec(
        "clear_grade",
        "Clea&r the grade",
        ROW,
        "Ctrl+0",
        "",
        Needs.GRADE,
        help="Remove likelihood, confidence and rationale from the selected rows",
    ),
    ActionSpec("move_up", "Move &up", ROW, "Alt+Up", "arrow-up", _CHOSEN, begins_group=True),
    ActionSpec("move_down", "Move do&wn", ROW, "Alt+Down", "arrow-down", _CHOSEN),
    ActionSpec("indent", "I&ndent section", ROW, "Alt+Right", "caret-double-right", Needs.SECTION),
    ActionSpec("outdent", "&Outdent section", ROW, "Alt+Left", "caret-double-left", Needs.SECTION),
    ActionSpec(
        "hide",
        "&Hide in print",
        ROW,
        "Ctrl+Shift+H",
        "eye-slash",
        _ROWS,
        begins_group=True,
        help="Do not print the selected rows; they can still be evidence",
    ),
    ActionSpec(
        "add_comment",
        "Co&mment on this row",
        ROW,
        "Ctrl+Shift+M",
        "chat-text",
        _CHANGE,
        help="Write a comment on the selected row; comments are never printed",
    ),
    ActionSpec(
        "go_to_library",
        "&Show in the library",
        ROW,
        "Ctrl+B",
        "books",
        Needs.FACT,
        help="Find the fact of the selected row in the library",
    ),
    ActionSpec(
        "row_history",
        "Histor&y of this row…",
        ROW,
        "",
        "",
        Needs.SELECTION_TO_READ,
        help="Show who changed the selected rows and when",
    ),
    ActionSpec("search_library", "Search the &library", VIEW, "Ctrl+L", "books", _BRIEFING),
    ActionSpec(
        "fold_library",
        "S&how or hide the library",
        VIEW,
        "Ctrl+Shift+L",
        "",
        _BRIEFING,
        help="Give the width of the library to the other panes, or take it back",
    ),
    ActionSpec("show_outline", "Go to the &Briefing pane", VIEW, "Ctrl+1", "list-bullets", _BRIEFING),
    ActionSpec(
        "show_inspector",
        "Show the &Inspector pane",
        VIEW,
        "Ctrl+2",
        "sliders-horizontal",
        _BRIEFING,
        help="Wording, grade and sources of the selected row",
    ),
    ActionSpec(
        "show_preview",
        "Show the &Preview pane",
        VIEW,
        "Ctrl+3",
        "file-pdf",
        _BRIEFING,
        help="The pages of the PDF",
    ),
    ActionSpec(
        "show_review",
        "Show the &Review pane",
        VIEW,
        "Ctrl+4",
        "circle-wavy-check",
        _BRIEFING,
        help="Problems that the review found in wording, grades and sources",
    ),
    ActionSpec(
        "show_comments",
        "Show the Comments pane",
        VIEW,
        "Ctrl+5",
        "chat-text",
        _BRIEFING,
        help="Comments on rows and on the briefing, with their replies",
    ),
    ActionSpec(
        "next_finding",
        "&Next review finding",
        VIEW,
        "F8",
        "",
        _BRIEFING,
        help="Go to the next problem found by the review",
    ),
    ActionSpec("next_pane", "Next pane of the &window", VIEW, "F6", "", _BRIEFING),
    ActionSpec(
        "unfold_all", "&Expand all sections", VIEW, "Ctrl+Shift+Right", "", _BRIEFING, begins_group=True
    ),
    ActionSpec("fold_all", "&Collapse all sections", VIEW, "Ctrl+Shift+Left", "", _BRIEFING),
    ActionSpec(
        "refresh",
        "Re&fresh the preview",
        VIEW,
        "F5",
        "arrows-clockwise",
        _BRIEFING,
        begins_group=True,
        help="Render the PDF again",
    ),
    ActionSpec("zoom_in", "&Zoom in", VIEW, "Ctrl++", "", _BRIEFING),
    ActionSpec("zoom_out", "Zoom &out", VIEW, "Ctrl+-", "", _BRIEFING),
    ActionSpec("zoom_width", "Fit page wi&dth", VIEW, "Ctrl+9", "", _BRIEFING),
    ActionSpec(
        "spelling",
        "Check &spelling",
        VIEW,
        "",
        checkable=True,
        help="Underline words that are not in the dictionary of the briefing's language",
        begins_group=True,
    ),
    ActionSpec(
        "larger",
        "Larger text",
        VIEW,
        "Ctrl+Alt++",
        help="Enlarge texts and icons of the program; the preview has a zoom of its own",
        begins_group=True,
    ),
    ActionSpec("smaller", "Smaller text", VIEW, "Ctrl+Alt+-"),
    ActionSpec("normal_size", "Normal text size", VIEW, "Ctrl+Alt+0"),
    ActionSpec("full_screen", "Full screen", VIEW, "F11"),
    ActionSpec(
        "first_steps",
        "&First steps",
        HELP,
        "",
        "path",
        help="The way from nothing to a PDF, step by step",
    ),
    ActionSpec(
        "help_here", "&Help on this pane", HELP, "F1", "question", help="Open the guide at this pane"
    ),
    ActionSpec(
        "guide", "User's &guide", HELP, "", "book-open", help="The guide, which is part of the program"
    ),
    ActionSpec(
        "codes",
        "Grades and &codes explained",
        HELP,
        "",
        "list-bullets",
        help="The terms of the grading scheme, and every code and sign of the window",
    ),
    ActionSpec("shortcuts", "Keyboard &shortcuts", HELP, "Ctrl+F1", "keyboard", begins_group=True),
    ActionSpec(
        "report_fault",
        "&Report a fault…",
        HELP,
        "",
        "bug",
        help="Show the reports of errors in the program, to copy or delete them; nothing is sent",
    ),
    ActionSpec("about", "&About Treaty Briefing", HELP, "", "info"),
)
TOOLBAR = (
    ("undo", "redo"),
    ("add_facts", "add_judgement", "add_prose", "add_section", "add_figure"),
    ("show_review", "details"),
)
FIGURE_MENU = ("add_drawing", "add_figure")
"""Menu of the button in the place of "add_figure" in the toolbar."""

OUTLINE_MENU = (
    ("edit_words",),
    ("cut", "copy", "paste", "duplicate", "delete"),
    (INSERT,),
    ("hide", "clear_grade", GRADE_MENU, "add_comment", "row_history"),
    ("move_up", "move_down", "indent", "outdent"),
    ("go_to_library",),
)
LIBRARY_MENU = (("add_facts", "copy"), ("search_library",))
COMMENTS_MENU = (("add_comment",),)
REVIEW_MENU = (("next_finding", "copy"),)
PREVIEW_MENU = (("copy",), ("zoom_in", "zoom_out", "zoom_width"), ("refresh", "export", "print"))
"""Groups of the context menus: ids of actions, and titles of menus as submenus."""

OUTLINE_ACTIONS = frozenset({
    "cut", "duplicate", "delete", "edit_words", "clear_grade", "move_up", "move_down", "indent", "outdent",
    "hide", "go_to_library", "paste", "unfold_all", "fold_all",
})  # fmt: skip
"""Actions whose shortcuts are active only while the outline has the focus."""
