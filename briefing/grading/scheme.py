"""What a grading scheme and a marking set consist of."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta

from briefing.model.terms import Line, Slug, TermId, Text
from briefing.model.value import Value

Percent = Annotated[float, Meta(ge=0, le=100)]


class Subject(StrEnum):
    """What a scale grades."""

    RELIABILITY = "reliability"
    CREDIBILITY = "credibility"
    LIKELIHOOD = "likelihood"
    CONFIDENCE = "confidence"


class ScaleTerm(Value, frozen=True):
    """One step of a scale.

    `words` holds the term in each of the scale's rows; `low` and `high` are in percent, for likelihoods;
    `level` orders the terms from 1, and is None for "cannot be judged", which has no place in the order.
    """

    id: TermId
    words: tuple[Line, ...]
    level: Annotated[int, Meta(ge=1, le=20)] | None = None
    low: Percent | None = None
    high: Percent | None = None
    definition: Text = ""

    @property
    def term(self) -> str:
        """The term in the scale's first row."""
        return self.words[0]


class Scale(Value, frozen=True):
    id: Slug
    name: Line
    subject: Subject
    terms: tuple[ScaleTerm, ...]
    explanation: Text = ""
    rows: tuple[Line, ...] = ()
    tie_rule: Literal["nearer_to_even"] | None = None

    def term(self, term_id: str) -> ScaleTerm | None:
        return next((term for term in self.terms if term.id == term_id), None)

    @property
    def top_level(self) -> int:
        return max((term.level or 0 for term in self.terms), default=0)


class Scheme(Value, frozen=True):
    """A published way to grade; `verified` tells whether its values were read in a public source."""

    id: Slug
    name: Line
    reference: Line
    verified: bool
    scales: tuple[Scale, ...]
    note: Text = ""

    def scale(self, subject: Subject) -> Scale | None:
        return next((scale for scale in self.scales if scale.subject is subject), None)


class Marking(Value, frozen=True):
    """A label that says who may read; a higher `order` is more restricted; `colour` is a hex RGB."""

    label: Line
    order: int
    colour: Annotated[str, Meta(pattern=r"^#[0-9A-F]{6}$")]
    audience: Line


class MarkingSet(Value, frozen=True):
    id: Slug
    name: Line
    reference: Line
    markings: tuple[Marking, ...]

    def marking(self, label: str) -> Marking | None:
        return next((marking for marking in self.markings if marking.label == label), None)
