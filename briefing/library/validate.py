"""Check rules that types cannot express: references resolve, claims are attributed, facts are cited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from briefing.codec import Node
from briefing.errors import Problem
from briefing.input_file import real_path
from briefing.library.draft import DraftRecord, LayerDraft, SharedDraft, TreatyDraft
from briefing.library.layers import LayeredLibrary
from briefing.library.records import Record, RecordKey, RecordKind, records_of_kind
from briefing.model.countries import is_organisation
from briefing.model.fact import Fact
from briefing.model.source import Citation, Publisher, Source
from briefing.model.terms import ATTRIBUTED_STANDINGS, ActionKind, InstrumentKind, Standing
from briefing.model.treaty import Treaty


@dataclass(frozen=True, slots=True)
class Records:
    """The records of a part of a library by id; of two with one id the first."""

    treaties: Mapping[str, DraftRecord[Treaty]] = field(default_factory=dict)
    publishers: Mapping[str, DraftRecord[Publisher]] = field(default_factory=dict)
    sources: Mapping[str, DraftRecord[Source]] = field(default_factory=dict)
    facts: Mapping[str, DraftRecord[Fact]] = field(default_factory=dict)
    unread: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Ids of records that could not be read, by kind."""

    def over(self, lower: Records) -> Records:
        """Merge both; where an id is in both, this one's record is used."""
        return Records(
            {**lower.treaties, **self.treaties},
            {**lower.publishers, **self.publishers},
            {**lower.sources, **self.sources},
            {**lower.facts, **self.facts},
            {
                kind: self.unread.get(kind, frozenset()) | lower.unread.get(kind, frozenset())
                for kind in _ONE_OF
            },
        )


@dataclass(frozen=True, slots=True)
class _Known:
    """The records that a draft is checked against.

    `own` are those of its layer. `merged` has those of all layers: a layer is checked with the records of
    the layers below it, so that what an upper layer changes is a problem of the upper layer.
    """

    own: Records
    lower: Records
    merged: Records
    lost: frozenset[str] = frozenset()
    """Kinds of record whose file could not be read in the treaty that is being checked."""

    @property
    def treaties(self) -> Mapping[str, DraftRecord[Treaty]]:
        return self.merged.treaties

    @property
    def sources(self) -> Mapping[str, DraftRecord[Source]]:
        return self.merged.sources

    @property
    def facts(self) -> Mapping[str, DraftRecord[Fact]]:
        return self.merged.facts

    def has(self, kind: str, value_id: str) -> bool:
        """Return whether there is such a record; a reference to an unreadable one is no mistake."""
        valid: Mapping[str, Any] = getattr(self.merged, kind)
        return value_id in valid or value_id in self.merged.unread.get(kind, ())

    def ids(self, kind: str) -> set[str]:
        """Return every id of a kind, those of unreadable records too."""
        valid: Mapping[str, Any] = getattr(self.merged, kind)
        return {*valid, *self.merged.unread.get(kind, ())}


def check_layers(layers: Sequence[LayerDraft]) -> None:
    """Add the problems of references and claims to each draft; remove shared sources that have some."""
    parts = [(_shared_records(layer.shared), _treaty_records(layer.treaties)) for layer in layers]
    for number, layer in enumerate(layers):
        shared, own = parts[number]
        lower = _merged(parts[:number])
        surroundings = shared.over(lower).over(_merged(parts[number + 1 :]))
        known = _Known(own, lower, own.over(surroundings))
        _check_shared(layer.shared, known)
        for draft in layer.treaties:
            draft.problems.extend(_problems(draft, replace(known, lost=draft.lost)))


def _merged(parts: Iterable[tuple[Records, Records]]) -> Records:
    merged = Records()
    for shared, own in parts:
        merged = own.over(shared.over(merged))
    return merged


def _shared_records(shared: SharedDraft) -> Records:
    return Records(publishers=_first(shared.publishers), sources=_first(shared.sources))


def _treaty_records(drafts: Sequence[TreatyDraft]) -> Records:
    return Records(
        _first(draft.treaty for draft in drafts if draft.treaty),
        _first(record for draft in drafts for record in draft.publishers),
        _first(record for draft in drafts for record in draft.sources),
        _first(record for draft in drafts for record in draft.facts),
        {
            "treaties": frozenset(draft.folder.name for draft in drafts if not draft.treaty),
            **{
                kind: _ids(record for draft in drafts for record in draft.unread.get(kind, ()))
                for kind in ("publishers", "sources", "facts")
            },
        },
    )


