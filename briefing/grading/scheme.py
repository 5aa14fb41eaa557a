"""The data types of grading schemes and markings, as their files hold them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from briefing.model.terms import Line, Slug, TermId, Text
from briefing.model.value import Value

Percent = Annotated[float, Meta(ge=0, le=100)]
Colour = Annotated[str, Meta(pattern=r"^#[0-9A-F]{6}$", description="a colour as #RRGGBB, in capitals")]


class Subject(StrEnum):
    """The property that a scale measures."""

    RELIABILITY = "reliability"
    CREDIBILITY = "credibility"
    LIKELIHOOD = "likelihood"
    CONFIDENCE = "confidence"


class GradedThing(StrEnum):
    """The thing that a scale grades: a source, a piece of information or an analyst's judgement."""

    SOURCE = "source"
    INFORMATION = "information"
    JUDGEMENT = "judgement"


class End(StrEnum):
    """The end of a band: exactly the number, about it (≈), or up to but without it."""

    EXACT = "exact"
    ABOUT = "about"
    OPEN = "open"


class TieRule(StrEnum):
    """The term for a number that lies in several bands; without a rule there is none."""

    NEARER_TO_EVEN = "nearer_to_even"
    NARROWEST = "narrowest"


class Shape(StrEnum):
    """The mark drawn for a step of a scale, so that steps differ by more than their colour."""

    DOT = "dot"
    SQUARE = "square"
    DIAMOND = "diamond"


class ScaleTerm(Value, frozen=True):
    """One step of a scale.

    `words` has one word for each of the scale's rows, `also` other forms of the same term (an adverb), and
    `short` is an abbreviation for narrow columns. `low` and `high` are in percent, for likelihoods and for
    scales of numbers; `value` is the single number that the scheme publishes for the term, if any. `level`
    orders the terms from 1, and is None for "cannot be judged", which is not in the order.
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
    """A component of a rating, such as the information base in PHIA's analytical confidence rating."""

    id: TermId
    name: Line
    terms: tuple[ScaleTerm, ...]
    explanation: Text = ""

    def term(self, term_id: str) -> ScaleTerm | None:
        return next((term for term in self.terms if term.id == term_id), None)


class Scale(Value, frozen=True):
    """Terms in their order, with the rule for numbers and the look of the steps.

    `grades` is what the scale grades; by default that follows from its subject. `ramp` has a colour for
    each level, from the lowest.
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

    def applies_to(self, graded: GradedThing) -> bool:
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
    """A set of scales; `verified` is true if its values were compared with a public source.

    `is_own` is true if there is no source: the values are the program's or the user's own. Of several
    scales of one subject the first is used for grading, the others only to convert numbers.
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
    """A label for who may read; a higher `order` is more restricted."""

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
