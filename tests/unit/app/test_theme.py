"""The fonts of the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication

from briefing.app.theme import theme
from briefing.typography import fonts
from tests.unit.typography.test_fonts import TEXTS


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    theme.set_up(qapp, "light")


@pytest.mark.parametrize(("script", "text"), TEXTS.items())
def test_text_in_every_further_script_has_a_font_in_the_window(script: str, text: str) -> None:
    family = fonts.SCRIPT_FONTS[script].family
    assert family in QFontDatabase.families()
    metrics = QFontMetrics(QFont(family))
    assert all(metrics.inFontUcs4(ord(sign)) for sign in text if not sign.isspace())


def test_fonts_are_registered_once(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.set_up(qapp, "light")
    added: list[str] = []
    monkeypatch.setattr(QFontDatabase, "addApplicationFont", added.append)
    theme.set_up(qapp, "light")
    assert added == []


def test_fonts_of_other_families_are_registered_where_the_computer_has_some_of_them(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    added: list[str] = []
    monkeypatch.setattr(QFontDatabase, "families", lambda: [theme.FAMILY])
    monkeypatch.setattr(QFontDatabase, "addApplicationFont", added.append)
    theme.set_up(qapp, "light")
    files = {path.name for path in fonts.script_font_files().values()} | {"Amiri-Regular.ttf"}
    assert {Path(each).name for each in added} == files


def test_variable_fonts_are_shown_in_normal_weight(qapp: QApplication) -> None:
    theme.apply_theme(qapp, "light")
    assert qapp.font().variableAxisValue(QFont.Tag("wght")) == 400