def _ids(records: Iterable[DraftRecord[None]]) -> frozenset[str]:
    return frozenset(record.text("id") for record in records)


def _first(records: Iterable[DraftRecord[Any]]) -> dict[str, DraftRecord[Any]]:
    first: dict[str, DraftRecord[Any]] = {}
    for record in records:
        first.setdefault(record.value.id, record)
    return first


def _check_shared(shared: SharedDraft, known: _Known) -> None:
    valid = []
    for source in shared.sources:
        problems = list(_check_source(source, known))
        shared.problems.extend(problems)
        if not problems:
            valid.append(source)
    shared.sources = valid


def repeated_ids(records: Sequence[DraftRecord[Any]], kind: str) -> Iterator[Problem]:
    """Yield a problem for each record with the id of an earlier one."""
    yield from _duplicates(records, _first(records), kind)


def _problems(draft: TreatyDraft, known: _Known) -> Iterator[Problem]:
    yield from _check_missing(draft, known)
    if draft.treaty:
        yield from _duplicates([draft.treaty], known.own.treaties, "treaties")
        yield from _check_treaty(draft.treaty, draft, known)
        yield from _keeps_lower_facts_in_force(draft.treaty, known)
    yield from _duplicates(draft.publishers, known.own.publishers, "publishers")
    yield from _duplicates(draft.sources, known.own.sources, "sources")
    yield from _duplicates(draft.facts, known.own.facts, "facts")
    for source in draft.sources:
        yield from _check_source(source, known)
    for fact in draft.facts:
        yield from _check_fact(fact, known)
    for unread in draft.unread.get("sources", ()):
        yield from _check_unread_source(unread, known)
    for unread in draft.unread.get("facts", ()):
        yield from _check_unread_fact(unread, known)


def _check_missing(draft: TreatyDraft, known: _Known) -> Iterator[Problem]:
    """Check that the files exist; over a treaty of a lower layer, a folder needs only what it changes."""
    if draft.folder.name not in known.lower.treaties:
        for path in draft.missing:
            yield Problem("The file is missing.", "A treaty folder needs it.", str(path))


def _duplicates(
    records: Iterable[DraftRecord[Any]], first: Mapping[str, DraftRecord[Any]], kind: str
) -> Iterator[Problem]:
    for record in records:
        other = first[record.value.id]
        if other is not record:
            file = "" if other.file == record.file else f"{other.file} "
            place = f"{file}line {other.node.line}"
            message = f"Two {kind} have the id '{record.value.id}'; the first is in {place}."
            yield record.problem("id", message, "Rename one.")


def _check_citations(
    record: DraftRecord[Any], path: str, citations: tuple[Citation, ...], known: _Known
) -> Iterator[Problem]:
    for number, citation in enumerate(citations):
        yield from _must_exist(record, f"{path}[{number}].source_id", citation.source_id, known, "sources")


_ONE_OF = {"treaties": "treaty", "publishers": "publisher", "sources": "source", "facts": "fact"}


def _must_exist(
    record: DraftRecord[Any], path: str, value_id: str, known: _Known, kind: str
) -> Iterator[Problem]:
    if not known.has(kind, value_id) and kind not in known.lost:
        close = _closest(value_id, known.ids(kind))
        remedy = f"Did you mean '{close}'?" if close else f"Add that {_ONE_OF[kind]}, or correct the id."
        yield record.problem(path, f"There is no {_ONE_OF[kind]} '{value_id}'.", remedy)


def _check_unread_source(record: DraftRecord[None], known: _Known) -> Iterator[Problem]:
    """Check the references of a source that could not be read, so that all is reported at once."""
    if publisher_id := record.text("publisher_id"):
        yield from _must_exist(record, "publisher_id", publisher_id, known, "publishers")
    for number in range(record.count("derives_from")):
        path = f"derives_from[{number}]"
        yield from _must_exist(record, path, record.text(path), known, "sources")


def _check_unread_fact(record: DraftRecord[None], known: _Known) -> Iterator[Problem]:
    """Check the id and references of a fact that could not be read."""
    if record.text("id") in known.own.facts:
        yield record.problem("id", f"Another fact has the id '{record.text('id')}'.", "Rename one.")
    for name, key, kind in (("citations", "source_id", "sources"), ("relations", "fact_id", "facts")):
        for number in range(record.count(name)):
            path = f"{name}[{number}].{key}"
            if value_id := record.text(path):
                yield from _must_exist(record, path, value_id, known, kind)


