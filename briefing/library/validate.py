"""Check rules that types cannot express: references resolve, claims are attributed, facts are cited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefing.errors import Problem
from briefing.input_file import real_path
from briefing.library.draft import DraftRecord, TreatyDraft
from briefing.model.countries import is_organisation
from briefing.model.fact import Fact
from briefing.model.source import Citation, Publisher, Source
from briefing.model.terms import ATTRIBUTED_STANDINGS, ActionKind, InstrumentKind, Standing
from briefing.model.treaty import Treaty


@dataclass(frozen=True, slots=True)
class _Known:
    """Every id of the whole library, with the first record that has it."""

    treaties: Mapping[str, DraftRecord[Treaty]]
    publishers: Mapping[str, DraftRecord[Publisher]]
    sources: Mapping[str, DraftRecord[Source]]
    facts: Mapping[str, DraftRecord[Fact]]
    unread: Mapping[str, frozenset[str]]
    lost: frozenset[str] = frozenset()
    """Kinds of record whose file could not be read in the treaty that is being checked."""

    def ids(self, kind: str) -> set[str]:
        """Return every id of a kind, those of unreadable records too: a reference to one is no mistake."""
        valid: Mapping[str, Any] = getattr(self, kind)
        return {*valid, *self.unread[kind]}


def check_drafts(drafts: Iterable[TreatyDraft], shared: Mapping[str, DraftRecord[Publisher]]) -> None:
    """Add the problems of each draft's references and claims to its list of problems."""
    drafts = list(drafts)
    known = _known(drafts, shared)
    for draft in drafts:
        draft.problems.extend(_problems(draft, replace(known, lost=draft.lost)))


def _known(drafts: list[TreatyDraft], shared: Mapping[str, DraftRecord[Publisher]]) -> _Known:
    return _Known(
        _first(draft.treaty for draft in drafts if draft.treaty),
        {**shared, **_first(record for draft in drafts for record in draft.publishers)},
        _first(record for draft in drafts for record in draft.sources),
        _first(record for draft in drafts for record in draft.facts),
        {
            "treaties": frozenset(draft.folder.name for draft in drafts if not draft.treaty),
            **{
                kind: frozenset(
                    record.text("id") for draft in drafts for record in draft.unread.get(kind, ())
                )
                for kind in ("publishers", "sources", "facts")
            },
        },
    )


def _first(records: Iterable[DraftRecord[Any]]) -> dict[str, DraftRecord[Any]]:
    first: dict[str, DraftRecord[Any]] = {}
    for record in records:
        first.setdefault(record.value.id, record)
    return first


def _problems(draft: TreatyDraft, known: _Known) -> Iterator[Problem]:
    if draft.treaty:
        yield from _duplicates([draft.treaty], known.treaties, "treaties")
        yield from _check_treaty(draft.treaty, draft, known)
    yield from _duplicates(draft.publishers, known.publishers, "publishers")
    yield from _duplicates(draft.sources, known.sources, "sources")
    yield from _duplicates(draft.facts, known.facts, "facts")
    for source in draft.sources:
        yield from _check_source(source, known)
    for fact in draft.facts:
        yield from _check_fact(fact, known)
    for unread in draft.unread.get("sources", ()):
        yield from _check_unread_source(unread, known)
    for unread in draft.unread.get("facts", ()):
        yield from _check_unread_fact(unread, known)


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
    ids = known.ids(kind)
    if value_id not in ids and kind not in known.lost:
        close = _closest(value_id, ids)
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
    if record.text("id") in known.facts:
        yield record.problem("id", f"Another fact has the id '{record.text('id')}'.", "Rename one.")
    for field, key, kind in (("citations", "source_id", "sources"), ("relations", "fact_id", "facts")):
        for number in range(record.count(field)):
            path = f"{field}[{number}].{key}"
            if value_id := record.text(path):
                yield from _must_exist(record, path, value_id, known, kind)


def _closest(value_id: str, ids: Iterable[str]) -> str | None:
    import difflib

    close = difflib.get_close_matches(value_id, list(ids), n=1, cutoff=0.8)
    return close[0] if close else None


def _check_treaty(record: DraftRecord[Treaty], draft: TreatyDraft, known: _Known) -> Iterator[Problem]:
    treaty = record.value
    if treaty.id != real_path(draft.folder).name:
        message = f"The treaty's id is '{treaty.id}' but its folder is '{real_path(draft.folder).name}'."
        yield record.problem("id", message, "Give both the same name.")
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
    if not any(action.kind is ActionKind.ENTRY_INTO_FORCE for action in treaty.value.actions):
        message = "The fact is 'in_force', but the treaty records no entry into force."
        yield record.problem("standing", message, "Use 'signed', or add the action to treaty.yaml.")


_FACT_CHECKS: tuple[Callable[[DraftRecord[Fact], _Known], Iterator[Problem]], ...] = (
    _fact_is_cited,
    _fact_is_attributed,
    _fact_relates,
    _fact_concerns_treaties,
    _provision_is_in_force,
)
