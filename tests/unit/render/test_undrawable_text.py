"""Text that no font can draw is named in its place, in pages and figures."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefing.render.layout.undrawable_text import named_in_style, named_where_undrawable, own_characters
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


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("שלום 서울", "[Hebrew and Korean text]"),
        ("서울 ᚠ", "[Korean text] ⟨U+16A0⟩"),
        ("조약, 条约, 日本の条約", "[Chinese, Japanese and Korean text]"),
    ],
)
def test_every_language_of_a_passage_is_named(
    text: str, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "_installed", lambda *_: None)
    assert named_where_undrawable(f"<p>{text}</p>") == f"<p>{named}</p>"


@pytest.mark.parametrize("invisible", "\u2066\u2069\u2060\ufe0f\u200e\xad\U000e0101")
def test_what_is_invisible_in_every_font_stays(invisible: str) -> None:
    markup = f"<p>Treaty{invisible} of ☺{invisible}</p>"
    assert named_where_undrawable(markup) == markup


def test_a_font_to_which_no_style_refers_draws_nothing(tmp_path: Path) -> None:
    font = fonts.SCRIPT_FONTS["Geor"].path
    assert font is not None
    shutil.copy(font, tmp_path / "own font.ttf")
    style = tmp_path / "style.css"
    style.write_text("body { color: black }")
    assert not list(own_characters(tmp_path))
    style.write_text(
        "@font-face { font-family: Own; src: url( 'fonts/own%20font.ttf?v=1' ) format('truetype') }"
    )
    assert ord("ს") in own_characters(tmp_path)


@pytest.mark.parametrize("text", ["서울", r"\c11c\C6B8 ", r"\00c11c \00c6b8"])
def test_text_in_a_style_without_its_font_is_named(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    style = (
        f".서울 {{ content: \"in {text}\"; background: url('서울.png') }} a::after {{ content: '\\a ' }}"
    )
    assert named_in_style(style) == style
    monkeypatch.setattr(fonts, "_installed", lambda *_: None)
    assert named_in_style(style) == style.replace(f"in {text}", "in [Korean text]")


def test_a_character_that_the_font_of_its_script_lacks_is_printed_as_its_code() -> None:
    rare = next(chr(code) for code in range(0x30000, 0x323B0) if fonts.undrawable(chr(code)))
    assert named_where_undrawable(f"<p>条约{rare}</p>") == f"<p>条约⟨U+{ord(rare):04X}⟩</p>"


@pytest.mark.parametrize("element", ["title", "desc"])
def test_titles_and_descriptions_keep_the_text_for_the_reader_s_fonts(element: str) -> None:
    markup = f"<{element} lang='en'>In ᚠ</{element}><p>in {{}}</p>"
    assert named_where_undrawable(markup.format("ᚠ")) == markup.format("⟨U+16A0⟩")
