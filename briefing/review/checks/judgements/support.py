"""The numbers, dates and names that a conclusion may have: those of its evidence and its reasoning."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from briefing.model.briefing import Evidence, FactItem, Item, Reasoned
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.remembered import remembered
from briefing.review.alignment.held_figures import dates_of, is_among, is_as_exact, numbers_of
from briefing.review.checks.parties import is_person, names_of
from briefing.review.context import ReviewContext
from briefing.review.text.dates import Date, dates_in
from briefing.review.text.numerals import Number, numbers_in
from briefing.review.text.parties import countries_in
from briefing.review.text.segmentation import Span, plain, sentences, stem, words
from briefing.review.text.word_lists import word_lists

_SMALL_NUMBER = 2.0
"""Numbers up to this one are words of grammar: "one of the two"."""
_CAPITALISED = re.compile(r"(?<![\w’'])[A-Z][\w’-]*(?: [A-Z][\w’-]*)*")
_SAME_NAME = 0.8
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True)
class ConclusionSupport:
    """The numbers, dates and names of some facts, and of a further text such as the author's reasoning."""

    facts: tuple[Fact, ...]
    text: str
    context: ReviewContext

    def missing_dates(self, text: str) -> Iterator[Date]:
        """Yield the dates of a text that are not supported, or more exact than what supports them."""
        return (each for each in dates_in(text) if not any(is_as_exact(each, own) for own in self._dates))

    def missing_numbers(self, text: str) -> Iterator[Number]:
        dates = dates_in(text)
        for number in numbers_in(text):
            is_date = any(date.span.start <= number.span.start < date.span.end for date in dates)
            if not (is_date or number.figure <= _SMALL_NUMBER or is_among(number, self._numbers)):
                yield number

    def missing_parties(self, text: str) -> Iterator[Span]:
        """Yield the countries, and the persons of the library, that a text names without support."""
        yield from (each.span for each in countries_in(text) if each.code not in self._countries)
        own = {word.text: word for word in words(plain(text))}
        for name in sorted(self.context.actors_and_speakers):
            last = own.get(words(name)[-1].text) if words(name) else None
            if last is None or last.low in self._words or last.low in word_lists().bodies:
                continue
            if is_person(name) and not countries_in(name):
                yield last

    def missing_names(self, text: str) -> Iterator[Span]:
        """Yield the other words with a capital inside a sentence of which no part is supported."""
        begins = {each.start for each in sentences(text)}
        for match in _CAPITALISED.finditer(plain(text)):
            name = Span(match.start(), match.end(), text[match.start() : match.end()])
            parts = words(name.text)
            if name.start in begins:
                parts = parts[1:]
            if parts and not any(self._has(part.text) for part in parts):
                first = name.start + parts[0].start
                yield Span(first, name.end, text[first : name.end])

    @property
    def latest_date(self) -> tuple[int, int, int]:
        """Return the latest date as year, month and day, each as late as it may be; zeros without any."""
        ends = [
            (each.year, each.month or 12, each.day or 31) for each in self._dates if each.year is not None
        ]
        return max(ends, default=(0, 0, 0))

    def _has(self, word: str) -> bool:
        """Return whether a name is supported, in this or a similar spelling, or is no name.

        An abbreviation that needs an explanation is left to the check of abbreviations.
        """
        bare = _POSSESSIVE.sub("", word)
        low = bare.lower()
        is_no_name = len(low) == 1 or (bare.isupper() and bare not in word_lists().known_abbreviations)
        if is_no_name or low in self._words or stem(low) in self._stems:
            return True
        if countries_in(word) or any(date.month for date in dates_in(f"1 {word} 2000")):
            return True
        return bool(difflib.get_close_matches(low, self._words, n=1, cutoff=_SAME_NAME))

    @cached_property
    def _of_facts(self) -> list[_OfFact]:
        return [_of_fact(fact, self.context) for fact in self.facts]

    @cached_property
    def _dates(self) -> list[Date]:
        return dates_in(self.text) + [date for each in self._of_facts for date in each.dates]

    @cached_property
    def _numbers(self) -> list[Number]:
        return numbers_in(self.text) + [number for each in self._of_facts for number in each.numbers]

    @cached_property
    def _countries(self) -> frozenset[str]:
        of_titles, _ = _of_titles(self.context.catalogue)
        own = (mention.code for mention in countries_in(self.text))
        return of_titles.union(own, *(each.countries for each in self._of_facts))

    @cached_property
    def _words(self) -> frozenset[str]:
        _, of_titles = _of_titles(self.context.catalogue)
        return of_titles.union(_lower(self.text), *(each.words for each in self._of_facts))

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(map(stem, self._words))


@remembered(2)
def _of_review(_context: ReviewContext) -> dict[tuple[tuple[int, ...], str], ConclusionSupport]:
    """Return what is remembered for one review, by the identities of the facts and the further text."""
    return {}


def support_of(facts: tuple[Fact, ...], text: str, context: ReviewContext) -> ConclusionSupport:
    """Return the support of facts and a further text: in one review the same for the same, as for cells."""
    known, key = _of_review(context), (tuple(map(id, facts)), text)
    if key not in known:
        known[key] = ConclusionSupport(facts, text, context)
    return known[key]


@dataclass(frozen=True, slots=True)
class _OfFact:
    """The numbers, dates, country codes and lower-case words that one fact supports."""

    numbers: tuple[Number, ...]
    dates: tuple[Date, ...]
    countries: frozenset[str]
    words: frozenset[str]


@remembered(8)
def _known(_catalogue: Catalogue) -> dict[int, tuple[Fact, _OfFact]]:
    """Return what is remembered of the facts of a catalogue, by the identity of the fact."""
    return {}


def keep_support(before: Catalogue, after: Catalogue) -> None:
    """Keep what is remembered of the facts of a catalogue for one with the same publishers and treaties."""
    _known(after).update(_known(before))


def _of_fact(fact: Fact, context: ReviewContext) -> _OfFact:
    known = _known(context.catalogue)
    if id(fact) not in known:
        names = names_of(fact, context)
        codes = frozenset(mention.code for mention in countries_in(names))
        dates = tuple(dates_of(fact, context))
        known[id(fact)] = (fact, _OfFact(tuple(numbers_of(fact)), dates, codes, _lower(names)))
    return known[id(fact)][1]


@remembered(8)
def _of_titles(catalogue: Catalogue) -> tuple[frozenset[str], frozenset[str]]:
    """Return the country codes and the words in the titles of the treaties."""
    titles = " . ".join(treaty.title for treaty in catalogue.material.treaties)
    return frozenset(mention.code for mention in countries_in(titles)), _lower(titles)


def _lower(text: str) -> frozenset[str]:
    return frozenset(word.low for word in words(text))


def facts_reached(
    pieces: Iterable[Evidence], context: ReviewContext, shown: Iterable[Item] = ()
) -> tuple[Fact, ...]:
    """Return the facts of some evidence, directly or through other rows, and those of shown rows."""
    reached: dict[str, Item] = {item.id: item for item in shown}
    waiting = list(pieces)
    while waiting:
        item = context.items.get(waiting.pop().item_id)
        if item is not None and item.id not in reached:
            reached[item.id] = item
            waiting.extend(item.evidence if isinstance(item, Reasoned) else ())
    facts = context.catalogue.facts
    ids = dict.fromkeys(item.fact_id for item in reached.values() if isinstance(item, FactItem))
    return tuple(facts[fact_id] for fact_id in ids if fact_id in facts)
