"""Actions of the menu Edit: undo, clipboard, search and preferences."""

from __future__ import annotations

from briefing.app.actions.spec import EDIT, ActionSpec, Needs

_BRIEFING, _CHANGE, _CHOSEN = Needs.BRIEFING, Needs.CHANGE, Needs.SELECTION

EDIT_ACTIONS = (
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
    ActionSpec(
        "thesaurus",
        "Thesaurus…",
        EDIT,
        begins_group=True,
        help="Words that your organisation accepts in place of words of facts: list, change, export, merge",
    ),
    ActionSpec("preferences", "Pr&eferences…", EDIT, "Ctrl+,", "gear"),
)
