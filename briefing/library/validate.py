"""What the types cannot say: that references lead somewhere and that claims are attributed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefing.errors import Problem
from briefing.library.draft import DraftRecord, TreatyDraft
from briefing.model.fact import Fact
from briefing.model.source import Citation, Publisher, Source
from briefing.model.terms import ATTRIBUTED_STANDINGS, ActionKind, Standing
from briefing.model.treaty import Treaty


@dataclass(frozen=True, slots=True)
class _Known:
    """Every id of the whole library, with the entry that bears it first."""

    treaties: Mapping[str, DraftRecord[Treaty]]
    publishers: Mapping[str, DraftRecord[Publisher]]
    sources: Mapping[str, DraftRecord[Source]]
    facts: Mapping[str, DraftRecord[Fact]]
    unread: Mapping[str, frozenset[str]]
    lost: frozenset[str] = frozenset()
    """Kinds whose file was lost in the treaty that is being checked."""

    def ids(self, kind: str) -> set[str]:
        """Every id of a kind, of records with problems too: a reference to one of them is no mistake."""
        sound: Mapping[str, Any] = getattr(self, kind)
        return {*sound, *self.unread[kind]}


def check_dossiers(dossiers: Iterable[TreatyDraft], shared: Mapping[str, DraftRecord[Publisher]]) -> None:
    """Add to each dossier's problems what is wrong with its references."""
    dossiers = list(dossiers)
    known = _known(dossiers, shared)
    for dossier in dossiers:
        dossier.problems.extend(_problems(dossier, replace(known, lost=dossier.lost)))


def _known(dossiers: list[TreatyDraft], shared: Mapping[str, DraftRecord[Publisher]]) -> _Known:
    return _Known(
        _first(dossier.treaty for dossier in dossiers if dossier.treaty),
        {**shared, **_first(entry for dossier in dossiers for entry in dossier.publishers)},
        _first(entry for dossier in dossiers for entry in dossier.sources),
        _first(entry for dossier in dossiers for entry in dossier.facts),
        {
            "treaties": frozenset(dossier.folder.name for dossier in dossiers if not dossier.treaty),
            **{
                kind: frozenset(
                    entry.text("id") for dossier in dossiers for entry in dossier.unread.get(kind, ())
                )
                for kind in ("publishers", "sources", "facts")
            },
        },
    )


def _first(entries: Iterable[DraftRecord[Any]]) -> dict[str, DraftRecord[Any]]:
    first: dict[str, DraftRecord[Any]] = {}
    for entry in entries:
        first.setdefault(entry.value.id, entry)
    return first


def _problems(dossier: TreatyDraft, known: _Known) -> Iterator[Problem]:
    if dossier.treaty:
        yield from _doubles([dossier.treaty], known.treaties, "treaties")
        yield from _check_treaty(dossier.treaty, dossier, known)
    yield from _doubles(dossier.publishers, known.publishers, "publishers")
    yield from _doubles(dossier.sources, known.sources, "sources")
    yield from _doubles(dossier.facts, known.facts, "facts")
    for source in dossier.sources:
        yield from _check_source(source, known)
    for fact in dossier.facts:
        yield from _check_fact(fact, known)
    for unread in dossier.unread.get("sources", ()):
        yield from _check_unread_source(unread, known)
    for unread in dossier.unread.get("facts", ()):
        yield from _check_unread_fact(unread, known)


def _doubles(
    entries: Iterable[DraftRecord[Any]], first: Mapping[str, DraftRecord[Any]], kind: str
) -> Iterator[Problem]:
    for entry in entries:
        other = first[entry.value.id]
        if other is not entry:
            where = "" if other.file == entry.file else f"{other.file} "
            message = (
                f"Two {kind} have the id '{entry.value.id}'; the first is in {where}line {other.node.line}."
            )
            yield entry.problem("id", message, "Rename one.")


def _check_citations(
    entry: DraftRecord[Any], path: str, citations: tuple[Citation, ...], known: _Known
) -> Iterator[Problem]:
    for number, citation in enumerate(citations):
        yield from _must_exist(entry, f"{path}[{number}].source_id", citation.source_id, known, "sources")


_ONE_OF = {"treaties": "treaty", "publishers": "publisher", "sources": "source", "facts": "fact"}


def _must_exist(
    entry: DraftRecord[Any], path: str, wanted: str, known: _Known, kind: str
) -> Iterator[Problem]:
    among = known.ids(kind)
    if wanted not in among and kind not in known.lost:
        close = _closest(wanted, among)
        remedy = f"Did you mean '{close}'?" if close else f"Add that {_ONE_OF[kind]}, or correct the id."
        yield entry.problem(path, f"There is no {_ONE_OF[kind]} '{wanted}'.", remedy)


