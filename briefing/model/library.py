"""Library material as values, and queries over it: reliability, origins, contradictions."""

from __future__ import annotations

import bisect
import copy
import functools
import weakref
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from itertools import chain, islice
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace

from briefing.model.actor import Actor
from briefing.model.fact import Fact
from briefing.model.source import Citation, Publisher, Source
from briefing.model.terms import FactRelation, Reliability
from briefing.model.treaty import Action, Division, Obligation, RelatedTreaty, Treaty
from briefing.model.value import Value

_Citing = TypeVar("_Citing", Action, Obligation, Division, RelatedTreaty)
_Identified = TypeVar("_Identified", Treaty, Publisher, Source, Fact, Actor)


class Material(Value, frozen=True):
    """Treaties, publishers, sources, facts and actors, each sorted by id and each id once.

    It is the form of a whole library and of the snapshot that a briefing carries.
    """

    treaties: tuple[Treaty, ...] = ()
    publishers: tuple[Publisher, ...] = ()
    sources: tuple[Source, ...] = ()
    facts: tuple[Fact, ...] = ()
    actors: tuple[Actor, ...] = ()

    @classmethod
    def of(
        cls,
        treaties: Iterable[Treaty] = (),
        publishers: Iterable[Publisher] = (),
        sources: Iterable[Source] = (),
        facts: Iterable[Fact] = (),
        actors: Iterable[Actor] = (),
    ) -> Material:
        """Make material of values in any order; of two values with one id the later is used."""
        return cls(_by_id(treaties), _by_id(publishers), _by_id(sources), _by_id(facts), _by_id(actors))

    def merged_over(self, earlier: Material) -> Material:
        """Merge both; where an id is in both, this material's value is used."""
        return Material.of(
            (*earlier.treaties, *self.treaties),
            (*earlier.publishers, *self.publishers),
            (*earlier.sources, *self.sources),
            (*earlier.facts, *self.facts),
            (*earlier.actors, *self.actors),
        )


def _by_id(values: Iterable[_Identified]) -> tuple[_Identified, ...]:
    latest = {value.id: value for value in values}
    return tuple(latest[key] for key in sorted(latest))


def _merged(earlier: tuple[_Identified, ...], new: tuple[_Identified, ...]) -> tuple[_Identified, ...]:
    """Return both in order, of which the earlier values are in order already."""
    if not new:
        return earlier
    merged = list(earlier)
    for value in new:
        bisect.insort(merged, value, key=attrgetter("id"))
    return tuple(merged)


def _others(values: tuple[_Identified, ...], removed: tuple[_Identified, ...]) -> tuple[_Identified, ...]:
    """Return the values, which are in order, without those that are removed."""
    if not removed:
        return values
    remaining = list(values)
    for value in removed:
        del remaining[bisect.bisect_left(remaining, value.id, key=attrgetter("id"))]
    return tuple(remaining)


def _with_new(known: dict[str, _Identified], new: tuple[_Identified, ...]) -> dict[str, _Identified]:
    """Return a dictionary that has more; the same one where nothing is new."""
    return {**known, **{value.id: value for value in new}} if new else known


def _without(known: dict[str, _Identified], removed: tuple[_Identified, ...]) -> dict[str, _Identified]:
    """Return a dictionary that has less; the same one where nothing is removed."""
    remaining = dict(known) if removed else known
    for value in removed:
        del remaining[value.id]
    return remaining


def has_other_value(before: Mapping[str, Value], after: Mapping[str, Value]) -> bool:
    """Return whether a value that is in both is another; nearly all are the same objects."""
    pairs = () if before is after else ((each, after.get(key, each)) for key, each in before.items())
    return any(one is not other and one != other for one, other in pairs)


