"""A number's term on a scale, and a term's numbers: never rounded, and said where it does not come out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing.grading.scheme import End, Scale, ScaleTerm, TieRule

EVEN = 50.0
_NO_BREAK = "\u00a0"
_MARKS = {End.EXACT: "", End.ABOUT: "≈"}


class Fit(StrEnum):
    """How a number lies on a scale."""

    INSIDE = "inside"
    """In one band."""
    TIE = "tie"
    """On an end that bands share."""
    NESTED = "nested"
    """In bands that lie within one another."""
    GAP = "gap"
    """Between two bands."""
    OUTSIDE = "outside"
    """Below the lowest band or above the highest."""
    UNNUMBERED = "unnumbered"
    """The scale has no numbers."""


@dataclass(frozen=True, slots=True)
class BandMatch:
    """Where a number lies: its term if it has one, the terms whose bands hold it, and why."""

    fit: Fit
    term: ScaleTerm | None
    holding: tuple[ScaleTerm, ...]
    reason: str


def holds(term: ScaleTerm, percent: float) -> bool:
    """Whether a number lies in a term's band; an end marked ≈ counts, an open one does not."""
    if term.low is None or term.high is None:
        return False
    above = percent > term.low if term.low_end is End.OPEN else percent >= term.low
    below = percent < term.high if term.high_end is End.OPEN else percent <= term.high
    return above and below


def place(scale: Scale, percent: float) -> BandMatch:
    """Where a percentage lies on a scale."""
    bands = [term for term in scale.terms if term.low is not None]
    if not bands:
        return BandMatch(Fit.UNNUMBERED, None, (), f"{scale.name} has words and no numbers.")
    said = f"{percent:g}{_NO_BREAK}%"
    holding = tuple(term for term in bands if holds(term, percent))
    if len(holding) == 1:
        reason = f"{said} lies in {holding[0].term} ({band(holding[0])})."
        return BandMatch(Fit.INSIDE, holding[0], holding, reason)
    if holding:
        return _shared(scale, percent, said, holding)
    return _homeless(bands, percent, said)


def _shared(scale: Scale, percent: float, said: str, holding: tuple[ScaleTerm, ...]) -> BandMatch:
    at_an_end = all(percent in {term.low, term.high} for term in holding)
    fit = Fit.TIE if at_an_end else Fit.NESTED
    names = " and ".join(f"{term.term} ({band(term)})" for term in holding)
    if scale.tie_rule is TieRule.NEARER_TO_EVEN:
        chosen, rule = min(holding, key=_distance_from_even), "the one nearer to 50 is taken"
    elif scale.tie_rule is TieRule.NARROWEST:
        chosen, rule = min(holding, key=_width), "the narrowest is taken"
        if sum(_width(term) == _width(chosen) for term in holding) > 1:
            return BandMatch(fit, None, holding, f"{said} lies in {names}, of the same width: no term.")
    else:
        return BandMatch(fit, None, holding, f"{said} lies in {names}; the scale has no rule: no term.")
    return BandMatch(fit, chosen, holding, f"{said} lies in {names}; {rule}: {chosen.term}.")


def _homeless(bands: list[ScaleTerm], percent: float, said: str) -> BandMatch:
    below = [term for term in bands if (term.high or 0) <= percent]
    above = [term for term in bands if (term.low or 0) >= percent]
    if below and above:
        lower, upper = max(below, key=lambda t: t.high or 0), min(above, key=lambda t: t.low or 0)
        reason = (
            f"{said} lies between {lower.term} ({band(lower)}) and {upper.term} ({band(upper)}), "
            "where the scale has no term."
        )
        return BandMatch(Fit.GAP, None, (), reason)
    side = f"below {above[0].term}" if above else f"above {below[-1].term}"
    nearest = above[0] if above else below[-1]
    return BandMatch(Fit.OUTSIDE, None, (), f"{said} lies {side} ({band(nearest)}), outside the scale.")


def _distance_from_even(term: ScaleTerm) -> float:
    return abs(((term.low or 0) + (term.high or 0)) / 2 - EVEN)


def _width(term: ScaleTerm) -> float:
    return (term.high or 0) - (term.low or 0)


def band(term: ScaleTerm) -> str:
    """The band of a term as published, such as "55–80 %", "≈10–≈20 %" or "<10 %"; empty for none."""
    if term.low is None or term.high is None:
        return ""
    if term.low == term.high:
        return f"{term.low:g}{_NO_BREAK}%"
    if term.low == 0 and term.low_end is End.EXACT and term.high_end is End.OPEN:
        return f"<{term.high:g}{_NO_BREAK}%"
    if term.high == 100 and term.high_end is End.EXACT and term.low_end is End.OPEN:  # noqa: PLR2004
        return f">{term.low:g}{_NO_BREAK}%"
    low = ">" if term.low_end is End.OPEN else _MARKS[term.low_end]
    high = "<" if term.high_end is End.OPEN else _MARKS[term.high_end]
    return f"{low}{term.low:g}–{high}{term.high:g}{_NO_BREAK}%"
