"""What the terms of one scheme could become on another; where nothing fits, that is the answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.grading.bands import band
from briefing.grading.scheme import Scale, ScaleTerm, Scheme, Subject

MOST = 0.5
"""More than this share of a band must lie in the one that takes its place."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A term, what it could become (None where nothing fits), and why."""

    subject: Subject
    term_id: str
    target: ScaleTerm | None
    reason: str


def proposals(
    old: Scheme, new: Scheme, likelihoods: Iterable[str], confidences: Iterable[str]
) -> list[Proposal]:
    """A proposal for each term in use, in the order of the old scales."""
    return [
        _proposal(subject, old.scale(subject), new.scale(subject), term_id)
        for subject, used in ((Subject.LIKELIHOOD, likelihoods), (Subject.CONFIDENCE, confidences))
        for term_id in _in_order(old.scale(subject), used)
    ]


def _in_order(scale: Scale | None, used: Iterable[str]) -> list[str]:
    order = [term.id for term in scale.terms] if scale else []
    return sorted(set(used), key=lambda each: (order.index(each) if each in order else len(order), each))


def _proposal(subject: Subject, old: Scale | None, new: Scale | None, term_id: str) -> Proposal:
    term = old.term(term_id) if old else None
    if new is None:
        return Proposal(subject, term_id, None, f"The new scheme has no scale of {subject}.")
    if term is None or old is None:
        return Proposal(subject, term_id, None, "The old scheme is not at hand, so its term says nothing.")
    target, reason = _by_band(term, new) if subject is Subject.LIKELIHOOD else _by_level(term, old, new)
    return Proposal(subject, term_id, target, reason)


def _by_band(term: ScaleTerm, new: Scale) -> tuple[ScaleTerm | None, str]:
    """By numbers: the narrowest band that holds the old one, else the one that holds most of it."""
    bands = [each for each in new.terms if each.low is not None]
    if term.low is None or term.high is None or not bands:
        return _by_word(term, new)
    shares = [(_share(term, each), each) for each in bands]
    whole = [each for share, each in shares if share == 1]
    if whole:
        target = min(whole, key=lambda each: (each.high or 0) - (each.low or 0))
        return target, f"{band(term)} lies in {band(target)}."
    share, target = max(shares, key=lambda pair: pair[0])
    if share > MOST:
        return target, f"{share:.0%} of {band(term)} lies in {band(target)}.".replace("%", "\u00a0%", 1)
    return None, f"No band holds most of {band(term)}."


def _share(old: ScaleTerm, new: ScaleTerm) -> float:
    """How much of the old band lies in the new one, from 0 to 1."""
    low, high = old.low or 0, old.high or 0
    if low == high:
        return float((new.low or 0) <= low <= (new.high or 0))
    return max(0.0, min(high, new.high or 0) - max(low, new.low or 0)) / (high - low)


def _by_level(term: ScaleTerm, old: Scale, new: Scale) -> tuple[ScaleTerm | None, str]:
    if term.level is not None and old.top_level == new.top_level:
        target = next(each for each in new.terms if each.level == term.level)
        return target, f"Both scales have {new.top_level} levels; this is level {term.level}."
    return _by_word(term, new)


def _by_word(term: ScaleTerm, new: Scale) -> tuple[ScaleTerm | None, str]:
    mine = {*term.words, *term.also}
    for each in new.terms:
        if mine & {*each.words, *each.also}:
            return each, "Both scales have the word; what they mean by it may differ."
    return None, "No term of the new scale says the same."