def _unclaimed(candidates: Iterable[str], claims: Iterable[str]) -> set[str]:
    """Return the candidates that are not claimed; of the claims, hardly more are looked at than necessary.

    They are taken in larger and larger groups: most candidates are claimed soon, the others never.
    """
    unclaimed, claims, number = set(candidates), iter(claims), 1
    while unclaimed and (some := tuple(islice(claims, number))):
        unclaimed.difference_update(some)
        number *= 2
    return unclaimed


def _names(named: Iterable[Actor | Publisher]) -> dict[str, dict[str, None]]:
    """Return all names of the actors and publishers that have a name, by the name."""
    known: dict[str, dict[str, None]] = defaultdict(dict)
    for each in named:
        names = (each.name, *each.also)
        for name in names:
            known[name].update(dict.fromkeys(names))
    return known


def _relations(facts: Iterable[Fact]) -> dict[tuple[FactRelation, str], set[str]]:
    """Return the ids of the facts to or from which a fact has a relation, by its kind and the fact's id."""
    related: dict[tuple[FactRelation, str], set[str]] = {}
    for fact in facts:
        for relation in fact.relations:
            related.setdefault((relation.kind, fact.id), set()).add(relation.fact_id)
            related.setdefault((relation.kind, relation.fact_id), set()).add(fact.id)
    return related


def treaty_citations(treaty: Treaty) -> Iterator[Citation]:
    """Yield every citation in a treaty's own record."""
    yield from treaty.term.citations
    groups: tuple[tuple[Action | Obligation | Division | RelatedTreaty, ...], ...] = (
        treaty.actions,
        treaty.obligations,
        treaty.divisions,
        treaty.related,
    )
    for group in groups:
        for cited in group:
            yield from cited.citations


def with_treaty_citations(
    treaty: Treaty, change: Callable[[tuple[Citation, ...]], tuple[Citation, ...]]
) -> Treaty:
    """Return the treaty with `change` applied to the citations of each part of its record."""

    def cited(values: tuple[_Citing, ...]) -> tuple[_Citing, ...]:
        return tuple(replace(value, citations=change(value.citations)) for value in values)

    return replace(
        treaty,
        term=replace(treaty.term, citations=change(treaty.term.citations)),
        actions=cited(treaty.actions),
        obligations=cited(treaty.obligations),
        divisions=cited(treaty.divisions),
        related=cited(treaty.related),
    )


class CatalogueDifference(NamedTuple):
    """What one catalogue has more and less than another; all else in the two are the same objects."""

    added: Material
    removed: Material