def _closest(value_id: str, ids: Iterable[str]) -> str | None:
    import difflib

    close = difflib.get_close_matches(value_id, list(ids), n=1, cutoff=0.8)
    return close[0] if close else None


def _check_treaty(record: DraftRecord[Treaty], draft: TreatyDraft, known: _Known) -> Iterator[Problem]:
    if record.value.id != real_path(draft.folder).name:
        message = (
            f"The treaty's id is '{record.value.id}' but its folder is '{real_path(draft.folder).name}'."
        )
        yield record.problem("id", message, "Give both the same name.")
    yield from _check_treaty_record(record, known)


def _check_treaty_record(record: DraftRecord[Treaty], known: _Known) -> Iterator[Problem]:
    treaty = record.value
    if not treaty.parties and treaty.kind is InstrumentKind.TREATY:
        yield record.problem("parties", "The treaty has no party.", "Name those who are bound by it.")
    yield from _check_parties(record)
    yield from _check_citations(record, "term.citations", treaty.term.citations, known)
    for name in ("actions", "obligations", "divisions", "related"):
        for number, cited in enumerate(getattr(treaty, name)):
            yield from _check_citations(record, f"{name}[{number}].citations", cited.citations, known)
    for number, related in enumerate(treaty.related):
        if related.treaty_id:
            yield from _must_exist(
                record, f"related[{number}].treaty_id", related.treaty_id, known, "treaties"
            )


def _check_parties(record: DraftRecord[Treaty]) -> Iterator[Problem]:
    treaty = record.value
    for number, party in enumerate(treaty.parties):
        if bool(party.country) == bool(party.organisation):
            message = "The party needs a country, or an organisation's id: one of the two."
            yield record.problem(
                f"parties[{number}]", message, "Such as 'country: RU' or 'organisation: eu'."
            )
    for number, action in enumerate(treaty.actions):
        if action.party and is_organisation(action.party) and not treaty.party_name(action.party):
            message = f"The treaty has no party '{action.party}'."
            yield record.problem(f"actions[{number}].party", message, "Add it to 'parties'.")


def _check_source(record: DraftRecord[Source], known: _Known) -> Iterator[Problem]:
    source = record.value
    yield from _must_exist(record, "publisher_id", source.publisher_id, known, "publishers")
    if source.reliability and not source.rationale:
        message = "The source departs from its publisher's reliability without saying why."
        yield record.problem("reliability", message, "Add a rationale.")
    for number, parent in enumerate(source.derives_from):
        yield from _must_exist(record, f"derives_from[{number}]", parent, known, "sources")
    if _derives_from_itself(source, known):
        yield record.problem(
            "derives_from", "The source derives from itself.", "Remove one of the references."
        )


def _derives_from_itself(source: Source, known: _Known) -> bool:
    waiting, seen = list(source.derives_from), set[str]()
    while waiting:
        parent = waiting.pop()
        if parent == source.id:
            return True
        if parent not in seen and parent in known.sources:
            seen.add(parent)
            waiting.extend(known.sources[parent].value.derives_from)
    return False


def _check_fact(record: DraftRecord[Fact], known: _Known) -> Iterator[Problem]:
    for check in _FACT_CHECKS:
        yield from check(record, known)


def _fact_is_cited(record: DraftRecord[Fact], known: _Known) -> Iterator[Problem]:
    if not record.value.citations:
        yield record.problem("citations", "The fact has no source.", "Cite at least one.")
    yield from _check_citations(record, "citations", record.value.citations, known)


def _fact_is_attributed(record: DraftRecord[Fact], known: _Known) -> Iterator[Problem]:  # noqa: ARG001
    fact = record.value
    if fact.standing in ATTRIBUTED_STANDINGS and not fact.attributed_to:
        message = f"The fact is '{fact.standing}' but nobody is named who says so."
        yield record.problem("standing", message, "Add 'attributed_to'.")


def _fact_relates(record: DraftRecord[Fact], known: _Known) -> Iterator[Problem]:
    for number, relation in enumerate(record.value.relations):
        path = f"relations[{number}].fact_id"
        yield from _must_exist(record, path, relation.fact_id, known, "facts")
        if relation.fact_id == record.value.id:
            yield record.problem(path, "The fact relates to itself.", "Name another fact.")


def _fact_concerns_treaties(record: DraftRecord[Fact], known: _Known) -> Iterator[Problem]:
    for number, treaty_id in enumerate(record.value.further_treaty_ids):
        path = f"further_treaty_ids[{number}]"
        yield from _must_exist(record, path, treaty_id, known, "treaties")
        if treaty_id == record.value.treaty_id:
            yield record.problem(path, "This is the fact's own treaty.", "Name only the other treaties.")


