"""Suggest the fields of a fact from the words of a passage; each suggestion names the words it is based on.

A suggestion is never stronger than the passage. Where its words point to several standings, the weaker is
suggested, or none: then the user has to choose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.capture.provisions import provision_standing
from briefing.capture.quantities import suggested_quantity
from briefing.capture.suggested import Suggested
from briefing.model.fact import Quantity
from briefing.model.library import Catalogue
from briefing.model.source import Source
from briefing.model.terms import SourceKind, Standing
from briefing.model.treaty import Treaty
from briefing.review.checks.quotes.rights import is_verb
from briefing.review.lexicon.capture_words import CaptureWords, capture_words
from briefing.review.text.dates import Date, dates_in
from briefing.review.text.parties import countries_in, name_in_text
from briefing.review.text.segmentation import Span, plain, sentences
from briefing.review.text.word_lists import phrases

_OFFICIAL = frozenset({SourceKind.OFFICIAL_STATEMENT, SourceKind.TRANSCRIPT, SourceKind.INTERVIEW})
_LONGEST_NAME_WORDS = 8
_ONCE_MORE = re.compile(r"once\s+(?:more|again)\b", re.IGNORECASE)
_CAPITALISED = r"(?:[^\W\d_a-zа-яё][\w'’.-]*|of|the|and|for|de|al|bin|van|von)"
_NAME = re.compile(rf"((?:{_CAPITALISED}\s+){{0,7}}[^\W\d_a-zа-яё][\w'’-]*)\s*(?:,[^,.;]{{1,60}},\s*)?$")
_AFTER = re.compile(r"\s*((?:the\s+|an?\s+)?[^,.;:«»“”\"]{2,80})")
_NOBODY = re.compile(
    r"\b(?:reports?|media|press|sources?|officials?|analysts?|observers?|experts?|agreement|treaty|article"
    r"|plans?|terms|schedule|text|document|data|statistics|estimates?)\b",
    re.IGNORECASE,
)
_PRONOUNS = frozenset(
    {"He", "She", "It", "They", "We", "I", "This", "That", "These", "There", "Who", "Which"}
)
_MARKS_OF_SPEECH = '“”«»"'


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The suggestions for a passage; `standing` is None where the words do not decide."""

    standing: Suggested[Standing] | None
    unsure: str = ""
    attributed_to: Suggested[str] | None = None
    date: Suggested[str] | None = None
    quantity: Suggested[Quantity] | None = None
    actors: tuple[Suggested[str], ...] = ()
    topics: tuple[Suggested[str], ...] = ()


def suggest(passage: str, source: Source, treaty: Treaty | None, catalogue: Catalogue) -> Suggestions:
    """Suggest standing, attribution, date, quantity and actors for a passage of a source."""
    words = capture_words()
    speaker = _speaker(passage, words)
    standing, unsure = _standing(passage, source, treaty, speaker, words)
    if standing is not None and standing.value is Standing.ASSERTED and speaker is None:
        name = catalogue.publisher_of(source).name
        speaker = Suggested(name, reason="the publisher of an official source speaks for itself")
    return Suggestions(
        standing,
        unsure,
        attributed_to=speaker,
        date=_date(passage),
        quantity=suggested_quantity(passage),
        actors=tuple(_actors(passage, catalogue)),
    )


# Standing


def _standing(
    passage: str,
    source: Source,
    treaty: Treaty | None,
    speaker: Suggested[str] | None,
    words: CaptureWords,
) -> tuple[Suggested[Standing] | None, str]:
    """Return the standing that the passage's words suggest, or why they do not decide."""
    if source.kind is SourceKind.TREATY_TEXT:
        return provision_standing(passage, treaty, words)
    found = list(_signals(passage, words))
    if doubt := _doubt(passage, found, words) or _contradicted(passage, found, words):
        return None, doubt
    if found:
        return _of_signals(found, speaker)
    if speaker is not None:
        return Suggested(Standing.ASSERTED, speaker.words), ""
    if source.kind in _OFFICIAL:
        return Suggested(Standing.ASSERTED, reason="an official source says so of itself"), ""
    return None, "No word of the passage decides between reported and established."


def _doubt(passage: str, found: list[tuple[Standing, Span]], words: CaptureWords) -> str:
    """Return why a passage can have another standing than its words seem to say; empty if it cannot."""
    standings = {standing for standing, _ in found}
    false = phrases(*words.falsity).first(passage)
    if false is not None and Standing.DENIED not in standings:
        return f"“{false.text}” says that something is not so: perhaps it is denied, or alleged."
    negated = phrases(*words.negation).first(passage)
    if negated is not None and not standings:
        return f"“{negated.text}”: perhaps something is denied."
    bound = phrases(*words.obligation).first(passage)
    if bound is not None and not standings:
        return f"“{bound.text}” speaks of a provision: is it in force, or only signed?"
    entitled = phrases(*words.entitlement).first(passage)
    if entitled is not None and not standings:
        return f"“{entitled.text}” speaks of a right: is it in force, or only signed?"
    return ""