def _check_unread_source(entry: DraftRecord[None], known: _Known) -> Iterator[Problem]:
    """What a source with other problems refers to: all is reported at once."""
    if publisher_id := entry.text("publisher_id"):
        yield from _must_exist(entry, "publisher_id", publisher_id, known, "publishers")
    for number in range(entry.count("derives_from")):
        path = f"derives_from[{number}]"
        yield from _must_exist(entry, path, entry.text(path), known, "sources")


def _check_unread_fact(entry: DraftRecord[None], known: _Known) -> Iterator[Problem]:
    """What a fact with other problems refers to."""
    if entry.text("id") in known.facts:
        yield entry.problem("id", f"Another fact has the id '{entry.text('id')}'.", "Rename one.")
    for field, key, kind in (("citations", "source_id", "sources"), ("relations", "fact_id", "facts")):
        for number in range(entry.count(field)):
            path = f"{field}[{number}].{key}"
            if wanted := entry.text(path):
                yield from _must_exist(entry, path, wanted, known, kind)


def _closest(wanted: str, among: Iterable[str]) -> str | None:
    import difflib

    close = difflib.get_close_matches(wanted, list(among), n=1, cutoff=0.8)
    return close[0] if close else None


def _check_treaty(entry: DraftRecord[Treaty], dossier: TreatyDraft, known: _Known) -> Iterator[Problem]:
    treaty = entry.value
    if treaty.id != dossier.folder.resolve().name:
        message = f"The treaty's id is '{treaty.id}' but its folder is '{dossier.folder.resolve().name}'."
        yield entry.problem("id", message, "Give both the same name.")
    if not treaty.parties:
        yield entry.problem("parties", "The treaty has no party.", "Name the states that it binds.")
    yield from _check_citations(entry, "term.citations", treaty.term.citations, known)
    for name in ("actions", "obligations", "divisions", "related"):
        for number, cited in enumerate(getattr(treaty, name)):
            yield from _check_citations(entry, f"{name}[{number}].citations", cited.citations, known)
    for number, related in enumerate(treaty.related):
        if related.treaty_id:
            yield from _must_exist(
                entry, f"related[{number}].treaty_id", related.treaty_id, known, "treaties"
            )


def _check_source(entry: DraftRecord[Source], known: _Known) -> Iterator[Problem]:
    source = entry.value
    yield from _must_exist(entry, "publisher_id", source.publisher_id, known, "publishers")
    if source.reliability and not source.rationale:
        message = "The source departs from its publisher's reliability without saying why."
        yield entry.problem("reliability", message, "Add a rationale.")
    for number, parent in enumerate(source.derives_from):
        yield from _must_exist(entry, f"derives_from[{number}]", parent, known, "sources")
    if _derives_from_itself(source, known):
        yield entry.problem("derives_from", "The source derives from itself.", "Break the circle.")


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


def _check_fact(entry: DraftRecord[Fact], known: _Known) -> Iterator[Problem]:
    for check in _FACT_CHECKS:
        yield from check(entry, known)


def _fact_is_cited(entry: DraftRecord[Fact], known: _Known) -> Iterator[Problem]:
    if not entry.value.citations:
        yield entry.problem("citations", "The fact has no source.", "Cite at least one.")
    yield from _check_citations(entry, "citations", entry.value.citations, known)


def _fact_is_attributed(entry: DraftRecord[Fact], known: _Known) -> Iterator[Problem]:  # noqa: ARG001
    fact = entry.value
    if fact.standing in ATTRIBUTED_STANDINGS and not fact.attributed_to:
        message = f"The fact is '{fact.standing}' but nobody is named who says so."
        yield entry.problem("standing", message, "Add 'attributed_to'.")


def _fact_relates(entry: DraftRecord[Fact], known: _Known) -> Iterator[Problem]:
    for number, relation in enumerate(entry.value.relations):
        path = f"relations[{number}].fact_id"
        yield from _must_exist(entry, path, relation.fact_id, known, "facts")
        if relation.fact_id == entry.value.id:
            yield entry.problem(path, "The fact relates to itself.", "Name another fact.")


def _provision_is_in_force(entry: DraftRecord[Fact], known: _Known) -> Iterator[Problem]:
    fact = entry.value
    treaty = known.treaties.get(fact.treaty_id)
    if fact.standing is not Standing.IN_FORCE or treaty is None:
        return
    if not any(action.kind is ActionKind.ENTRY_INTO_FORCE for action in treaty.value.actions):
        message = "The fact is 'in_force', but the treaty records no entry into force."
        yield entry.problem("standing", message, "Use 'signed', or add the action to treaty.yaml.")


_FACT_CHECKS: tuple[Callable[[DraftRecord[Fact], _Known], Iterator[Problem]], ...] = (
    _fact_is_cited,
    _fact_is_attributed,
    _fact_relates,
    _provision_is_in_force,
)
