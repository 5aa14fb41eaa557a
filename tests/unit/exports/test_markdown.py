"""Markdown, read by a reader of it: tables, footnotes, and words that are taken for no sign."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefing.editing import Reword, apply
from briefing.exports.edition import Edition
from briefing.exports.markdown import escaped, write
from tests.examples import examples
from tests.small_briefing import a_briefing
from tests.unit.exports.conftest import PERSIAN, an_edition
from tests.unit.exports.exported_text import markdown_text, named, rendered_markdown, spaced, words

SIGNS = st.text("*_`~[]()<>#+-.!|\\&^$={}:1aZ \"'é\n", min_size=1, max_size=30).filter(str.strip)


@given(SIGNS)
def test_no_word_is_taken_for_a_sign(text: str) -> None:
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(f"**1** {escaped(text)}")
    assert shown.startswith("<p><strong>1</strong> ")
    assert shown.count("<") == 4


@settings(max_examples=examples(25))
@given(SIGNS.filter(lambda text: "\n" not in text))
def test_a_statement_of_signs_is_read_as_it_was_written(text: str) -> None:
    raw = write(an_edition(apply(a_briefing(), Reword(item_id="f3", text=text))))
    assert spaced(f"3 {text}") in markdown_text(raw)


def test_each_statement_has_a_footnote_with_its_sources(everything: Edition) -> None:
    tree = rendered_markdown(write(everything))
    [notes] = [each for each in named(tree, "section") if each.get("class") == "footnotes"]
    assert "[1] B The Agency , 17 January 2025. Report on the route. Art. 3(4)." in words(notes)
    paragraph = next(each for each in named(tree, "p") if PERSIAN in words(each))
    assert named(paragraph, "sup")


def test_contradicting_statements_stand_side_by_side(everything: Edition) -> None:
    tree = rendered_markdown(write(everything))
    table = next(
        each for each in named(tree, "table") if words(each).startswith("As stated Contradicted by")
    )
    stated, against = named(table, "td")
    assert "The route is reported to be agreed." in words(stated)
    assert "Moderate confidence · B3 · reported" in words(stated)
    assert "The route is reported to be open." in words(against)


def test_a_picture_is_told_by_its_words(everything: Edition) -> None:
    assert "Figure 1. A square. Picture, not shown here: A blue square" in markdown_text(write(everything))
