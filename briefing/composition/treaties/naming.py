"""The treaty that a statement is on, printed before the statement where a reader could mistake it.

Most statements of a briefing are on one treaty, and readers take a statement that names none for one on
that treaty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from briefing.composition.formatting import locale_of
from briefing.composition.phrases import phrases_in
from briefing.model.briefing import Briefing, FactItem, Section
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.treaty import Treaty


class TreatyNaming:
    """Says before which statements of a briefing the short title of their treaty is printed."""

    def __init__(self, briefing: Briefing, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._phrases = phrases_in(briefing.language)
        self._territories = locale_of(briefing.language).territories
        sections = list(briefing.walk_sections())
        self._usual = _most(self._treaties(sections))
        self._usual_in = {section.id: _most(self._treaties((section,))) for section in sections}
        self._names = {treaty.id: self._names_of(treaty) for treaty in catalogue.treaties.values()}

    def named(self, fact: Fact, statement: str, section_id: str = "") -> str:
        """Return a statement, after the name of its treaty where a reader could take it for another's.

        That is where the text does not name it, and most statements of the briefing or of the section are
        on another treaty.
        """
        treaty = self._catalogue.treaties.get(fact.treaty_id)
        usual = {self._usual, self._usual_in.get(section_id, self._usual)}
        if treaty is None or usual <= set(fact.treaty_ids) or self._is_named(treaty, statement):
            return statement
        return self._phrases("statement.on_treaty", treaty=treaty.short_title, statement=statement)

    def _treaties(self, sections: Iterable[Section]) -> Iterable[str]:
        """Yield the treaty of each statement that is shown."""
        for section in sections:
            for item in section.items:
                if isinstance(item, FactItem) and not item.hidden:
                    yield self._catalogue.facts[item.fact_id].treaty_id

    def _is_named(self, treaty: Treaty, statement: str) -> bool:
        words = statement.casefold()
        return any(name in words for name in self._names[treaty.id])

    def _names_of(self, treaty: Treaty) -> frozenset[str]:
        """Return the titles of a treaty, and the names of the parties that no other treaty has."""
        treaties = self._catalogue.treaties.values()
        others = {party.id for other in treaties if other.id != treaty.id for party in other.parties}
        names = {treaty.title, treaty.short_title, *treaty.titles.values(), *treaty.also}
        for party in treaty.parties:
            if party.id not in others:
                territory = self._territories.get(party.country or "", "")
                names |= {party.name, territory, *self._catalogue.other_names(party.name)}
        return frozenset(name.casefold() for name in names if name)


def _most(treaty_ids: Iterable[str]) -> str:
    """Return the treaty of most statements; empty where no treaty has more than every other."""
    counts = Counter(treaty_ids).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return ""
    return counts[0][0]
