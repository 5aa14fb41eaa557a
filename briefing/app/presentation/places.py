"""Where the rows of a briefing are, in words that a reader of the briefing understands: no ids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefing.app.i18n import tr
from briefing.app.presentation.row_text import kind_name
from briefing.composition.labels import printed_labels
from briefing.model.briefing import Briefing, Item, Prose, Section

_NAMED = re.compile(
    r"(?:\b(?:item|row|section|judgement|comparison|table|figure)\s+)?'(?P<quoted>[a-z]+[0-9]+)'"
    r"|\brow (?P<bare>[a-z]+[0-9]+)\b",
    re.IGNORECASE,
)


def places(briefing: Briefing) -> dict[str, str]:
    """Return the place of each section and row by its id.

    A row is named by its number in print, else by its kind and section, and one of several texts by its
    number in the section. A section is named by its title.
    """
    labels = printed_labels(briefing)
    named = dict[str, str]()
    for section in briefing.walk_sections():
        named[section.id] = section.title
        for item, name in _unnumbered(section):
            printed = labels.get(item.id)
            named[item.id] = _translated(printed.label) if printed else name
    return named


def _unnumbered(section: Section) -> Iterator[tuple[Item, str]]:
    """Yield each row of a section with its name where it has no number in print."""
    texts = [item.id for item in section.items if isinstance(item, Prose)]
    numbers = {row_id: number for number, row_id in enumerate(texts, start=1)}
    for item in section.items:
        if len(texts) > 1 and item.id in numbers:
            yield item, tr("{section}, paragraph {number}", section=section.title, number=numbers[item.id])
        else:
            yield item, tr("{kind} in “{section}”", kind=kind_name(item), section=section.title)


def _translated(label: str) -> str:
    """Return a label such as "Figure 3" in the language of the window."""
    word, space, number = label.rpartition(" ")
    return tr(word + " {number}", number=number) if space else label


def with_places(text: str, named: Mapping[str, str]) -> str:
    """Return a text with the places of rows and sections instead of their ids."""

    def place(match: re.Match[str]) -> str:
        row_id = match.group("quoted") or match.group("bare")
        return f"“{named[row_id]}”" if row_id in named else match.group()

    return _NAMED.sub(place, text)
