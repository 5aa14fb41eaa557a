"""Actions of the menu Row: the selected rows."""

from __future__ import annotations

from briefing.app.actions.spec import ROW, ActionSpec, Needs

_CHANGE, _CHOSEN, _ROWS = Needs.CHANGE, Needs.SELECTION, Needs.ROWS

ROW_ACTIONS = (
    ActionSpec("edit_words", "&Edit text", ROW, "F2", "pencil-simple", _CHOSEN),
    ActionSpec(
        "answer_finding",
        "Answer the review finding…",
        ROW,
        "Ctrl+.",
        "",
        _CHOSEN,
        help="Say what the words at the caret are: the same, the fact's word again, or your own judgement",
    ),
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
        "edit_fact",
        "Edit the fact in the li&brary",
        ROW,
        "Ctrl+Shift+B",
        "",
        Needs.BRIEFING,
        help="Show the record of the selected fact on the library side, where it can be corrected",
    ),
    ActionSpec(
        "go_to_passage",
        "Show the &quoted passage",
        ROW,
        "Ctrl+Alt+B",
        "",
        Needs.BRIEFING,
        help="Open the archived source of the selected fact at the words that it quotes",
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
)
