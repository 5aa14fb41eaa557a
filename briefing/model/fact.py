"""What was said: one claim, one sentence, and how the world stands to it."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from briefing.model.source import Citation
from briefing.model.terms import Credibility, Edtf, FactRelation, Line, Qualifier, Slug, Standing, Text
from briefing.model.treaty import Place
from briefing.model.value import Value


class Quantity(Value, frozen=True):
    """A figure as its source bounds it: a value in a unit, exactly, about, up to or at least."""

    value: int | float
    unit: Line
    qualifier: Qualifier = Qualifier.EXACTLY


class Relation(Value, frozen=True):
    """How a fact bears on another; `contradicts` holds both ways."""

    kind: FactRelation
    fact_id: Slug


class Fact(Value, frozen=True):
    """One claim in neutral words, with who makes it, where, and how far it is so.

    `treaty_id` is set from the folder that holds the fact. `credibility` is the Admiralty figure for this
    piece of information, 1 to 6, independent of who publishes it. `route` are places that what it speaks of
    runs through, in order, such as a pipeline's.
    """

    id: Slug
    statement: Line
    standing: Standing
    citations: tuple[Citation, ...]
    credibility: Credibility
    treaty_id: Slug = ""
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
