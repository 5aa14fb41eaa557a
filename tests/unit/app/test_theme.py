"""The fonts of the window."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication

from briefing.app.theme import theme
from briefing.typography import fonts
from tests.unit.typography.test_fonts import TEXTS

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize(("script", "text"), TEXTS.items())
def test_text_in_every_further_script_has_a_font_in_the_window(script: str, text: str) -> None:
    theme.load_script_fonts()
    family = fonts.SCRIPT_FONTS[script].family
    assert family in QFontDatabase.families()
    metrics = QFontMetrics(QFont(family))
    assert all(metrics.inFontUcs4(ord(sign)) for sign in text if not sign.isspace())


def test_fonts_are_registered_once() -> None:
    theme.load_script_fonts()
    before = QFontDatabase.families()
    theme.load_script_fonts()
    assert QFontDatabase.families() == before


def test_variable_fonts_are_shown_in_normal_weight(qapp: QApplication) -> None:
    theme.apply_theme(qapp, "light")
    assert qapp.font().variableAxisValue(QFont.Tag("wght")) == 400
