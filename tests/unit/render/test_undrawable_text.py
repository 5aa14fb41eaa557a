"""Text that no font can draw is named in its place, in pages and figures."""

from __future__ import annotations

import pytest

from briefing.render.layout.undrawable_text import named_where_undrawable
from briefing.typography import fonts
from tests.unit.typography.test_fonts import TEXTS


@pytest.mark.parametrize("text", TEXTS.values())
def test_text_with_an_installed_font_stays_as_it_is(text: str) -> None:
    assert named_where_undrawable(f"<p>Treaty, {text}</p>") == f"<p>Treaty, {text}</p>"


@pytest.mark.parametrize(("script", "text"), TEXTS.items())
def test_text_without_its_font_is_named_once_by_its_language(
    script: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "_installed", lambda *_: None)
    named = named_where_undrawable(f'<p title="{text}">Treaty ({text} {text}), signed.</p>')
    language = fonts.SCRIPT_FONTS[script].language
    assert named == f'<p title="{text}">Treaty ([{language} text]), signed.</p>'


@pytest.mark.parametrize(
    "markup", ["<p>In ᚠ script</p>", "<p>In &#x16a0; script</p>", "<p>In &#5792; script</p>"]
)
def test_a_character_of_no_font_is_printed_as_its_code(markup: str) -> None:
    assert named_where_undrawable(markup) == "<p>In ⟨U+16A0⟩ script</p>"


def test_references_to_signs_of_the_markup_stay() -> None:
    assert named_where_undrawable("<p>&#60;b&#62; ᚠ</p>") == "<p>&#60;b&#62; ⟨U+16A0⟩</p>"


def test_characters_of_the_template_s_own_fonts_stay() -> None:
    assert named_where_undrawable("<p>ᚠ</p>", own_characters=frozenset({0x16A0})) == "<p>ᚠ</p>"
