"""Advances that are read from the bytes of a font are those that fontTools computes."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from briefing.typography import fonts
from briefing.typography.advance_widths import advance_widths

FILES = {**fonts.font_files(), **fonts.script_font_files()}
VARIABLE = fonts.font_files()["SourceSans3[wght].ttf"]
WEIGHTS = (200, 400, 550, 700, 1000)


def computed(path: Path, weight: int) -> dict[int, float]:
    with TTFont(path) as font:
        glyphs = font.getGlyphSet(location={"wght": weight} if "fvar" in font else None)
        em = font["head"].unitsPerEm
        return {code: glyphs[name].width / em for code, name in font.getBestCmap().items()}


@pytest.mark.parametrize(
    "name", sorted(name for name, path in FILES.items() if path.stat().st_size < 2**21)
)
def test_advances_are_those_that_the_tables_of_a_font_say(name: str) -> None:
    for weight in WEIGHTS:
        assert dict(advance_widths(FILES[name], weight)) == computed(FILES[name], weight)


@pytest.mark.parametrize("left_out", ["HVAR", "avar"])
def test_a_variable_font_without_one_of_these_tables_has_advances_too(
    left_out: str, tmp_path: Path
) -> None:
    path = tmp_path / "font.ttf"
    with TTFont(VARIABLE) as font:
        del font[left_out]
        font.save(path)
    assert dict(advance_widths(path, 700)) == computed(path, 700)


def test_a_character_that_a_font_has_not_has_no_advance() -> None:
    advances = advance_widths(VARIABLE, 400)
    assert ord("a") in advances
    assert advances.get(0x10FFFF) is None
    assert advances.get(ord("م")) is None
    assert len(advances) == len(set(advances))
