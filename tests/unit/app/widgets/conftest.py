"""The look of the program for single widgets."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from briefing.app.theme import theme


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """Give the application the fonts and the size of texts of the program, whatever other tests left."""
    theme.set_up(qapp, "light")
