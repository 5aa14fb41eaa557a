"""Check for hidden characters in texts of earlier versions; reading made them visible, such as ⟨U+2067⟩."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.editing.text_rule import texts_in
from briefing.review.check import BriefingCheck
from briefing.review.context import ReviewContext
from briefing.review.finding import RawFinding
from briefing.review.text.segmentation import Span
from briefing.text import characters

_RULE = "hidden-character"
_APART = frozenset({"sections", "waivers"})
"""Fields of a briefing that are not searched as a whole: sections by row, waivers not at all."""


def check_characters(context: ReviewContext) -> Iterator[RawFinding]:
    for row in context.rows:
        in_text = list(characters.made_visible(row.text))
        for match in in_text:
            span = Span(match.start(), match.end(), match.group())
            yield RawFinding(_RULE, _message(match.group()), span, row_id=row.item.id, replacement="")
        if not in_text:
            yield from _in_fields(texts_in(row.item, ""), row.item.id)
    for section in context.briefing.walk_sections():
        yield from _in_fields([(".title", section.title)], section.id)
    for name in context.briefing.__struct_fields__:
        if name not in _APART:
            yield from _in_fields(texts_in(getattr(context.briefing, name), f".{name}"), None)


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