class Catalogue:
    """Material indexed by id, with queries over it."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self._origin: tuple[Callable[[], Catalogue | None], CatalogueDifference] | None = None
        self.treaties = {treaty.id: treaty for treaty in material.treaties}
        self.publishers = {publisher.id: publisher for publisher in material.publishers}
        self.sources = {source.id: source for source in material.sources}
        self.facts = {fact.id: fact for fact in material.facts}
        self.actors = {actor.id: actor for actor in material.actors}
        self._related = _relations(material.facts)
        self._near: dict[str, set[str]] = defaultdict(set)
        for (_, fact_id), near in self._related.items():
            self._near[fact_id] |= near & self.facts.keys()

    def extended(self, new: Material) -> Catalogue:
        """Return a catalogue that has more. Of what is here already, `new` must have nothing."""
        if new == Material():
            return self
        later = self._changed(new, _merged, _with_new)
        later._origin = weakref.ref(self), CatalogueDifference(new, Material())  # noqa: SLF001 - of this class
        later._relate(new.facts)  # noqa: SLF001 - of this class
        return later

    def _changed(
        self, other: Material, values: Callable[[Any, Any], Any], index: Callable[[Any, Any], Any]
    ) -> Catalogue:
        """Return a copy with the values of each kind and their index changed by those of other material."""
        later = copy.copy(self)
        kinds = Material.__struct_fields__
        later.material = Material(
            *(values(getattr(self.material, kind), getattr(other, kind)) for kind in kinds)
        )
        for kind in kinds:
            setattr(later, kind, index(getattr(self, kind), getattr(other, kind)))
        if other.actors or other.publishers:
            vars(later).pop("_names", None)
        return later

    def without(self, removed: Material) -> Catalogue:
        """Return a catalogue that has less. All that is removed must be here."""
        if removed == Material():
            return self
        later = self._changed(removed, _others, _without)
        later._origin = weakref.ref(self), CatalogueDifference(Material(), removed)  # noqa: SLF001 - of this class
        later._separate(removed.facts)  # noqa: SLF001 - of this class
        return later

    def difference(self, other: Catalogue) -> CatalogueDifference | None:
        """Return the difference from another catalogue if one was made of the other, else None."""
        if self is other:
            return CatalogueDifference(Material(), Material())
        if self._origin is not None and self._origin[0]() is other:
            return self._origin[1]
        if other._origin is not None and other._origin[0]() is self:
            return CatalogueDifference(*reversed(other._origin[1]))
        return None

    def _separate(self, removed: Iterable[Fact]) -> None:
        """Forget what only the removed facts say of relations, in sets that no other catalogue has."""
        gone = {fact.id for fact in removed}
        pairs = {(fact.id, other) for fact in removed for other in self._named_by_relations(fact.id)}
        if not pairs and gone.isdisjoint(self._near):
            return
        self._related, self._near = dict(self._related), defaultdict(set, self._near)
        for one, other in {*pairs, *((other, one) for one, other in pairs)}:
            for kind in FactRelation:
                self._forget_unrecorded(kind, one, other)
            self._near[one] = self._named_by_relations(one) & self.facts.keys()
        for fact_id in gone:
            self._near.pop(fact_id, None)

    def _named_by_relations(self, fact_id: str) -> set[str]:
        """Return the ids of the facts with a relation to or from one, also of those that are not here."""
        return set[str]().union(*(self._related.get((kind, fact_id), ()) for kind in FactRelation))

    def _forget_unrecorded(self, kind: FactRelation, one: str, other: str) -> None:
        """Forget that two facts are related unless one of them is here and says so."""
        key = kind, one
        if other in self._related.get(key, ()) and not (
            self._records(kind, one, other) or self._records(kind, other, one)
        ):
            self._related[key] = self._related[key] - {other}

    def _records(self, kind: FactRelation, fact_id: str, other: str) -> bool:
        relations = self.facts[fact_id].relations if fact_id in self.facts else ()
        return any((relation.kind, relation.fact_id) == (kind, other) for relation in relations)

    def _relate(self, new: Iterable[Fact]) -> None:
        """Take in the relations to and from new facts, in sets that no other catalogue has."""
        new = [fact for fact in new if fact.relations or self._named_by_relations(fact.id)]
        if not new:
            return
        self._related = dict(self._related)
        for key, related in _relations(new).items():
            self._related[key] = self._related.get(key, set()) | related
        self._near = defaultdict(set, self._near)
        for fact in new:
            self._near[fact.id] = self._named_by_relations(fact.id) & self.facts.keys()
            for other in self._near[fact.id]:
                self._near[other] = self._near[other] | {fact.id}

    @functools.cached_property
    def _names(self) -> dict[str, dict[str, None]]:
        return _names((*self.material.actors, *self.material.publishers))

    def other_names(self, name: str) -> tuple[str, ...]:
        """Return the other names of the actors and publishers that have this name."""
        return tuple(other for other in self._names.get(name, ()) if other != name)

    def publisher_of(self, source: Source) -> Publisher:
        return self.publishers[source.publisher_id]

    def reliability(self, source: Source) -> Reliability:
        """Return the source's own reliability if it has one, otherwise its publisher's.

        F (cannot be judged) where nobody has graded the publisher, whatever its record says.
        """
        publisher = self.publisher_of(source)
        return source.reliability or (publisher.reliability if publisher.graded else Reliability.F)

    def is_graded(self, source: Source) -> bool:
        """Return whether somebody has graded the reliability of a source."""
        return source.reliability is not None or self.publisher_of(source).graded

    def best_reliability(self, fact: Fact) -> Reliability:
        """Return the reliability of the best source that a fact cites; F without one."""
        cited = (self.sources[citation.source_id] for citation in fact.citations)
        return min((self.reliability(source) for source in cited), default=Reliability.F)

    def has_graded_source(self, fact: Fact) -> bool:
        """Return whether somebody has graded the reliability of a source that a fact cites."""
        return any(self.is_graded(self.sources[citation.source_id]) for citation in fact.citations)

    def origins(self, fact: Fact) -> frozenset[str]:
        """Return the ids of the sources in which the fact originates; republications count once."""
        return self.origins_of(citation.source_id for citation in fact.citations)

    def origins_of(self, source_ids: Iterable[str]) -> frozenset[str]:
        """Return the ids of the sources from which these derive, or of these themselves."""
        roots: set[str] = set()
        waiting = list(source_ids)
        seen: set[str] = set()
        while waiting:
            source_id = waiting.pop()
            if source_id in seen:
                continue
            seen.add(source_id)
            parents = self.sources[source_id].derives_from
            waiting.extend(parents)
            if not parents:
                roots.add(source_id)
        return frozenset(roots)

    def contradicting(self, fact_id: str) -> tuple[str, ...]:
        """Return the ids of facts in contradiction to this one, whichever of the two records it."""
        related = self._related.get((FactRelation.CONTRADICTS, fact_id), set())
        return tuple(sorted(related & self.facts.keys()))

    def superseding(self, fact_id: str) -> tuple[str, ...]:
        """Return the ids of the facts that supersede this one."""
        candidates = self._related.get((FactRelation.SUPERSEDES, fact_id), set()) & self.facts.keys()
        return tuple(sorted(later for later in candidates if self._supersedes(later, fact_id)))

    def _supersedes(self, later: str, earlier: str) -> bool:
        return any(
            relation.kind is FactRelation.SUPERSEDES and relation.fact_id == earlier
            for relation in self.facts[later].relations
        )

    def related(self, fact_id: str) -> frozenset[str]:
        """Return the ids of all facts with a relation to or from this one."""
        return frozenset(self._near.get(fact_id, ()))

    def contains(self, material: Material) -> bool:
        """Return whether there is a value for each id of some material, perhaps a different one."""
        return self.new_in(material) == Material()

    def new_in(self, material: Material) -> Material:
        """Return that part of some material of whose ids there is no value here."""
        return Material(
            tuple(treaty for treaty in material.treaties if treaty.id not in self.treaties),
            tuple(publisher for publisher in material.publishers if publisher.id not in self.publishers),
            tuple(source for source in material.sources if source.id not in self.sources),
            tuple(fact for fact in material.facts if fact.id not in self.facts),
            tuple(actor for actor in material.actors if actor.id not in self.actors),
        )

    def material_for(self, fact_ids: Iterable[str], treaty_ids: Iterable[str] = ()) -> Material:
        """Return the material that a briefing with these facts and treaties needs, and nothing else.

        The facts, every fact one relation away from them (a contradiction must not be lost), their
        treaties, all sources and publishers that any of these cites or derives from, and the actors that
        the facts name. Raises KeyError for an unknown id.
        """
        needed = {self.facts[fact_id].id for fact_id in fact_ids}
        needed |= {near for fact_id in needed & self._near.keys() for near in self._near[fact_id]}
        facts = [self.facts[fact_id] for fact_id in needed]
        treaties = [
            self.treaties[tid] for tid in {*treaty_ids, *(tid for fact in facts for tid in fact.treaty_ids)}
        ]
        sources = self._sources_of(facts, treaties)
        publishers = [self.publisher_of(source) for source in sources]
        return Material.of(treaties, publishers, sources, facts, self._actors_of(facts))

    def needed_no_more(
        self, fact_ids: Set[str], treaty_ids: Set[str], shown_facts: Set[str], shown_treaties: Set[str]
    ) -> Material:
        """Return what only these facts and treaties needed, which a briefing shows no longer.

        The material here is what the briefing needed before; it still shows the other facts and treaties.
        """
        near = (other for each in fact_ids for other in (each, *self._near.get(each, ())))
        gone_facts = {
            each
            for each in near
            if each not in shown_facts and self._near.get(each, set()).isdisjoint(shown_facts)
        }
        facts = [self.facts[each] for each in sorted(gone_facts)]
        kept = [each for each in self.material.facts if each.id not in gone_facts]
        maybe = {*treaty_ids, *(tid for each in facts for tid in each.treaty_ids)} - shown_treaties
        gone_treaties = _unclaimed(maybe, (claim for each in kept for claim in each.treaty_ids))
        treaties = [self.treaties[each] for each in sorted(gone_treaties)]
        kept_treaties = [each for each in self.material.treaties if each.id not in gone_treaties]
        sources = self._unneeded_sources(facts, treaties, kept, kept_treaties)
        gone_sources = {source.id for source in sources}
        kept_sources = (each for each in self.material.sources if each.id not in gone_sources)
        gone_publishers = _unclaimed(
            {source.publisher_id for source in sources}, (each.publisher_id for each in kept_sources)
        )
        publishers = [self.publishers[each] for each in sorted(gone_publishers)]
        return Material.of(treaties, publishers, sources, facts, self._unneeded_actors(facts, kept))

    def _unneeded_sources(
        self,
        facts: Iterable[Fact],
        treaties: Iterable[Treaty],
        kept_facts: Iterable[Fact],
        kept_treaties: Iterable[Treaty],
    ) -> list[Source]:
        maybe = {source.id for source in self._sources_of(facts, treaties)}
        cited = chain(
            (citation.source_id for each in kept_facts for citation in each.citations),
            (citation.source_id for each in kept_treaties for citation in treaty_citations(each)),
        )
        gone = _unclaimed(maybe, cited)
        number = -1
        while gone and len(gone) != number:  # what is kept may derive from others
            number = len(gone)
            kept = (each for each in self.material.sources if each.id not in gone)
            gone = _unclaimed(gone, [parent for each in kept for parent in each.derives_from])
        return [self.sources[each] for each in sorted(gone)]

    def _unneeded_actors(self, facts: Iterable[Fact], kept: Iterable[Fact]) -> list[Actor]:
        maybe = self._actors_of(facts)
        bearers: dict[str, list[str]] = defaultdict(list)
        for actor in maybe:
            for name in (actor.name, *actor.also):
                bearers[name].append(actor.id)
        named = (
            each
            for fact in kept
            for name in (*fact.actors, fact.attributed_to or "")
            for each in bearers.get(name, ())
        )
        gone = _unclaimed((actor.id for actor in maybe), named)
        return [actor for actor in maybe if actor.id in gone]

    def _actors_of(self, facts: Iterable[Fact]) -> list[Actor]:
        named = {name for fact in facts for name in (*fact.actors, fact.attributed_to or "")}
        return [actor for actor in self.material.actors if not named.isdisjoint((actor.name, *actor.also))]

    def _sources_of(self, facts: Iterable[Fact], treaties: Iterable[Treaty]) -> list[Source]:
        waiting = list({citation.source_id for fact in facts for citation in fact.citations})
        waiting += [citation.source_id for treaty in treaties for citation in treaty_citations(treaty)]
        sources: dict[str, Source] = {}
        while waiting:
            source = self.sources[waiting.pop()]
            if source.id not in sources:
                sources[source.id] = source
                waiting.extend(source.derives_from)
        return list(sources.values())
