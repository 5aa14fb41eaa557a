"""What a grading scheme and a marking set consist of."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from briefing.model.terms import Line, Slug, TermId, Text
from briefing.model.value import Value

Percent = Annotated[float, Meta(ge=0, le=100)]
Colour = Annotated[str, Meta(pattern=r"^#[0-9A-F]{6}$", description="a colour as #RRGGBB, in capitals")]


class Subject(StrEnum):
    """What a scale measures."""

    RELIABILITY = "reliability"
    CREDIBILITY = "credibility"
    LIKELIHOOD = "likelihood"
    CONFIDENCE = "confidence"


class GradedThing(StrEnum):
    """What a scale is put to: who speaks, what is said, or what the analyst concludes."""

    SOURCE = "source"
    INFORMATION = "information"
    JUDGEMENT = "judgement"


class End(StrEnum):
    """How a band ends: on the number, near it (≈), or short of it."""

    EXACT = "exact"
    ABOUT = "about"
    OPEN = "open"


class TieRule(StrEnum):
    """Which term a number takes that lies in several bands; a scale without a rule gives none."""

    NEARER_TO_EVEN = "nearer_to_even"
    NARROWEST = "narrowest"


class Shape(StrEnum):
    """With what the steps of a scale are drawn, so that none is told by its colour alone."""

    DOT = "dot"
    SQUARE = "square"
    DIAMOND = "diamond"


class ScaleTerm(Value, frozen=True):
    """One step of a scale.

    `words` holds the term in each of the scale's rows, `also` further forms of the same term (an adverb),
    `short` what stands for it where there is little room. `low` and `high` are in percent, for likelihoods
    and for scales of numbers; `value` is the number that stands for the term where the scheme publishes
    one. `level` orders the terms from 1, and is None for "cannot be judged", which has no place in it.
    """

    id: TermId
    words: tuple[Line, ...]
    level: Annotated[int, Meta(ge=1, le=20)] | None = None
    low: Percent | None = None
    high: Percent | None = None
    low_end: End = End.EXACT
    high_end: End = End.EXACT
    value: Percent | None = None
    short: str = ""
    also: tuple[Line, ...] = ()
    definition: Text = ""

    @property
    def term(self) -> str:
        """The term in the scale's first row."""
        return self.words[0]


class Factor(Value, frozen=True):
    """One of the things that a rating is made of, such as the information base of PHIA's AnCR."""

    id: TermId
    name: Line
    terms: tuple[ScaleTerm, ...]
    explanation: Text = ""

    def term(self, term_id: str) -> ScaleTerm | None:
        return next((term for term in self.terms if term.id == term_id), None)


class Scale(Value, frozen=True):
    """Terms in their order, with the rule for numbers and how the steps are drawn.

    `grades` says what the scale is put to. `ramp` holds a colour for each level, from the lowest.
    """

    id: Slug
    name: Line
    subject: Subject
    terms: tuple[ScaleTerm, ...]
    grades: tuple[GradedThing, ...] = ()
    explanation: Text = ""
    rows: tuple[Line, ...] = ()
    tie_rule: TieRule | None = None
    factors: tuple[Factor, ...] = ()
    ramp: tuple[Colour, ...] = ()
    shape: Shape = Shape.DOT

    def term(self, term_id: str) -> ScaleTerm | None:
        return next((term for term in self.terms if term.id == term_id), None)

    def factor(self, factor_id: str) -> Factor | None:
        return next((factor for factor in self.factors if factor.id == factor_id), None)

    def is_put_to(self, graded: GradedThing) -> bool:
        return graded in (self.grades or _USUALLY_GRADES[self.subject])

    @property
    def top_level(self) -> int:
        return max((term.level or 0 for term in self.terms), default=0)


_USUALLY_GRADES = {
    Subject.RELIABILITY: (GradedThing.SOURCE,),
    Subject.CREDIBILITY: (GradedThing.INFORMATION,),
    Subject.LIKELIHOOD: (GradedThing.JUDGEMENT,),
    Subject.CONFIDENCE: (GradedThing.INFORMATION, GradedThing.JUDGEMENT),
}


class Scheme(Value, frozen=True):
    """A way to grade; `verified` tells whether its values were read in a public source.

    `is_own` says that there is no source to read: the values are the program's or the user's.

    Of several scales of one subject the first grades; the others are there to convert numbers with.
    """

    id: Slug
    name: Line
    reference: Line
    verified: bool
    scales: tuple[Scale, ...]
    note: Text = ""
    is_own: bool = False

    def scale(self, subject: Subject) -> Scale | None:
        return next((scale for scale in self.scales if scale.subject is subject), None)


class Marking(Value, frozen=True):
    """A label that says who may read; a higher `order` is more restricted; `colour` is a hex RGB."""

    label: Line
    order: int
    colour: Colour
    audience: Line


class MarkingSet(Value, frozen=True):
    id: Slug
    name: Line
    reference: Line
    markings: tuple[Marking, ...]

    def marking(self, label: str) -> Marking | None:
        return next((marking for marking in self.markings if marking.label == label), None)
