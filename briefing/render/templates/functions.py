"""The functions and filters that pages may call: part of the template interface."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2.sandbox import safe_range
from markupsafe import Markup, escape

from briefing.composition.blocks.annexes import fact_table
from briefing.composition.blocks.text import PhraseText
from briefing.composition.phrases import phrases_in
from briefing.composition.views.annexes import AnnexFact
from briefing.composition.views.arguments import Abridgement, Argument, Questions
from briefing.composition.views.blocks import TableBlock
from briefing.composition.views.document import PrintedBriefing
from briefing.composition.views.references import PrintedQuote
from briefing.composition.views.statements import FactView, ItemView
from briefing.model.briefing import OptionValue
from briefing.text.shortening.beginnings import beginning
from briefing.typography import text_metrics, typeset
from briefing.typography.scripts import direction_of, directional_runs, text_direction

_MM_PT = 72 / 25.4
_HEAD_WIDTH_PT = 98 * _MM_PT
_HEAD_LINES = 2
_HEAD, _LARGE_HEAD = (8.0, 10.0), (12.0, 12.0)
"""The sizes of the head and of the state in it, in points, as the style sheet of the base has them."""
_BADGE_PADDING_PT = 5 * _MM_PT


@dataclass(frozen=True, slots=True)
class ItemRun:
    """Items that follow one another; in a flowing run all are facts."""

    flowing: bool
    items: tuple[ItemView, ...]


def runs(items: Sequence[ItemView], flowing: bool) -> list[ItemRun]:
    """Divide the items into runs; without `flowing` they are one run.

    In a flowing run are facts that nothing contradicts.
    """
    if not flowing:
        return [ItemRun(False, tuple(items))]
    groups = itertools.groupby(items, lambda item: isinstance(item, FactView) and not item.opposed)
    return [ItemRun(plain, tuple(group)) for plain, group in groups]


def fact_runs(items: Sequence[ItemView]) -> list[ItemRun]:
    """Divide the items into runs of facts, which are flowing, and of others."""
    groups = itertools.groupby(items, lambda item: isinstance(item, FactView))
    return [ItemRun(facts, tuple(group)) for facts, group in groups]


def look(options: Mapping[str, OptionValue]) -> str:
    """Return the classes of a page by which style sheets know the paper, typeface, colour and size."""
    named = (("paper", "A4"), ("typeface", "serif"), ("colour", "colour"))
    classes = [f"{name}-{str(options.get(name, default)).lower()}" for name, default in named]
    return " ".join([*classes, "large-print"] if options.get("large_print", False) else classes)


def running_title(printed: PrintedBriefing, options: Mapping[str, OptionValue]) -> str:
    """Return the title for the head of each page, where it follows state and reference in two lines.

    A title that is too long for that is shortened where that does not change what it says; else it is the
    subtitle, or nothing.
    """
    size, badge = _LARGE_HEAD if options.get("large_print", False) else _HEAD
    state = printed.issue.state
    indent = text_metrics.width(f"{state} ", badge, text_metrics.BOLD) + _BADGE_PADDING_PT if state else 0

    def fits(title: str) -> bool:
        head = f"{printed.issue.name} · {title}"
        return len(text_metrics.lines(head, size, _HEAD_WIDTH_PT, indent=indent)) <= _HEAD_LINES

    cover = printed.cover
    short = beginning(cover.title, fits, cover.language)
    return short or (cover.subtitle if fits(cover.subtitle) else "")


def argument(printed: PrintedBriefing, *, everything: bool = True) -> Argument:
    """Return each judgement with the statements for and against it."""
    return printed.argument if everything else printed.short_argument


def questions(printed: PrintedBriefing) -> Questions:
    """Return the questions that a reader may ask."""
    return printed.questions


def abridged(printed: PrintedBriefing) -> Abridgement:
    """Return the sections without figures and tables, and these apart."""
    return printed.abridgement


def unseen(printed: PrintedBriefing) -> tuple[AnnexFact, ...]:
    """Return the facts that are not shown but that a judgement rests on or a statement names."""
    return printed.unseen_facts


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "range": safe_range,
    "direction": text_direction,
    "runs": runs,
    "fact_runs": fact_runs,
    "look": look,
    "running_title": running_title,
    "argument": argument,
    "questions": questions,
    "abridged": abridged,
    "unseen": unseen,
}
"""The functions of pages that are the same in every language."""
PHRASE = "t"
"""The function by which pages get a printed phrase in the language of the document."""
FILTERS = ("set",)
"""The filters that pages may use beside those of Jinja."""


def functions_in(language: str) -> dict[str, Callable[..., Any]]:
    """Return the functions of pages for a document in this language."""
    return {**FUNCTIONS, PHRASE: phrase_function(language), "fact_rows": _fact_rows_function(language)}


def _fact_rows_function(language: str) -> Callable[..., TableBlock]:
    """Return the function ``fact_rows``, which makes a table of the facts that a page chooses itself."""
    text = PhraseText(phrases_in(language))

    def fact_rows(facts: tuple[AnnexFact, ...], numbered: bool) -> TableBlock:
        return fact_table(facts, text, "annex.used_facts", numbered=numbered)

    return fact_rows


def phrase_function(language: str) -> Callable[..., str]:
    """Return the function ``t`` of pages. With a value that is HTML the phrase is HTML, else plain text."""
    phrases = phrases_in(language)

    def phrase(phrase_id: str, /, **values: object) -> str:
        if any(isinstance(value, Markup) for value in values.values()):
            return Markup().join(map(escape, phrases.pieces(phrase_id, values)))
        return phrases(phrase_id, **values)

    return phrase


def _language_of(quote: PrintedQuote) -> str:
    """Return the language of a quote; nothing where no letter of it runs in the language's direction."""
    if not quote.language:
        return ""
    direction = direction_of(quote.language)
    has_letters = any(each == direction for _, each in directional_runs(quote.words))
    return quote.language if has_letters else ""


def typeset_filter(language: str) -> Callable[..., Markup]:
    """Return the filter ``set`` of pages, for text in the document's language or its `own`.

    Line breaks of the text are kept. The words of a source are set in their language and direction.
    """

    def typeset_markup(text: str, own: str = "", inline: bool = True) -> Markup:
        if isinstance(text, PrintedQuote):
            words = typeset.markup(text.words, language, own=_language_of(text), inline=inline)
            around = (typeset.markup(each, language, inline=inline) for each in (text.before, text.after))
            return words.join(around)
        lines = str(text).split("\n")
        return Markup("<br>").join(typeset.markup(line, language, own=own, inline=inline) for line in lines)

    return typeset_markup