def _contradicted(passage: str, found: list[tuple[Standing, Span]], words: CaptureWords) -> str:
    """Return that somebody says what another denies or is accused of; empty if it is only one of them."""
    disputed = [span for standing, span in found if standing in _OF_SOMEBODY]
    said = [span for span in phrases(*words.saying).all(passage) if span not in disputed]
    if disputed and said:
        return f"“{said[0].text}” and “{disputed[0].text}”: one says it, and another perhaps denies it."
    return ""


def _of_signals(
    found: list[tuple[Standing, Span]], speaker: Suggested[str] | None
) -> tuple[Suggested[Standing] | None, str]:
    """Return the weakest standing of those that signs point to, unless they contradict each other."""
    weakest = max(found, key=lambda each: _WEAKNESS.index(each[0]))[0]
    spans = tuple(span for standing, span in found if standing is weakest)
    others = {standing for standing, _ in found} - {weakest, Standing.REPORTED}
    if weakest in _OF_SOMEBODY and speaker is None:
        return None, f"“{spans[0].text}” needs somebody who says it, and nobody is named."
    if others - ({Standing.PLANNED} if weakest in _NOT_SETTLED else set()):
        return None, f"“{spans[0].text}” and {_quoted(found, weakest)} point to different standings."
    return Suggested(weakest, spans), ""


_OF_SOMEBODY = frozenset({Standing.ALLEGED, Standing.DENIED})
_NOT_SETTLED = frozenset({Standing.CONDITIONAL, Standing.POSSIBLE})
_WEAKNESS = (
    Standing.ASSERTED, Standing.REPORTED, Standing.PLANNED, Standing.NEGOTIATING, Standing.CONSIDERED,
    Standing.CONDITIONAL, Standing.POSSIBLE, Standing.ALLEGED, Standing.DENIED,
)  # fmt: skip
"""Standings from the stronger to the weaker; a denial says that it is not so."""


def _quoted(found: Iterable[tuple[Standing, Span]], but: Standing) -> str:
    return ", ".join(f"“{span.text}”" for standing, span in found if standing is not but)


def _signals(passage: str, words: CaptureWords) -> Iterator[tuple[Standing, Span]]:
    """Yield every sign of a standing in a passage, with its words."""
    lists = {
        Standing.DENIED: words.denial,
        Standing.ALLEGED: words.allegation,
        Standing.REPORTED: words.hearsay,
        Standing.CONDITIONAL: words.condition,
        Standing.NEGOTIATING: words.negotiation,
        Standing.CONSIDERED: words.consideration,
        Standing.PLANNED: words.plan,
        Standing.POSSIBLE: words.possibility,
    }
    for standing, entries in lists.items():
        for span in phrases(*entries).all(passage):
            if span.text == "May" and not is_verb(span, passage):
                continue
            if not _ONCE_MORE.match(passage, span.start):
                yield standing, span


# Attribution


def _speaker(passage: str, words: CaptureWords) -> Suggested[str] | None:
    """Find who makes the claim: before a transcript's colon, in a phrase, or beside a verb of saying."""
    speakers = list(_TRANSCRIPT.finditer(passage))
    if speakers:
        name = speakers[-1]
        is_one = len({match[1] for match in speakers if not match[1].startswith("QUESTION")}) == 1
        return Suggested(name[1], (Span(name.start(1), name.end(1), name[1]),)) if is_one else None
    if telling := _TELLING.search(passage):
        return Suggested(telling[1], (Span(telling.start(), telling.end(), telling[0]),))
    for mark in phrases(*words.according_to).all(passage):
        match = _AFTER.match(passage, mark.end)
        cited = _trimmed(match[1]) if match else ""
        if cited and _is_name(cited) and _can_speak(cited):
            return Suggested(cited, (mark, _span(passage, cited, mark.end)))
    verbs = (*phrases(*words.saying).all(passage), *phrases(*words.denial, *words.allegation).all(passage))
    for verb in verbs:
        found = _name_before(passage, verb) or _name_after(passage, verb)
        if found is not None:
            return Suggested(found.text, (found, verb) if found.start < verb.start else (verb, found))
    return None


_TRANSCRIPT = re.compile(r"(?:^|(?<=[.?!] ))((?:[A-ZА-ЯЁ][A-ZА-ЯЁ.'’-]*\s?){1,5}):\s")
_TELLING = re.compile(r"\b[Ii]n ([^,.;]{2,60}?)['’]s? (?:telling|words|view|account|version|opinion)\b")
_INSERTED = re.compile(r"(?:^|[,;:—–“”\"«»]\s*)([^,;:—–“”\"«»]{2,70})$")
"""A phrase between commas or quotation marks, such as ", an energy ministry spokeswoman said"."""
_AFTER_VERB = re.compile(
    rf"\s+((?:the|an?)\s+[^,.;:“”\"]{{2,50}}|(?:{_CAPITALISED}\s+){{0,5}}[^\W\d_a-zа-яё][\w'’-]*)(?=[,.;:]|\s+(?:on|in|at|when)\b|$)"
)
_AUXILIARY = re.compile(r"\s+(?:has|have|had|also|again|repeatedly|publicly|later|then|on \w+day)$")


