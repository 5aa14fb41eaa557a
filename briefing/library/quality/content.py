"""What a library covers and what it lacks, as numbers and as the ids of the records concerned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from briefing.library.quality.speakers import unnamed_speakers
from briefing.model.fact import Fact
from briefing.model.library import Catalogue, Material
from briefing.model.source import Source
from briefing.model.terms import InstrumentKind, ObligationKind, Reliability, Standing
from briefing.model.treaty import Treaty
from briefing.model.value import Value

NO_TOPIC = ""


class TopicCoverage(Value, frozen=True):
    """Facts on a topic by standing; `topic` is "" for those without one, and a fact is in each of its."""

    topic: str
    facts: int
    standings: dict[Standing, int]


class UnnamedSpeaker(Value, frozen=True):
    fact_id: str
    attributed_to: str


class ContentReport(Value, frozen=True):
    """The coverage of some material.

    `sources_without` lists the sources that lack a field, by the field's name; `unrecorded_obligations` the
    types of obligation of which a treaty's record says neither yes nor no, by the treaty's id.
    """

    treaties: int
    publishers: int
    sources: int
    facts: int
    actors: int
    topics: tuple[TopicCoverage, ...]
    standings: dict[Standing, int]
    reliabilities: dict[Reliability, int]
    ungraded_sources: tuple[str, ...]
    sources_without: dict[str, tuple[str, ...]]
    single_origin: tuple[str, ...]
    undated: tuple[str, ...]
    unnamed_speakers: tuple[UnnamedSpeaker, ...]
    unrecorded_obligations: dict[str, tuple[ObligationKind, ...]]


def content_report(material: Material, catalogue: Catalogue) -> ContentReport:
    """Report on material; `catalogue` has it with everything that its records refer to."""
    facts, sources = material.facts, material.sources
    return ContentReport(
        len(material.treaties),
        len(material.publishers),
        len(sources),
        len(facts),
        len(material.actors),
        tuple(_topics(facts)),
        _standings(facts),
        _counts(Reliability, (catalogue.reliability(source) for source in sources)),
        tuple(source.id for source in sources if not catalogue.is_graded(source)),
        {name: _without(name, sources) for name in _SOURCE_FIELDS},
        _ids(facts, lambda fact: len(catalogue.origins(fact)) == 1),
        _ids(facts, lambda fact: fact.date is None),
        tuple(
            UnnamedSpeaker(fact.id, fact.attributed_to or "") for fact in unnamed_speakers(facts, catalogue)
        ),
        {
            treaty.id: missing
            for treaty in material.treaties
            if treaty.kind is InstrumentKind.TREATY and (missing := _unrecorded(treaty))
        },
    )


def only_treaty(material: Material, catalogue: Catalogue, treaty_id: str) -> Material:
    """Return a treaty with its facts, and what of the material these refer to.

    Raises KeyError for an unknown treaty.
    """
    facts = [fact.id for fact in material.facts if treaty_id in fact.treaty_ids]
    needed = catalogue.material_for(facts, [treaty_id])
    own = Catalogue(material)
    return Material(
        tuple(treaty for treaty in needed.treaties if treaty.id == treaty_id),
        tuple(each for each in needed.publishers if each.id in own.publishers),
        tuple(each for each in needed.sources if each.id in own.sources),
        tuple(own.facts[fact_id] for fact_id in facts),
        tuple(each for each in needed.actors if each.id in own.actors),
    )


_SOURCE_FIELDS = ("title", "authors", "issued", "accessed", "url", "language")


def _without(name: str, sources: Iterable[Source]) -> tuple[str, ...]:
    return tuple(source.id for source in sources if not getattr(source, name))


def _ids(facts: Iterable[Fact], is_concerned: Callable[[Fact], bool]) -> tuple[str, ...]:
    return tuple(fact.id for fact in facts if is_concerned(fact))


def _topics(facts: Iterable[Fact]) -> Iterable[TopicCoverage]:
    by_topic: dict[str, list[Fact]] = {}
    for fact in facts:
        for topic in fact.topics or (NO_TOPIC,):
            by_topic.setdefault(topic, []).append(fact)
    for topic in sorted(by_topic, key=lambda topic: (topic == NO_TOPIC, topic)):
        yield TopicCoverage(topic, len(by_topic[topic]), _standings(by_topic[topic]))


def _standings(facts: Iterable[Fact]) -> dict[Standing, int]:
    counts = _counts(Standing, (fact.standing for fact in facts))
    return {standing: count for standing, count in counts.items() if count}


def _counts(values: Iterable[Any], counted: Iterable[Any]) -> dict[Any, int]:
    counts = Counter(counted)
    return {value: counts[value] for value in values}


def _unrecorded(treaty: Treaty) -> tuple[ObligationKind, ...]:
    recorded = {obligation.kind for obligation in treaty.obligations}
    return tuple(kind for kind in ObligationKind if kind not in recorded)
