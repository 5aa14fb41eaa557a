"""The icons of actions are in the icon font. Those of widgets are checked where windows are painted."""

from __future__ import annotations

import json
from pathlib import Path

from briefing.app.actions import ACTIONS


def font_names() -> set[str]:
    from qtawesome import iconic_font

    folder = Path(iconic_font.__file__).with_name("fonts")
    return set(json.loads(next(folder.glob("phosphor-charmap-*.json")).read_text(encoding="utf-8")))


def test_every_icon_of_an_action_is_in_the_font() -> None:
    assert {action.icon for action in ACTIONS if action.icon} - font_names() == set()
