"""Drawings of a briefing: which rows and treaties each takes, and how the page accounts for it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.model.briefing import (
    Briefing,
    Drawing,
    DrawingKind,
    FactItem,
    Item,
    Judgement,
    Scope,
    Section,
)
from briefing.model.dates import parse_edtf
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.source import Citation
from briefing.model.treaty import Action, Treaty
from briefing.render import views as v
from briefing.render import wording
from briefing.render.accounts import Places
from briefing.render.cited import Sources
from briefing.render.compared import obligations
from briefing.render.figures import Drawn, Solidity, Style, timeline
from briefing.render.figures.style import SOLIDITY

DRAWING_ADDRESS = "https://drawing.invalid/"


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact that a drawing takes, as the briefing words it."""

    item: FactItem
    fact: Fact
    label: str

    @property
    def text(self) -> str:
        return self.item.wording or self.fact.statement


@dataclass(frozen=True, slots=True)
class JudgementRow:
    item: Judgement
    label: str


@dataclass(frozen=True, slots=True)
class Content:
    """What a drawing takes of the briefing."""

    facts: tuple[FactRow, ...]
    judgements: tuple[JudgementRow, ...]
    treaties: tuple[Treaty, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a drawing: its pictures or its table, and what it rests on.

    `nothing` says why there is none; `remarks` what was left out, and why.
    """

    pictures: tuple[Drawn, ...] = ()
    rows: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    table: v.TableView | None = None
    nothing: str = ""
    remarks: tuple[str, ...] = ()


class Drawings:
    """Draws the drawings of one briefing; `files` holds their pictures by name."""

    def __init__(
        self,
        briefing: Briefing,
        catalogue: Catalogue,
        cited: Sources,
        places: Places,
        anchor: Callable[[str], str],
        style: Style,
    ) -> None:
        self._briefing, self._catalogue, self._cited = briefing, catalogue, cited
        self._places, self._anchor, self._style = places, anchor, style
        self.files: dict[str, str] = {}
        self._makers: dict[DrawingKind, Callable[[Drawing, Content], Made]] = {
            DrawingKind.TIMELINE: self._timeline,
            DrawingKind.OBLIGATIONS: self._obligations,
        }

    def view(self, item: Drawing) -> v.DrawingView:
        made = self._makers[item.kind](item, self._content(item))
        used = set(made.rows)
        return v.DrawingView(
            row_id=item.id,
            label=self._places[item.id].label,
            anchor=f"row-{item.id}",
            caption=wording.sentence(item.caption),
            pictures=tuple(self._picture(drawn) for drawn in made.pictures),
            table=made.table,
            nothing=made.nothing,
            remarks=made.remarks,
            evidence=tuple(
                v.EvidenceRef(self._places[row].label, self._anchor(row))
                for row in self._places
                if row in used
            ),
            refs=self._cited.refs(dict.fromkeys(made.citations)),
        )

    def _picture(self, drawn: Drawn) -> v.PictureView:
        name = f"{hashlib.sha256(drawn.svg.encode()).hexdigest()}.svg"
        self.files[name] = drawn.svg
        return v.PictureView(DRAWING_ADDRESS + name, drawn.alt, drawn.width_mm, drawn.height_mm)

    # What a drawing takes

    def _content(self, item: Drawing) -> Content:
        rows = [row for row in self._rows(item) if not row.hidden and row.id in self._places]
        facts = tuple(
            FactRow(row, self._catalogue.facts[row.fact_id], self._places[row.id].label)
            for row in rows
            if isinstance(row, FactItem) and _takes(item, self._catalogue.facts[row.fact_id])
        )
        judgements = tuple(
            JudgementRow(row, self._places[row.id].label) for row in rows if isinstance(row, Judgement)
        )
        named = item.treaty_ids or sorted({row.fact.treaty_id for row in facts})
        return Content(facts, judgements, tuple(self._catalogue.treaties[each] for each in named))

    def _rows(self, item: Drawing) -> Iterator[Item]:
        if item.scope is Scope.BRIEFING:
            yield from self._briefing.walk_items()
            return
        for section in _home(self._briefing, item.id).walk():
            yield from section.items

    # Timeline

    def _timeline(self, item: Drawing, content: Content) -> Made:
        treaties = content.treaties if item.treaty_ids or not item.topics else ()
        actions = [(treaty, action) for treaty in treaties for action in treaty.actions]
        dated = [row for row in content.facts if row.fact.date]
        events = [self._action_event(treaty, action, len(treaties) > 1) for treaty, action in actions]
        events += [self._fact_event(row) for row in dated]
        undated = [row.label for row in content.facts if not row.fact.date]
        return Made(
            pictures=timeline.draw(events, self._style) if events else (),
            rows=tuple(row.item.id for row in dated),
            citations=tuple(citation for _, action in actions for citation in action.citations),
            nothing="" if events else "There is nothing to draw: nothing in its scope has a date.",
            remarks=_left_out("Not drawn for want of a date", undated),
        )

    def _fact_event(self, row: FactRow) -> timeline.Event:
        date = row.fact.date or ""
        return timeline.Event(
            span=parse_edtf(date),
            when=wording.edtf(date, self._briefing.language),
            text=wording.sentence(row.text),
            label=row.label,
            standing=wording.STANDINGS[row.fact.standing],
            basis="",
            solidity=SOLIDITY[row.fact.standing],
            lasts="/" in date,
        )

    def _action_event(self, treaty: Treaty, action: Action, name_treaty: bool) -> timeline.Event:
        return timeline.Event(
            span=parse_edtf(action.date),
            when=wording.edtf(action.date, self._briefing.language),
            text=self._action_words(treaty, action, name_treaty),
            label="",
            standing="disputed" if action.disputed else "",
            basis=in_brackets(self._cited.refs(action.citations)),
            solidity=Solidity.CLAIMED if action.disputed else Solidity.SETTLED,
            lasts="/" in action.date,
        )

    def _action_words(self, treaty: Treaty, action: Action, name_treaty: bool) -> str:
        kind = wording.kind(action.kind).capitalize()
        party = next((each.name for each in treaty.parties if each.country == action.party), action.party)
        by = ", ".join(part for part in (party, action.body) if part)
        said = f"{kind} ({by})" if by else kind
        if name_treaty:
            said = f"{treaty.short_title}: {said}"
        if action.effective:
            said += f", with effect {wording.edtf(action.effective, self._briefing.language)}"
        return f"{said}. {wording.sentence(action.note)}" if action.note else f"{said}."

    # Obligations

    def _obligations(self, item: Drawing, content: Content) -> Made:
        grid = obligations(content.treaties, self._cited)
        if not grid.rows:
            return Made(
                nothing="There is nothing to draw: no obligation is recorded of a treaty in its scope."
            )
        table = v.TableView(
            row_id=item.id,
            label=self._places[item.id].label,
            anchor=f"row-{item.id}",
            caption=wording.sentence(item.caption),
            columns=grid.columns,
            rows=grid.rows,
            evidence=(),
            refs=grid.refs,
            is_comparison=True,
        )
        return Made(table=table)


def in_brackets(refs: Sequence[v.SourceRef]) -> str:
    """References as the text writes them, such as [3B art. 4; 5C]; empty for none."""
    said = [f"{ref.number}{ref.letter}{f' {ref.locator}' if ref.locator else ''}" for ref in refs]
    return f"[{'; '.join(said)}]" if said else ""


def _left_out(why: str, labels: Iterable[str]) -> tuple[str, ...]:
    named = list(labels)
    return (f"{why}: {wording.joined(named)}.",) if named else ()


def _takes(item: Drawing, fact: Fact) -> bool:
    of_treaty = not item.treaty_ids or fact.treaty_id in item.treaty_ids
    return of_treaty and (not item.topics or not set(item.topics).isdisjoint(fact.topics))


def _home(briefing: Briefing, item_id: str) -> Section:
    return next(
        section for section in briefing.walk_sections() if any(item.id == item_id for item in section.items)
    )
