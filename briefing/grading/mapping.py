"""Proposals for a change of scheme: for each term in use a term of the new scheme, or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.grading.bands import band_text
from briefing.grading.scheme import Scale, ScaleTerm, Scheme, Subject

_LEAST_SHARE = 0.5
"""More than this share of the old band must lie in the new one."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A term in use, the term proposed for it (None where nothing fits), and the reason."""

    subject: Subject
    term_id: str
    target: ScaleTerm | None
    reason: str


def proposals(
    old: Scheme, new: Scheme, likelihoods: Iterable[str], confidences: Iterable[str]
) -> list[Proposal]:
    """Return a proposal for each term in use, in the order of the old scales."""
    return [
        _proposal(subject, old.scale(subject), new.scale(subject), term_id)
        for subject, used in ((Subject.LIKELIHOOD, likelihoods), (Subject.CONFIDENCE, confidences))
        for term_id in _in_order(old.scale(subject), used)
    ]


def _in_order(scale: Scale | None, term_ids: Iterable[str]) -> list[str]:
    order = [term.id for term in scale.terms] if scale else []
    return sorted(set(term_ids), key=lambda id_: (order.index(id_) if id_ in order else len(order), id_))


def _proposal(subject: Subject, old: Scale | None, new: Scale | None, term_id: str) -> Proposal:
    term = old.term(term_id) if old else None
    if new is None:
        return Proposal(subject, term_id, None, f"The new scheme has no scale of {subject}.")
    if term is None or old is None:
        reason = "The old scheme is not installed, so the meaning of its term is unknown."
        return Proposal(subject, term_id, None, reason)
    target, reason = _by_band(term, new) if subject is Subject.LIKELIHOOD else _by_level(term, old, new)
    return Proposal(subject, term_id, target, reason)


def _by_band(term: ScaleTerm, new: Scale) -> tuple[ScaleTerm | None, str]:
    """Choose the narrowest band that contains the old one, else the one that contains most of it."""
    bands = [other for other in new.terms if other.low is not None]
    if term.low is None or term.high is None or not bands:
        return _by_word(term, new)
    shares = [(_share(term, other), other) for other in bands]
    containing = [other for share, other in shares if share == 1]
    if containing:
        target = min(containing, key=lambda other: (other.high or 0) - (other.low or 0))
        return target, f"{band_text(term)} lies in {band_text(target)}."
    share, target = max(shares, key=lambda pair: pair[0])
    if share > _LEAST_SHARE:
        reason = f"{share:.0%} of {band_text(term)} lies in {band_text(target)}."
        return target, reason.replace("%", "\u00a0%", 1)
    return None, f"No band holds most of {band_text(term)}."


def _share(old: ScaleTerm, new: ScaleTerm) -> float:
    """Return the share of the old band that lies in the new one, from 0 to 1."""
    low, high = old.low or 0, old.high or 0
    if low == high:
        return float((new.low or 0) <= low <= (new.high or 0))
    return max(0.0, min(high, new.high or 0) - max(low, new.low or 0)) / (high - low)


def _by_level(term: ScaleTerm, old: Scale, new: Scale) -> tuple[ScaleTerm | None, str]:
    if term.level is not None and old.top_level == new.top_level:
        target = next(other for other in new.terms if other.level == term.level)
        return target, f"Both scales have {new.top_level} levels; this is level {term.level}."
    return _by_word(term, new)


def _by_word(term: ScaleTerm, new: Scale) -> tuple[ScaleTerm | None, str]:
    old_words = {*term.words, *term.also}
    for other in new.terms:
        if old_words & {*other.words, *other.also}:
            return other, "Both scales have this word, but may define it differently."
    return None, "No term of the new scale has the same word."
