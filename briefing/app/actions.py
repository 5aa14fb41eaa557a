"""Every action of the window, declared once: menus, toolbar, palette and help read this table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QWidget

from briefing.app.i18n import tr
from briefing.app.widgets.icons import icon


class Needs(Enum):
    """When an action can be taken."""

    NOTHING = "nothing"
    BRIEFING = "briefing"
    CHANGE = "change"
    SELECTION = "selection"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action: what it is called, where it is found, what it needs, what it does in a sentence."""

    id: str
    text: str
    menu: str
    shortcut: str = ""
    icon: str = ""
    needs: Needs = Needs.NOTHING
    help: str = ""
    begins_group: bool = False
    checkable: bool = False


FILE, EDIT, INSERT, ROW, VIEW, HELP = "&File", "&Edit", "&Insert", "&Row", "&View", "&Help"
MENUS = (FILE, EDIT, INSERT, ROW, VIEW, HELP)
_BRIEFING, _CHANGE, _CHOSEN, _ROWS = Needs.BRIEFING, Needs.CHANGE, Needs.SELECTION, Needs.ROWS

ACTIONS = (
    ActionSpec(
        "new", "New briefing…", FILE, "Ctrl+N", "file-plus", help="Begin a briefing from a template"
    ),
    ActionSpec("open", "Open…", FILE, "Ctrl+O", "folder-open", help="Open a project file"),
    ActionSpec(
        "open_example", "Open the example", FILE, "", "graduation-cap", help="A finished, graded briefing"
    ),
    ActionSpec(
        "new_issue",
        "New from this briefing…",
        FILE,
        "",
        "copy-simple",
        _BRIEFING,
        help="Begin the next issue of a series from this one",
    ),
    ActionSpec("save", "Save", FILE, "Ctrl+S", "floppy-disk", _BRIEFING, begins_group=True),
    ActionSpec("save_as", "Save as…", FILE, "Ctrl+Shift+S", "", _BRIEFING),
    ActionSpec(
        "export",
        "Export…",
        FILE,
        "Ctrl+E",
        "export",
        _BRIEFING,
        help="Write the briefing as a PDF, or for Word, the web, a spreadsheet and others",
    ),
    ActionSpec(
        "details",
        "Briefing details…",
        FILE,
        "Ctrl+I",
        "info",
        _BRIEFING,
        begins_group=True,
        help="Title, cut-off date, marking, scheme, template, status",
    ),
    ActionSpec(
        "what_changed",
        "What changed…",
        FILE,
        "Ctrl+Shift+E",
        "arrows-down-up",
        _BRIEFING,
        begins_group=True,
        help="Since the last issue, since the file was saved, or against another project",
    ),
    ActionSpec(
        "newer_library",
        "Newer in the library…",
        FILE,
        "",
        "books",
        _BRIEFING,
        help="Facts that the library holds otherwise by now",
    ),
    ActionSpec(
        "templates",
        "Templates…",
        FILE,
        "Ctrl+Shift+T",
        "layout",
        begins_group=True,
        help="Copy, check, import, export and remove templates",
    ),
    ActionSpec(
        "compare_templates",
        "Compare with the installed template…",
        FILE,
        "",
        "columns",
        _BRIEFING,
        help="The pages of the project's own copy of its template beside those of the installed one",
    ),
    ActionSpec("close", "Close briefing", FILE, "Ctrl+W", "", _BRIEFING, begins_group=True),
    ActionSpec("quit", "Quit", FILE, "Ctrl+Q"),
    ActionSpec("undo", "Undo", EDIT, "Ctrl+Z", "arrow-counter-clockwise", _BRIEFING),
    ActionSpec("redo", "Redo", EDIT, "Ctrl+Shift+Z", "arrow-clockwise", _BRIEFING),
    ActionSpec("cut", "Cut", EDIT, "Ctrl+X", "scissors", _CHOSEN, begins_group=True),
    ActionSpec(
        "copy", "Copy", EDIT, "Ctrl+C", "copy", _BRIEFING, help="Rows are copied with their sources"
    ),
    ActionSpec("paste", "Paste", EDIT, "Ctrl+V", "clipboard", _CHANGE),
    ActionSpec("duplicate", "Duplicate", EDIT, "Ctrl+Shift+D", "", _CHOSEN),
    ActionSpec("delete", "Delete", EDIT, "Del", "trash", _CHOSEN),
    ActionSpec(
        "find", "Find in the briefing", EDIT, "Ctrl+F", "magnifying-glass", _BRIEFING, begins_group=True
    ),
    ActionSpec("find_everywhere", "Find in recent projects…", EDIT, "Ctrl+Shift+F"),
    ActionSpec(
        "palette", "Go to anything…", EDIT, "Ctrl+K", "command", help="Actions, sections, facts by name"
    ),
    ActionSpec("preferences", "Preferences…", EDIT, "Ctrl+,", "gear", begins_group=True),
    ActionSpec(
        "add_facts",
        "Add the chosen facts",
        INSERT,
        "Ctrl+D",
        "plus",
        _CHANGE,
        help="Put what is chosen in the library into the section in hand",
    ),
    ActionSpec(
        "add_judgement",
        "Judgement",
        INSERT,
        "Ctrl+J",
        "diamond",
        _CHANGE,
        begins_group=True,
        help="What you conclude, with evidence, likelihood and confidence",
    ),
    ActionSpec("add_prose", "Prose", INSERT, "Ctrl+T", "text-align-left", _CHANGE, help="Connecting text"),
    ActionSpec("add_section", "Section", INSERT, "Ctrl+Shift+N", "text-h-one", _CHANGE),
    ActionSpec(
        "add_figure",
        "Figure…",
        INSERT,
        "",
        "image",
        _CHANGE,
        begins_group=True,
        help="A picture from a file",
    ),
    ActionSpec(
        "add_drawing",
        "Figure from data…",
        INSERT,
        "Ctrl+Shift+G",
        "chart-line",
        _CHANGE,
        help="A timeline, map, matrix or ruler drawn from the briefing's own rows",
    ),
    ActionSpec("add_table", "Table", INSERT, "", "table", _CHANGE),
    ActionSpec("add_comparison", "Comparison of treaties", INSERT, "", "columns", _CHANGE),
    ActionSpec("edit_words", "Edit the words", ROW, "F2", "pencil-simple", _CHOSEN),
    ActionSpec("clear_grade", "Clear the grade", ROW, "Ctrl+0", "", _ROWS),
    ActionSpec("move_up", "Move up", ROW, "Alt+Up", "arrow-up", _CHOSEN, begins_group=True),
    ActionSpec("move_down", "Move down", ROW, "Alt+Down", "arrow-down", _CHOSEN),
    ActionSpec("indent", "Move a level in", ROW, "Alt+Right", "caret-double-right", _CHOSEN),
    ActionSpec("outdent", "Move a level out", ROW, "Alt+Left", "caret-double-left", _CHOSEN),
    ActionSpec("hide", "Leave out of the pages", ROW, "Ctrl+H", "eye-slash", _ROWS, begins_group=True),
    ActionSpec("go_to_library", "Show in the library", ROW, "Ctrl+B", "books", _ROWS),
    ActionSpec("search_library", "Search the library", VIEW, "Ctrl+L", "books", _BRIEFING),
    ActionSpec("show_outline", "Go to the briefing", VIEW, "Ctrl+1", "list-bullets", _BRIEFING),
    ActionSpec("show_inspector", "Show the inspector", VIEW, "Ctrl+2", "sliders-horizontal", _BRIEFING),
    ActionSpec("show_preview", "Show the preview", VIEW, "Ctrl+3", "file-pdf", _BRIEFING),
    ActionSpec("show_review", "Show the review", VIEW, "Ctrl+4", "circle-wavy-check", _BRIEFING),
    ActionSpec("next_finding", "Next finding", VIEW, "F8", "", _BRIEFING),
    ActionSpec("next_pane", "Next pane", VIEW, "F6", "", _BRIEFING),
    ActionSpec(
        "unfold_all", "Unfold all sections", VIEW, "Ctrl+Shift+Right", "", _BRIEFING, begins_group=True
    ),
    ActionSpec("fold_all", "Fold all sections", VIEW, "Ctrl+Shift+Left", "", _BRIEFING),
    ActionSpec(
        "refresh", "Make the pages anew", VIEW, "F5", "arrows-clockwise", _BRIEFING, begins_group=True
    ),
    ActionSpec("zoom_in", "Zoom in", VIEW, "Ctrl++", "", _BRIEFING),
    ActionSpec("zoom_out", "Zoom out", VIEW, "Ctrl+-", "", _BRIEFING),
    ActionSpec("zoom_width", "Fit the width", VIEW, "Ctrl+9", "", _BRIEFING),
    ActionSpec("shortcuts", "Shortcuts", HELP, "F1", "keyboard"),
    ActionSpec("about", "About Treaty Briefing", HELP, "", "info"),
)
TOOLBAR = (
    ("undo", "redo"),
    ("add_facts", "add_judgement", "add_prose", "add_section", "add_figure"),
    ("show_review", "details"),
)


