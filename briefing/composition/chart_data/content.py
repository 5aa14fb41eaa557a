"""What each kind of drawing shows of the rows that it takes: from statements and treaties to marks."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.charts import (
    ChartStyle,
    ChartSvg,
    Solidity,
    evidence_matrix,
    geography,
    grades,
    likelihoods,
    network,
    timeline,
    world_map,
)
from briefing.charts.style import SOLIDITY
from briefing.composition import formatting
from briefing.composition.citations import CitationRegister
from briefing.composition.treaties.comparison import ComparisonGrid, obligation_grid
from briefing.composition.views.references import SourceRef
from briefing.grading import End, Scale, ScaleTerm, Scheme, Subject, band_text
from briefing.model.briefing import Bearing, ChartItem, ChartKind, FactItem, Grade, Judgement
from briefing.model.dates import parse_edtf
from briefing.model.fact import Fact
from briefing.model.source import Citation
from briefing.model.treaty import Action, Place, Treaty


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact that a drawing takes, as the briefing words it."""

    item: FactItem
    fact: Fact
    label: str

    @property
    def text(self) -> str:
        return formatting.sentence(self.item.wording or self.fact.statement)

    @property
    def standing(self) -> str:
        return formatting.STANDINGS[self.fact.standing]

    @property
    def solidity(self) -> Solidity:
        return SOLIDITY[self.fact.standing]


