"""Instances of variable fonts that HarfBuzz makes have the outlines that fontTools gives them."""

from __future__ import annotations

import io
from typing import Any

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from briefing import paths
from briefing.render.layout.font_instances import static_fonts
from briefing.render.layout.typesetter import Typesetter
from briefing.render.templates.loader import BASE

from weasyprint.pdf.fonts import Font  # isort: skip

_TEXT = """
<style>p { font: 16px 'Source Sans 3' } .serif { font-family: 'Source Serif 4' }</style>
<p>Plain, <b>bold</b>, <i>slanted</i>, <b style="font-weight: 600">half bold</b>.</p>
<p class="serif">Small letters have other shapes than <span style="font-size: 40px">large</span>.</p>
<p style="font: 16px 'Amiri'" lang="fa">مجلس</p>
"""


def _embedded(monkeypatch: pytest.MonkeyPatch, makes_instances: bool) -> dict[str, dict[str, Any]]:
    """Return the outlines and widths of all embedded glyphs, by font and glyph."""
    monkeypatch.setattr(static_fonts, "_makes_instances", lambda: makes_instances)
    fonts: list[Any] = []
    subset = Font.clean

    def cleaned(font: Any, to_unicode: Any, hinting: bool) -> None:
        subset(font, to_unicode, hinting)
        fonts.append((font.hash, font.file_content, sorted(to_unicode)))

    with monkeypatch.context() as patch:
        patch.setattr(Font, "clean", cleaned)
        Typesetter(paths.templates() / BASE, {}).lay_out(_TEXT).document.write_pdf()
    return {name: _outlines(content, glyphs) for name, content, glyphs in fonts}


def _outlines(content: bytes, glyphs: list[int]) -> dict[str, Any]:
    with TTFont(io.BytesIO(content)) as font:
        assert "fvar" not in font
        names, shapes = font.getGlyphOrder(), font.getGlyphSet()
        drawn = {}
        for number in glyphs:
            pen = DecomposingRecordingPen(shapes)
            shapes[names[number]].draw(pen)
            drawn[str(number)] = (pen.value, font["hmtx"][names[number]][0])
        return drawn


def test_instances_have_the_outlines_and_widths_of_fonttools(monkeypatch: pytest.MonkeyPatch) -> None:
    if not static_fonts._makes_instances():
        pytest.skip("HarfBuzz before version 6")
    ours = _embedded(monkeypatch, makes_instances=True)
    theirs = _embedded(monkeypatch, makes_instances=False)
    assert len(ours) >= 6
    assert ours == theirs
