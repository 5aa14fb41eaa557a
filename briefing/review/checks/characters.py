"""Check for hidden characters in texts of earlier versions; reading made them visible, such as ⟨U+2067⟩."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.editing.text_rule import texts_in
from briefing.model.library import Material
from briefing.model.remembered import MAX_ROWS, remembered
from briefing.review.check import BriefingCheck
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding
from briefing.review.text.segmentation import Span
from briefing.text import characters

_RULE = "hidden-character"
_APART = frozenset({"sections", "waivers"})
"""Fields of a briefing that are not searched as a whole: sections by row, waivers not at all."""


def check_characters(context: ReviewContext) -> Iterator[RawFinding]:
    for row in context.rows:
        yield from _in_row(row)
    for section in context.briefing.walk_sections():
        yield from _in_fields([(".title", section.title)], section.id)
    for name in context.briefing.__struct_fields__:
        if name == "library":
            yield from _in_library(context.briefing.library)
        elif name not in _APART:
            yield from _in_fields(texts_in(getattr(context.briefing, name), f".{name}"), None)


@remembered(8)
def _in_library(library: Material) -> tuple[RawFinding, ...]:
    return tuple(_in_fields(texts_in(library, ".library"), None))


@remembered(MAX_ROWS)
def _in_row(row: ReviewRow) -> tuple[RawFinding, ...]:
    in_text = list(characters.made_visible(row.text))
    if not in_text:
        return tuple(_in_fields(texts_in(row.item, ""), row.item.id))
    spans = [Span(match.start(), match.end(), match.group()) for match in in_text]
    return tuple(
        RawFinding(_RULE, _message(span.text), span, row_id=row.item.id, replacement="") for span in spans
    )


def _in_fields(
    texts: Iterator[tuple[str, str]] | list[tuple[str, str]], row_id: str | None
) -> Iterator[RawFinding]:
    for field, text in texts:
        match = next(characters.made_visible(text), None)
        if match is not None:
            message = f"{_message(match.group())} It is in {field.removeprefix('.')}."
            yield RawFinding(_RULE, message, row_id=row_id)


def _message(words: str) -> str:
    character = chr(int(words[len("⟨U+") : -1], 16))
    name = characters.UnwantedCharacter(0, character).name
    return f"{words} marks a hidden character ({name}) of the text."


CHECKS = (BriefingCheck(check_characters, frozenset({_RULE})),)
