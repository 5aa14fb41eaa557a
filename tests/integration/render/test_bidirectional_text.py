"""Text of mixed direction is printed in the order of the Unicode Bidirectional Algorithm."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from briefing.composition.views.references import PrintedQuote
from briefing.render.layout.typesetter import Typesetter
from briefing.render.templates.functions import typeset_filter
from tests.unit.profile import repeatable
from tests.visual_order import (
    Part,
    as_html,
    paragraphs_with_isolates,
    printed_lines,
    sentences,
    visual_line,
    visual_lines,
)

_STYLE = (
    "<style>@page {{ size: {width}px 9000px; margin: 20px }}"
    " body {{ font: 12px/20px 'Source Sans 3', Amiri; margin: 0 }} p {{ margin: 0; text-align: {align} }}"
    " .pad {{ padding: 0 4px; margin-left: 3px }}</style>"
)


@pytest.fixture(scope="module")
def typesetter(tmp_path_factory: pytest.TempPathFactory) -> Typesetter:
    return Typesetter(Path(tmp_path_factory.mktemp("template")), {})


def printed(typesetter: Typesetter, body: str, width: int = 4000, align: str = "start") -> list[str]:
    document = typesetter.lay_out(_STYLE.format(width=width, align=align) + body).document
    return printed_lines(document.write_pdf())


@pytest.mark.parametrize(
    ("html", "text", "direction"),
    [
        ("Article 8, <span lang=fa>دارد</span>: <span lang=fa>روز</span>.", "Article 8, دارد: روز.", "ltr"),
        ("دارد <b>روز: آزاد</b> 55 bcm (ورود) در <b>۲۰</b>", "دارد روز: آزاد 55 bcm (ورود) در ۲۰", "rtl"),
        ("ורוד (<b>Iran</b>, <i>Oil</i>) 12-14 [B2]", "ורוד (Iran, Oil) 12-14 [B2]", "rtl"),
    ],
)  # fmt: skip
def test_elements_within_a_sentence_do_not_change_its_order(
    typesetter: Typesetter, html: str, text: str, direction: str
) -> None:
    lines = printed(typesetter, f"<p dir={direction}>{html}</p>")
    assert lines == visual_lines(text, direction, [len(lines[0])])


def test_neighbouring_isolates_have_no_effect_on_each_other(typesetter: Typesetter) -> None:
    [line] = printed(typesetter, "<p><span dir=rtl>דוח Iran.</span> <span dir=ltr>Oil</span></p>")
    assert line == ".IranחודOil"


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("يلتزم الطرفان بالتشاور.", "ar"),
        ("Gazprom توافق على توريد 55 bcm.", "ar"),
        ("הצדדים יתייעצו (שנה)!", ""),
        ("طرف‌ها رایزنی می‌کنند.", "fa"),
    ],
)
def test_the_words_of_a_source_are_ordered_apart_from_the_sentence_that_quotes_them(
    typesetter: Typesetter, words: str, language: str
) -> None:
    quote = PrintedQuote("Source 3: “", words, "”", language)
    assert quote == f"Source 3: “{words}”"
    [line] = printed(typesetter, f"<p>{typeset_filter('en')(quote)}</p>")
    expected = visual_line(["Source 3: “", ("rtl", [words]), "”"], "ltr")
    # The reader of PDFs gives the mark after letters from right to left as the opening one.
    assert line[:-1] + line[-1].replace("“", "”") == expected


def test_words_in_other_letters_than_those_of_their_language_keep_the_order_of_the_letters(
    typesetter: Typesetter,
) -> None:
    quote = PrintedQuote("Source 3: “", "Moshaverat konand.", "”", "fa")
    [line] = printed(typesetter, f"<p>{typeset_filter('en')(quote)}</p>")
    assert line == "Source3:“Moshaveratkonand.”"


@settings(repeatable, max_examples=2, phases=[Phase.generate])
@given(st.lists(paragraphs_with_isolates(), min_size=20, max_size=30), st.sampled_from(["ltr", "rtl"]))
def test_isolated_parts_are_ordered_alone(
    typesetter: Typesetter, paragraphs: list[list[Part]], direction: str
) -> None:
    check_isolates(typesetter, paragraphs, direction)


@settings(repeatable, max_examples=4, phases=[Phase.generate])
@given(st.lists(sentences(), min_size=20, max_size=30), st.sampled_from(["start", "justify"]))
def test_sentences_are_printed_in_the_order_of_fribidi(
    typesetter: Typesetter, cases: list[tuple[str, str, str]], align: str
) -> None:
    check(typesetter, cases, 4000, align)
    check(typesetter, cases, 230, align)


def check(typesetter: Typesetter, cases: list[tuple[str, str, str]], width: int, align: str) -> None:
    """Compare every line of the sentences, each a paragraph, with FriBidi's."""
    body = "".join(f"<p dir={direction}>{html}</p>" for _, html, direction in cases)
    lines = iter(printed(typesetter, body, width, align))
    for text, html, direction in cases:
        left = sum(not sign.isspace() for sign in text)
        own = []
        while left:
            own.append(next(lines))
            left -= len(own[-1])
        assert own == visual_lines(text, direction, [len(line) for line in own]), html
    assert not list(itertools.islice(lines, 1))


def check_isolates(typesetter: Typesetter, paragraphs: list[list[Part]], direction: str) -> None:
    """Compare paragraphs of one line, with isolated parts, with FriBidi's order of each part."""
    body = "".join(f"<p dir={direction}>{as_html(parts)}</p>" for parts in paragraphs)
    lines = printed(typesetter, body, 9000)
    assert lines == [visual_line(parts, direction) for parts in paragraphs]