def _provision_is_in_force(record: DraftRecord[Fact], known: _Known) -> Iterator[Problem]:
    fact = record.value
    treaty = known.treaties.get(fact.treaty_id)
    if fact.standing is not Standing.IN_FORCE or treaty is None:
        return
    if not _entered_into_force(treaty.value):
        message = "The fact is 'in_force', but the treaty records no entry into force."
        yield record.problem("standing", message, "Use 'signed', or add the action to treaty.yaml.")


def _entered_into_force(treaty: Treaty) -> bool:
    return any(action.kind is ActionKind.ENTRY_INTO_FORCE for action in treaty.actions)


def _keeps_lower_facts_in_force(record: DraftRecord[Treaty], known: _Known) -> Iterator[Problem]:
    """Check that a treaty that overrides another has the entry into force on which lower facts depend."""
    treaty = record.value
    if treaty.id not in known.lower.treaties or _entered_into_force(treaty):
        return
    for lower in known.lower.facts.values():
        fact = known.facts[lower.value.id].value
        if fact.treaty_id == treaty.id and fact is lower.value and fact.standing is Standing.IN_FORCE:
            yield _in_force_too_early(record, fact)
            return


_FACT_CHECKS: tuple[Callable[[DraftRecord[Fact], _Known], Iterator[Problem]], ...] = (
    _fact_is_cited,
    _fact_is_attributed,
    _fact_relates,
    _fact_concerns_treaties,
    _provision_is_in_force,
)


# Rules of records that are not read from files


class _Lookup(Mapping[str, DraftRecord[Any]]):
    """The records of one kind in a library as a mapping, without an index of its own."""

    def __init__(self, library: LayeredLibrary, kind: RecordKind) -> None:
        self._library, self._kind = library, kind

    def __getitem__(self, value_id: str) -> DraftRecord[Any]:
        record = self._library.record(RecordKey(self._kind, value_id))
        if record is None:
            raise KeyError(value_id)
        return _unplaced(record)

    def __iter__(self) -> Iterator[str]:
        return (record.id for record in records_of_kind(self._library.material, self._kind))

    def __len__(self) -> int:
        return len(records_of_kind(self._library.material, self._kind))


def _unplaced(record: Record) -> DraftRecord[Any]:
    return DraftRecord(record, Node(0, 0, entries=[]), "", "")


def broken_rules(
    library: LayeredLibrary, changed: Iterable[RecordKey]
) -> Iterator[tuple[RecordKey, Problem]]:
    """Yield the rules that a library breaks, if it broke none before these records changed.

    Each problem comes with the key of the record among `changed` to which it belongs.
    """
    known = _known_of(library)
    for key in changed:
        record = library.record(key)
        if record is None:
            continue
        for problem in _record_problems(_unplaced(record), known):
            yield key, replace(problem, field=f"{key}.{problem.field}" if problem.field else str(key))


def _known_of(library: LayeredLibrary) -> _Known:
    merged = Records(
        _Lookup(library, RecordKind.TREATY),
        _Lookup(library, RecordKind.PUBLISHER),
        _Lookup(library, RecordKind.SOURCE),
        _Lookup(library, RecordKind.FACT),
    )
    return _Known(Records(), Records(), merged)


def _record_problems(record: DraftRecord[Any], known: _Known) -> Iterator[Problem]:
    match record.value:
        case Treaty():
            yield from _check_treaty_record(record, known)
            yield from _has_no_fact_in_force_too_early(record, known)
        case Source():
            yield from _check_source(record, known)
        case Fact():
            yield from _must_exist(record, "treaty_id", record.value.treaty_id, known, "treaties")
            yield from _check_fact(record, known)


def _has_no_fact_in_force_too_early(record: DraftRecord[Treaty], known: _Known) -> Iterator[Problem]:
    treaty = record.value
    if not _entered_into_force(treaty):
        for each in known.facts.values():
            if each.value.treaty_id == treaty.id and each.value.standing is Standing.IN_FORCE:
                yield _in_force_too_early(record, each.value)
                return


def _in_force_too_early(record: DraftRecord[Treaty], fact: Fact) -> Problem:
    message = f"The treaty records no entry into force, but the fact '{fact.id}' is 'in_force'."
    return record.problem("actions", message, "Add the action, or change the fact too.")
