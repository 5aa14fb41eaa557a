"""The rows and treaties that a chart is built from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from functools import cached_property
from typing import Any, Protocol, TypeVar, cast

from briefing.charts import ChartStyle, ChartSvg, Solidity
from briefing.charts.style import SOLIDITY
from briefing.composition import formatting
from briefing.composition.chart_data.kept_pictures import Draw, KeptPictures
from briefing.composition.citations import CitationRegister
from briefing.composition.phrases import Phrases, phrases_in
from briefing.composition.scope.chart_scope import ChartScope
from briefing.composition.views.references import EvidenceRef
from briefing.grading import Scheme
from briefing.model.briefing import ChartItem, FactItem, Judgement
from briefing.model.fact import Fact
from briefing.model.treaty import Treaty
from briefing.typography.typeset import typeset

T = TypeVar("T")
kept_pictures = KeptPictures()


@dataclass(frozen=True)
class FactRow:
    """A fact in a chart's scope, as the briefing words it."""

    item: FactItem
    fact: Fact
    label: str
    text: str

    @cached_property
    def ref(self) -> EvidenceRef:
        return EvidenceRef(self.label, f"row-{self.item.id}")

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

    @property
    def ref(self) -> EvidenceRef:
        return EvidenceRef(self.label, f"row-{self.item.id}")


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A row that bears on a judgement, and its place; `standing` is empty where it is no fact."""

    row_id: str
    label: str
    anchor: str
    text: str
    standing: str

    @property
    def ref(self) -> EvidenceRef:
        return EvidenceRef(self.label, self.anchor)


@dataclass(frozen=True, slots=True)
class ChartInput:
    """The item, what is in its scope, and the language, scheme and style in which it is drawn."""

    item: ChartItem
    scope: ChartScope
    facts: tuple[FactRow, ...]
    judgements: tuple[JudgementRow, ...]
    treaties: tuple[Treaty, ...]
    evidence: tuple[EvidenceRow, ...]
    citations: CitationRegister
    language: str
    scheme: Scheme
    style: ChartStyle

    @property
    def is_table(self) -> bool:
        """Return whether it has too many marks for a figure."""
        return self.scope.is_table

    @property
    def phrases(self) -> Phrases:
        """The printed phrases in the language of the chart."""
        return phrases_in(self.language)

    def drawn(self, draw: Draw[T], value: T) -> tuple[ChartSvg, ...]:
        """Return the pictures of what is typeset; they are drawn once for each content."""
        return drawn_in(self.language, self.style, draw, value)

    def printed(self, value: T) -> T:
        """Return what is to be drawn with every text in it typeset in the language of the chart."""
        return typeset_in(value, self.language)


def drawn_in(language: str, style: ChartStyle, draw: Draw[T], value: T) -> tuple[ChartSvg, ...]:
    """Return the pictures of what is typeset in a language; they are drawn once for each content."""
    return kept_pictures.of(draw, value, style, language, lambda: typeset_in(value, language))


def typeset_in(value: T, language: str) -> T:
    """Return what a chart draws with every text in it as it is printed; ids and numbers are unchanged.

    Texts are typeset before they are drawn, since the charts measure them to break and to place them.
    """
    return cast("T", _typeset(value, language))


def _typeset(value: Any, language: str) -> Any:
    if isinstance(value, str) and not isinstance(value, Enum):
        return typeset(value, language)
    if isinstance(value, tuple | list) and not hasattr(value, "_fields"):
        return type(value)(_typeset(each, language) for each in value)
    if isinstance(value, Mapping):
        return {_typeset(key, language): _typeset(each, language) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        texts = {each.name: _typeset(getattr(value, each.name), language) for each in fields(value)}
        return replace(value, **texts)
    return value


def row_ids(rows: Iterable[FactRow | JudgementRow]) -> tuple[str, ...]:
    return tuple(row.item.id for row in rows)


class HasSolidity(Protocol):
    """A row that is drawn by how settled its statement is."""

    @property
    def solidity(self) -> Solidity: ...


def firmest(rows: Iterable[HasSolidity]) -> Solidity:
    present = {row.solidity for row in rows}
    return next(solidity for solidity in Solidity if solidity in present)


def least_firm(rows: Iterable[FactRow]) -> Solidity:
    """Return the most careful statement's solidity, than which a route is drawn no firmer."""
    present = {row.solidity for row in rows}
    return next(solidity for solidity in reversed(Solidity) if solidity in present)
