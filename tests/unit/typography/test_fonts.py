"""Fonts of further scripts: which a text needs, where they are, and what is missing without them."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from briefing.render.layout.glyph_coverage import problems_of
from briefing.typography import fonts

ROOT = Path(__file__).resolve().parents[3]
TEXTS = {
    "Hebr": "הסכם", "Geor": "საქართველო", "Armn": "Հայաստան", "Thai": "ประเทศไทย", "Deva": "भारत",
    "Hans": "条约", "Hant": "條約", "Jpan": "日本の条約", "Kore": "조약",
}  # fmt: skip


@pytest.mark.parametrize(("script", "text"), TEXTS.items())
def test_a_text_needs_the_font_of_its_script_which_has_its_characters(script: str, text: str) -> None:
    assert list(fonts.script_fonts(f"Treaty, {text}")) == [script]
    assert fonts.unprintable(text) == ([], [])


def test_a_text_in_the_usual_scripts_needs_no_further_font() -> None:
    assert not fonts.script_fonts("Treaty, Договор, Συνθήκη, معاهده, 20–45 %")


def test_the_fonts_of_the_languages_that_are_named_are_there_too() -> None:
    assert "Jpan" in fonts.script_fonts("東京", ["en", "ja"])
    assert list(fonts.script_fonts("東京", ["zh-TW"])) == ["Hant"]
    assert list(fonts.script_fonts("대한민국 条约", ["ko"])) == ["Hans", "Kore"]


def test_names_in_several_east_asian_languages_need_the_font_of_each() -> None:
    text = "《中俄睦邻友好合作条约》 and 대한민국, 日本の条約"
    assert list(fonts.script_fonts(text)) == ["Hans", "Jpan", "Kore"]
    assert fonts.unprintable(text) == ([], [])


def test_a_missing_font_is_reported_by_name_with_the_text_and_the_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fonts, "_installed", lambda *_: None)
    (problem,) = problems_of("title", "Treaty 条约")
    assert problem.message.startswith("Noto Sans SC is not installed: Chinese text in 'Treaty 条约'")
    assert "treaty-briefing[scripts]" in problem.remedy
    assert problem.field == "title"


def test_a_character_that_no_font_has_is_reported_itself() -> None:
    (problem,) = problems_of("title", "\u16a0 条约")
    assert "U+16A0" in problem.message


def test_the_list_of_third_parties_has_the_digest_of_each_font() -> None:
    listed = (ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8")
    for name, path in fonts.script_font_files().items():
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert re.search(rf"{re.escape(name)}.*{digest}", listed), name
