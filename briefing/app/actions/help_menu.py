"""Actions of the menu Help: guide, shortcuts and reports."""

from __future__ import annotations

from briefing.app.actions.spec import HELP, ActionSpec

HELP_ACTIONS = (
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
