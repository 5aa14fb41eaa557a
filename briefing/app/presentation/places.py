"""Where the rows of a briefing are, in words that a reader of the briefing understands: no ids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefing.app.i18n import tr
from briefing.app.presentation.row_text import kind_name
from briefing.composition.labels import numbered_sections
from briefing.model.briefing import Briefing, Item, Prose, Section
from briefing.model.sections import contents_of

_NAMED = re.compile(
    r"(?:\b(?:item|row|section|judgement|comparison|table|figure)\s+)?'(?P<quoted>[a-z]+[0-9]+)'"
    r"|\brow (?P<bare>[a-z]+[0-9]+)\b",
    re.IGNORECASE,
)


def places(briefing: Briefing) -> PlacesById:
    """Return the place of each section and row by its id.

    A row is named by its number in print, else by its kind and section, and one of several texts by its
    number in the section. A section is named by its title.
    """
    return PlacesById(briefing)


class PlacesById(Mapping[str, str]):
    """The places of a briefing, of which each section's are made when the first of them is asked for."""

    def __init__(self, briefing: Briefing) -> None:
        self._briefing = briefing
        self._named: dict[str, str] = {}

    def __getitem__(self, row_id: str) -> str:
        if row_id not in self._named:
            self._name_section_of(row_id)
        return self._named[row_id]

    def _name_section_of(self, row_id: str) -> None:
        for numbered in numbered_sections(self._briefing):
            section = numbered.section
            if row_id == section.id or row_id in contents_of(section).positions:
                labels = numbered.labels()
                self._named[section.id] = section.title
                for item, name in _unnumbered(section):
                    self._named[item.id] = translated_label(labels[item.id]) if item.id in labels else name
                return

    def __iter__(self) -> Iterator[str]:
        for section in self._briefing.walk_sections():
            yield section.id
            yield from contents_of(section).positions

    def __len__(self) -> int:
        return sum(1 + len(section.items) for section in self._briefing.walk_sections())


def _unnumbered(section: Section) -> Iterator[tuple[Item, str]]:
    """Yield each row of a section with its name where it has no number in print."""
    texts = [item.id for item in section.items if isinstance(item, Prose)]
    numbers = {row_id: number for number, row_id in enumerate(texts, start=1)}
    for item in section.items:
        if len(texts) > 1 and item.id in numbers:
            yield item, tr("{section}, paragraph {number}", section=section.title, number=numbers[item.id])
        else:
            yield item, tr("{kind} in “{section}”", kind=kind_name(item), section=section.title)


def translated_label(label: str) -> str:
    """Return a label such as "Figure 3" in the language of the window."""
    word, space, number = label.rpartition(" ")
    return tr(word + " {number}", number=number) if space else label


def with_places(text: str, named: Mapping[str, str]) -> str:
    """Return a text with the places of rows and sections instead of their ids."""

    def place(match: re.Match[str]) -> str:
        row_id = match.group("quoted") or match.group("bare")
        return f"“{named[row_id]}”" if row_id in named else match.group()

    return _NAMED.sub(place, text)
