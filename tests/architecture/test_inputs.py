"""Fields that hold a value are of the classes that the mouse wheel does not change."""

from __future__ import annotations

import re
from pathlib import Path

APP = Path(__file__).parents[2] / "briefing/app"
QT_FIELD = re.compile(r"\bQ(ComboBox|SpinBox|DoubleSpinBox|DateEdit|TimeEdit|DateTimeEdit|Slider|Dial)\(")


def test_no_module_creates_a_field_that_the_wheel_changes() -> None:
    created = [
        f"{module.relative_to(APP)}: {line.strip()}"
        for module in sorted(APP.rglob("*.py"))
        for line in module.read_text(encoding="utf-8").splitlines()
        if QT_FIELD.search(line) and not line.startswith("class ")
    ]
    assert not created