@dataclass(frozen=True, slots=True)
class JudgementRow:
    item: Judgement
    label: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A row that a judgement rests on; `standing` is empty where it is no fact."""

    row_id: str
    label: str
    text: str
    standing: str


@dataclass(frozen=True, slots=True)
class ChartContent:
    """What a drawing takes of the briefing, and in what it is told."""

    item: ChartItem
    facts: tuple[FactRow, ...]
    judgements: tuple[JudgementRow, ...]
    treaties: tuple[Treaty, ...]
    evidence: tuple[EvidenceRow, ...]
    cited: CitationRegister
    language: str
    scheme: Scheme
    style: ChartStyle


@dataclass(frozen=True, slots=True)
class BuiltChart:
    """What came of a drawing: its pictures or its table, and the rows and citations that it rests on.

    `nothing` says why there is none; `remarks` what was left out, and why.
    """

    pictures: tuple[ChartSvg, ...] = ()
    rows: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    grid: ComparisonGrid | None = None
    nothing: str = ""
    remarks: tuple[str, ...] = ()


def _nothing(why: str, remarks: tuple[str, ...] = ()) -> BuiltChart:
    return BuiltChart(nothing=f"There is nothing to draw: {why}.", remarks=remarks)


def _left_out(why: str, labels: Iterable[str]) -> tuple[str, ...]:
    named = list(dict.fromkeys(labels))
    return (f"{why}: {formatting.joined(named)}.",) if named else ()


def _row_ids(rows: Iterable[FactRow | JudgementRow]) -> tuple[str, ...]:
    return tuple(row.item.id for row in rows)


# Timeline


def _timeline(content: ChartContent) -> BuiltChart:
    treaties = content.treaties if content.item.treaty_ids or not content.item.topics else ()
    actions = [(treaty, action) for treaty in treaties for action in treaty.actions]
    dated = [row for row in content.facts if row.fact.date]
    events = [_action_event(content, treaty, action, len(treaties) > 1) for treaty, action in actions]
    events += [_fact_event(content, row) for row in dated]
    remarks = _left_out(
        "Not drawn for want of a date", [row.label for row in content.facts if not row.fact.date]
    )
    if not events:
        return _nothing("nothing in its scope has a date", remarks)
    return BuiltChart(
        pictures=timeline.draw(events, content.style),
        rows=_row_ids(dated),
        citations=tuple(citation for _, action in actions for citation in action.citations),
        remarks=remarks,
    )


def _fact_event(content: ChartContent, row: FactRow) -> timeline.Event:
    date = row.fact.date or ""
    return timeline.Event(
        span=parse_edtf(date),
        when=formatting.edtf(date, content.language),
        text=row.text,
        label=row.label,
        standing=row.standing,
        basis="",
        solidity=row.solidity,
        lasts="/" in date,
    )


def _action_event(
    content: ChartContent, treaty: Treaty, action: Action, name_treaty: bool
) -> timeline.Event:
    return timeline.Event(
        span=parse_edtf(action.date),
        when=formatting.edtf(action.date, content.language),
        text=_action_words(content, treaty, action, name_treaty),
        label="",
        standing="disputed" if action.disputed else "",
        basis=in_brackets(content.cited.refs(action.citations)),
        solidity=Solidity.CLAIMED if action.disputed else Solidity.SETTLED,
        lasts="/" in action.date,
    )


def _action_words(content: ChartContent, treaty: Treaty, action: Action, name_treaty: bool) -> str:
    kind = formatting.kind(action.kind).capitalize()
    party = next((each.name for each in treaty.parties if each.country == action.party), action.party)
    by = ", ".join(part for part in (party, action.body) if part)
    said = f"{kind} ({by})" if by else kind
    if name_treaty:
        said = f"{treaty.short_title}: {said}"
    if action.effective:
        said += f", with effect {formatting.edtf(action.effective, content.language)}"
    return f"{said}. {formatting.sentence(action.note)}" if action.note else f"{said}."


def in_brackets(refs: Sequence[SourceRef]) -> str:
    """References as the text writes them, such as [3B art. 4; 5C]; empty for none."""
    said = [f"{ref.number}{ref.letter}{f' {ref.locator}' if ref.locator else ''}" for ref in refs]
    return f"[{'; '.join(said)}]" if said else ""


# Map


def _map(content: ChartContent) -> BuiltChart:
    parties = {party.country: party for treaty in content.treaties for party in treaty.parties}
    shown_parties = tuple(
        world_map.PartyOutline(code, party.name, at)
        for code, party in sorted(parties.items())
        if (at := geography.position(Place(country=code)))
    )
    spots, unknown = _spots(content)
    routes, unknown_routes = _routes(content)
    remarks = _left_out("Not on the map, since it is not known where they lie", [*unknown, *unknown_routes])
    if not (shown_parties or spots or routes):
        return _nothing("no party, place or route is named in its scope", remarks)
    named = [row for row in content.facts if row.fact.place or row.fact.route]
    return BuiltChart(
        pictures=world_map.draw(
            world_map.Shown(shown_parties, spots, routes, content.language), content.style
        ),
        rows=_row_ids(named),
        remarks=remarks,
    )


def _spots(content: ChartContent) -> tuple[tuple[world_map.Spot, ...], list[str]]:
    """The places that facts name, each once, and the names of those that cannot be placed."""
    rows: dict[tuple[str, geography.Degrees], list[FactRow]] = {}
    unknown = []
    for row in content.facts:
        if row.fact.place is None:
            continue
        name, at = place_name(row.fact.place, content.language), geography.position(row.fact.place)
        if at is None:
            unknown.append(f"{name} ({row.label})")
        else:
            rows.setdefault((name, at), []).append(row)
    spots = tuple(
        world_map.Spot(name, at, _mentions(found), _firmest(found)) for (name, at), found in rows.items()
    )
    return spots, unknown


def _routes(content: ChartContent) -> tuple[tuple[world_map.Route, ...], list[str]]:
    rows: dict[tuple[Place, ...], list[FactRow]] = {}
    for row in content.facts:
        if len(row.fact.route) > 1:
            rows.setdefault(row.fact.route, []).append(row)
    routes, unknown = [], []
    for places, found in rows.items():
        name = " – ".join(place_name(place, content.language) for place in places)
        points = [at for place in places if (at := geography.position(place))]
        if len(points) < len(places):
            unknown.append(f"the route {name} ({', '.join(row.label for row in found)})")
        else:
            routes.append(world_map.Route(name, tuple(points), _mentions(found), _least_firm(found)))
    return tuple(routes), unknown


def place_name(place: Place, language: str) -> str:
    """A place by its name, else its state's."""
    return place.name or geography.state_name(geography.number_of(place.country or ""), language)


def _mentions(rows: Iterable[FactRow]) -> tuple[world_map.PlaceMention, ...]:
    return tuple(world_map.PlaceMention(row.label, row.standing) for row in rows)


def _firmest(rows: Iterable[FactRow]) -> Solidity:
    found = {row.solidity for row in rows}
    return next(each for each in Solidity if each in found)


def _least_firm(rows: Iterable[FactRow]) -> Solidity:
    """A route is drawn no firmer than the most careful statement has it."""
    found = {row.solidity for row in rows}
    return next(each for each in reversed(Solidity) if each in found)


# Actors


