"""The term of a scale for a number, and a term's band as text. A number is never rounded to a term."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing.grading.scheme import End, Scale, ScaleTerm, TieRule

EVEN = 50.0
_NO_BREAK = "\u00a0"
_MARKS = {End.EXACT: "", End.ABOUT: "≈"}


class Fit(StrEnum):
    """The position of a number relative to the bands of a scale."""

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
    """The result for a number: its term if it has one, all terms whose bands contain it, and the reason."""

    fit: Fit
    term: ScaleTerm | None
    candidates: tuple[ScaleTerm, ...]
    reason: str


def is_in_band(term: ScaleTerm, percent: float) -> bool:
    """Return whether a number lies in a term's band. An end marked ≈ is part of it, an open end is not."""
    if term.low is None or term.high is None:
        return False
    above = percent > term.low if term.low_end is End.OPEN else percent >= term.low
    below = percent < term.high if term.high_end is End.OPEN else percent <= term.high
    return above and below


def match_band(scale: Scale, percent: float) -> BandMatch:
    """Find the term of a scale for a percentage, by the scale's own rule where several bands contain it."""
    bands = [term for term in scale.terms if term.low is not None]
    if not bands:
        return BandMatch(Fit.UNNUMBERED, None, (), f"{scale.name} has words and no numbers.")
    number = f"{percent:g}{_NO_BREAK}%"
    candidates = tuple(term for term in bands if is_in_band(term, percent))
    if len(candidates) == 1:
        reason = f"{number} lies in {candidates[0].term} ({band_text(candidates[0])})."
        return BandMatch(Fit.INSIDE, candidates[0], candidates, reason)
    if candidates:
        return _match_by_rule(scale, percent, number, candidates)
    return _match_outside(bands, percent, number)


def _match_by_rule(
    scale: Scale, percent: float, number: str, candidates: tuple[ScaleTerm, ...]
) -> BandMatch:
    is_on_ends = all(percent in {term.low, term.high} for term in candidates)
    fit = Fit.TIE if is_on_ends else Fit.NESTED
    names = " and ".join(f"{term.term} ({band_text(term)})" for term in candidates)
    if scale.tie_rule is TieRule.NEARER_TO_EVEN:
        chosen, rule = min(candidates, key=_distance_from_even), "the one nearer to 50 is taken"
    elif scale.tie_rule is TieRule.NARROWEST:
        chosen, rule = min(candidates, key=_width), "the narrowest is taken"
        if sum(_width(term) == _width(chosen) for term in candidates) > 1:
            reason = f"{number} lies in {names}, of the same width: no term."
            return BandMatch(fit, None, candidates, reason)
    else:
        return BandMatch(
            fit, None, candidates, f"{number} lies in {names}; the scale has no rule: no term."
        )
    return BandMatch(fit, chosen, candidates, f"{number} lies in {names}; {rule}: {chosen.term}.")


def _match_outside(bands: list[ScaleTerm], percent: float, number: str) -> BandMatch:
    below = [term for term in bands if (term.high or 0) <= percent]
    above = [term for term in bands if (term.low or 0) >= percent]
    if below and above:
        lower, upper = max(below, key=lambda t: t.high or 0), min(above, key=lambda t: t.low or 0)
        reason = (
            f"{number} lies between {lower.term} ({band_text(lower)}) and {upper.term} "
            f"({band_text(upper)}), where the scale has no term."
        )
        return BandMatch(Fit.GAP, None, (), reason)
    side = f"below {above[0].term}" if above else f"above {below[-1].term}"
    nearest = above[0] if above else below[-1]
    reason = f"{number} lies {side} ({band_text(nearest)}), outside the scale."
    return BandMatch(Fit.OUTSIDE, None, (), reason)


def _distance_from_even(term: ScaleTerm) -> float:
    return abs(((term.low or 0) + (term.high or 0)) / 2 - EVEN)


def _width(term: ScaleTerm) -> float:
    return (term.high or 0) - (term.low or 0)


def band_text(term: ScaleTerm) -> str:
    """Return the band as published, such as "55–80 %", "≈10–≈20 %" or "<10 %"; empty without a band."""
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
