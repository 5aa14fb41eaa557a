"""Facts: one claim each, with its standing, its sources and its relations to other facts."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from briefing.model.origin import Origin
from briefing.model.source import Citation
from briefing.model.terms import Credibility, Edtf, FactRelation, Line, Qualifier, Slug, Standing, Text
from briefing.model.treaty import Place
from briefing.model.value import Value

_CANNOT_BE_JUDGED = 6


class Quantity(Value, frozen=True):
    """A number with its unit, as its source bounds it: exactly, about, up to or at least."""

    value: int | float
    unit: Line
    qualifier: Qualifier = Qualifier.EXACTLY


class Relation(Value, frozen=True):
    """A relation of a fact to another; `contradicts` applies in both directions."""

    kind: FactRelation
    fact_id: Slug


class Fact(Value, frozen=True):
    """One claim in neutral words, with its standing, its sources and who makes it.

    `treaty_id` is set from the folder that contains the fact; `further_treaty_ids` names the other treaties
    that it concerns. `credibility` is the Admiralty figure for this piece of information, 1 to 6,
    independent of its publisher; `graded` is False where nobody has assessed it yet. `route` lists the
    places that the subject of the fact passes through, in order, such as those of a pipeline.
    """

    id: Slug
    statement: Line
    standing: Standing
    citations: tuple[Citation, ...]
    credibility: Credibility
    treaty_id: Slug = ""
    further_treaty_ids: tuple[Slug, ...] = ()
    attributed_to: Line | None = None
    actors: tuple[Line, ...] = ()
    topics: tuple[Slug, ...] = ()
    date: Edtf | None = None
    place: Place | None = None
    route: Annotated[tuple[Place, ...], Meta(max_length=50)] = ()
    quantity: Quantity | None = None
    relations: tuple[Relation, ...] = ()
    marking: Line | None = None
    notes: Text = ""
    graded: bool = True
    origin: Origin | None = None

    @property
    def figure(self) -> int:
        """Return the Admiralty figure of the information; 6 (cannot be judged) without a grade."""
        return self.credibility if self.graded else _CANNOT_BE_JUDGED

    @property
    def treaty_ids(self) -> tuple[str, ...]:
        """Return the ids of all treaties that the fact concerns, its own first."""
        return (self.treaty_id, *self.further_treaty_ids)