def _name_before(passage: str, verb: Span) -> Span | None:
    """Return the subject in front of a verb of saying: a name, or a phrase between commas."""
    start = next((s.start for s in reversed(sentences(passage)) if s.start <= verb.start), 0)
    before = _AUXILIARY.sub("", passage[start : verb.start].rstrip())
    match = _NAME.search(before.rstrip(_MARKS_OF_SPEECH + ", "))
    inserted = _INSERTED.search(before)
    for found in (match, inserted):
        name = _trimmed(found[1]) if found else ""
        if name and _can_speak(name):
            place = passage.rfind(name, start, verb.start)
            if place >= 0:
                return Span(place, place + len(name), name)
    return None


def _name_after(passage: str, verb: Span) -> Span | None:
    """Return the subject after a verb of saying that itself follows a comma or a quotation."""
    if not passage[: verb.start].rstrip().endswith((",", "”", '"', "»")):
        return None
    match = _AFTER_VERB.match(passage, verb.end)
    name = _trimmed(match[1]) if match else ""
    return _span(passage, name, verb.end) if name and _can_speak(name) else None


def _can_speak(name: str) -> bool:
    words = name.split()
    is_short = len(words) <= _LONGEST_NAME_WORDS
    is_phrase = not _STOPS & {word.lower() for word in words}
    return is_short and is_phrase and not _NOBODY.search(name) and not _is_unnamed(name)


def _is_unnamed(name: str) -> bool:
    """Return whether a speaker is a pronoun or several people without a name, such as "two brokers"."""
    words = name.split()
    has_name = any(word[:1].isupper() for word in words[1:]) or (len(words) == 1 and name[:1].isupper())
    is_several = words[-1].endswith("s") or bool({"people", "persons"} & {word.lower() for word in words})
    return name in _PRONOUNS or (is_several and not has_name) or bool(_SEVERAL.match(name))


_SEVERAL = re.compile(r"(?:two|three|four|several|some|many|двух|трёх|трех|нескольких)\b", re.IGNORECASE)


_STOPS = frozenset(
    {
        "that",
        "which",
        "who",
        "whose",
        "it",
        "as",
        "but",
        "also",
        "was",
        "were",
        "is",
        "are",
        "been",
        "be",
        "will",
    }
)
"""Words of a clause, which no name of a speaker has."""


def _trimmed(name: str) -> str:
    name = re.sub(r"^(?:The|the|But|And|In|On|Meanwhile|Later|[Aa]n?)\s+", "", " ".join(name.split()))
    words = name.split()
    while words and words[-1].lower() in {"of", "the", "and", "for", "on", "in"}:
        words.pop()
    return " ".join(words)


def _is_name(name: str) -> bool:
    return any(word[:1].isupper() or not word[:1].isascii() for word in name.split())


def _span(passage: str, text: str, start: int) -> Span:
    place = max(0, plain(passage).find(plain(text), start))
    return Span(place, place + len(text), text)


# Date, actors


def _date(passage: str) -> Suggested[str] | None:
    """Suggest the date if the passage has only one."""
    dates = [date for date in dates_in(passage) if date.year is not None and not date.is_lunar]
    if len({(date.year, date.month, date.day) for date in dates}) != 1:
        return None
    return Suggested(_edtf(dates[0]), (dates[0].span,))


def _edtf(date: Date) -> str:
    parts = [f"{date.year:04d}"]
    if date.month is not None:
        parts.append(f"{date.month:02d}")
        if date.day is not None:
            parts.append(f"{date.day:02d}")
    return "-".join(parts)


def _actors(passage: str, catalogue: Catalogue) -> Iterator[Suggested[str]]:
    """Suggest the actors of the library and the states that the passage names, in its order."""
    found: dict[str, Span] = {}
    for actor in catalogue.material.actors:
        for name in (actor.name, *actor.also):
            if (span := phrases(name).first(passage)) is not None:
                found.setdefault(actor.name, span)
    known = {name for fact in catalogue.material.facts for name in fact.actors}
    for name in sorted(known, key=len, reverse=True):
        if (
            not {name, *catalogue.other_names(name)} & found.keys()
            and (span := phrases(name).first(passage)) is not None
        ):
            found[name] = span
    for mention in countries_in(passage):
        found.setdefault(name_in_text(mention.code), mention.span)
    for name, span in sorted(found.items(), key=lambda each: (each[1].start, each[0])):
        yield Suggested(name, (span,))