def _network(content: ChartContent) -> BuiltChart:
    naming = [row for row in content.facts if row.fact.actors]
    if not naming:
        return _nothing("no statement in its scope names an actor")
    by_actor: dict[str, list[FactRow]] = {}
    for row in naming:
        for actor in dict.fromkeys(row.fact.actors):
            by_actor.setdefault(actor, []).append(row)
    order = sorted(by_actor, key=lambda actor: (-len(by_actor[actor]), actor))
    links = []
    for first, second in itertools.combinations(order, 2):
        both = [row for row in by_actor[first] if second in row.fact.actors]
        if both:
            links.append(network.Link(first, second, tuple(row.label for row in both), _firmest(both)))
    actors: Mapping[str, tuple[str, ...]] = {
        actor: tuple(row.label for row in by_actor[actor]) for actor in order
    }
    drawn = network.draw(network.Network(actors, tuple(links)), content.style)
    return BuiltChart(pictures=drawn, rows=_row_ids(naming))


# Evidence, grades, likelihoods


def _matrix(content: ChartContent) -> BuiltChart:
    judged = [row for row in content.judgements if row.item.evidence]
    if not judged:
        return _nothing("no judgement in its scope names evidence")
    bearings = [{piece.item_id: piece.bearing for piece in row.item.evidence} for row in judged]
    rows = tuple(
        evidence_matrix.MatrixLine(
            each.label,
            formatting.sentence(each.text),
            each.standing,
            tuple(
                None if each.row_id not in found else found[each.row_id] is Bearing.SUPPORTS
                for found in bearings
            ),
        )
        for each in content.evidence
    )
    drawn = evidence_matrix.draw(
        evidence_matrix.Matrix(tuple(row.label for row in judged), rows), content.style
    )
    used = tuple(each.row_id for each in content.evidence)
    return BuiltChart(pictures=drawn, rows=(*_row_ids(judged), *used))


def _grades(content: ChartContent) -> BuiltChart:
    if not content.facts and not content.judgements:
        return _nothing("no statement stands in its scope")
    scale = content.scheme.scale(Subject.CONFIDENCE)
    terms = sorted(scale.terms if scale else (), key=lambda term: -(term.level or 0))
    levels = [
        grades.Level(
            f"{term.term[:1].upper()}{term.term[1:]}",
            tuple(row.label for row in content.facts if _confidence(row.item.grade) == term.id),
            tuple(row.label for row in content.judgements if _confidence(row.item.grade) == term.id),
        )
        for term in terms
    ]
    ungraded = grades.Level(
        "No confidence given",
        tuple(row.label for row in content.facts if not _confidence(row.item.grade)),
        tuple(row.label for row in content.judgements if not _confidence(row.item.grade)),
    )
    if ungraded.count:
        levels.append(ungraded)
    drawn = grades.draw(levels, content.style)
    return BuiltChart(pictures=drawn, rows=(*_row_ids(content.judgements), *_row_ids(content.facts)))


def _confidence(grade: Grade | None) -> str | None:
    return grade.confidence if grade else None


def _likelihoods(content: ChartContent) -> BuiltChart:
    scale = content.scheme.scale(Subject.LIKELIHOOD)
    if scale is None:
        return _nothing(f"the scheme {content.scheme.name} has no scale of likelihood")
    if not content.judgements:
        return _nothing("no judgement stands in its scope")
    bands = [found for term in scale.terms if (found := _band(term))]
    judged = [_judged(row, scale) for row in content.judgements]
    drawn = likelihoods.draw(scale.name, bands, judged, content.style)
    return BuiltChart(pictures=drawn, rows=_row_ids(content.judgements))


def _judged(row: JudgementRow, scale: Scale) -> likelihoods.Judged:
    term = scale.term(row.item.grade.likelihood) if row.item.grade and row.item.grade.likelihood else None
    return likelihoods.Judged(
        row.label,
        formatting.sentence(row.item.text),
        term.term if term else "",
        _band(term) if term else None,
    )


def _band(term: ScaleTerm) -> likelihoods.Band | None:
    if term.low is None or term.high is None:
        return None
    exact = (term.low_end is End.EXACT, term.high_end is End.EXACT)
    return likelihoods.Band(term.term, band_text(term), float(term.low), float(term.high), *exact)


# Obligations


def _obligations(content: ChartContent) -> BuiltChart:
    grid = obligation_grid(content.treaties, content.cited)
    return (
        BuiltChart(grid=grid)
        if grid.rows
        else _nothing("no obligation of a treaty in its scope is recorded")
    )


MAKERS: dict[ChartKind, Callable[[ChartContent], BuiltChart]] = {
    ChartKind.TIMELINE: _timeline,
    ChartKind.MAP: _map,
    ChartKind.NETWORK: _network,
    ChartKind.MATRIX: _matrix,
    ChartKind.GRADES: _grades,
    ChartKind.LIKELIHOODS: _likelihoods,
    ChartKind.OBLIGATIONS: _obligations,
}
