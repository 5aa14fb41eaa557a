"""Actions of the menu Insert: facts and other rows to add."""

from __future__ import annotations

from briefing.app.actions.spec import INSERT, ActionSpec, Needs

_CHANGE = Needs.CHANGE

INSERT_ACTIONS = (
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
)
