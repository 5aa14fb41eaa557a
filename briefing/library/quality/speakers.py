"""Find attributed statements that do not name who makes them.

A statement is printed without the record of its fact, so it has to say itself whose claim it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.text.names import is_label, names_one_of, parts_of


def unnamed_speakers(facts: Iterable[Fact], catalogue: Catalogue) -> Iterator[Fact]:
    """Yield the attributed facts whose statements do not name their speakers."""
    return (fact for fact in facts if not names_its_speaker(fact, catalogue))


def names_its_speaker(fact: Fact, catalogue: Catalogue) -> bool:
    """Return whether a fact's statement names its speaker; True for a fact that is attributed to nobody.

    The name is `attributed_to`, or one of the other names that the library lists for the person, body or
    publisher. Of a speaker such as "two unnamed people, through Reuters", each part has to be named. A
    label such as "an analyst" is no name.
    """
    speaker = fact.attributed_to
    if speaker is None or _is_named(fact.statement, speaker, catalogue):
        return True
    parts = parts_of(speaker)
    return len(parts) > 1 and all(_is_named(fact.statement, part, catalogue) for part in parts)


def _is_named(statement: str, speaker: str, catalogue: Catalogue) -> bool:
    names = (speaker, *catalogue.other_names(speaker))
    return names_one_of(statement, tuple(name for name in names if not is_label(name)))