class Actions:
    """The window's actions by id, made from the table and bound to what they do."""

    def __init__(self, window: QWidget, deeds: dict[str, Callable[[], object]]) -> None:
        missing = {spec.id for spec in ACTIONS} ^ deeds.keys()
        assert not missing, missing
        self.specs = {spec.id: spec for spec in ACTIONS}
        self._actions = {spec.id: self._make(window, spec, deeds[spec.id]) for spec in ACTIONS}

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def __iter__(self) -> Iterator[tuple[ActionSpec, QAction]]:
        return ((spec, self._actions[spec.id]) for spec in ACTIONS)

    def _make(self, window: QWidget, spec: ActionSpec, deed: Callable[[], object]) -> QAction:
        action = QAction(tr(spec.text), window)
        action.setObjectName(spec.id)
        if spec.icon:
            action.setIcon(icon(spec.icon))
        if spec.shortcut:
            action.setShortcut(QKeySequence(spec.shortcut))
        action.setCheckable(spec.checkable)
        self._say(action, spec)
        action.triggered.connect(lambda _checked=False: deed())
        window.addAction(action)
        return action

    def _say(self, action: QAction, spec: ActionSpec) -> None:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        said = tr(spec.help) if spec.help else tr(spec.text).rstrip("…")
        action.setToolTip(f"{said} ({keys})" if keys else said)
        action.setStatusTip("")

    def allow(self, allowed: Callable[[Needs], bool]) -> None:
        for spec, action in self:
            action.setEnabled(allowed(spec.needs))

    def fill_menus(self, bar: QMenuBar) -> dict[str, QMenu]:
        menus = {name: bar.addMenu(tr(name)) for name in MENUS}
        for spec, action in self:
            menu = menus[spec.menu]
            if spec.begins_group:
                menu.addSeparator()
            menu.addAction(action)
        return menus

    def fill_toolbar(self, bar: QToolBar) -> None:
        for number, group in enumerate(TOOLBAR):
            if number:
                bar.addSeparator()
            for action_id in group:
                bar.addAction(self._actions[action_id])
