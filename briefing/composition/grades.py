"""Grades in words: beside a statement, and in the box that explains the scales."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.composition.views.annexes import ScaleView, SchemeView, TermView
from briefing.composition.views.statements import GradeView
from briefing.errors import RenderError
from briefing.grading import Scale, Scales, ScaleTerm, Scheme, Subject, band_text
from briefing.model.briefing import Grade
from briefing.model.fact import Fact
from briefing.model.library import Catalogue

INFORMATION_SCHEME = "admiralty"
_LEAST_BAND = 2.0
"""The narrowest band that can be seen on a strip, in percent of it."""


class Grades:
    """Words for grades on one scheme, with the Admiralty code for sources and information."""

    def __init__(self, scheme_id: str, scales: Scales, catalogue: Catalogue) -> None:
        self.scheme = _scheme(scheme_id, scales)
        self._information = _scheme(INFORMATION_SCHEME, scales)
        self._catalogue = catalogue
        self._views: dict[tuple[object, ...], GradeView] = {}

    def view(self, grade: Grade | None, fact: Fact | None) -> GradeView:
        """Compose the grade of a statement; a judgement has no fact, and so no Admiralty pair."""
        code = self._code(grade, fact) if fact else ""
        key = (code, grade.confidence, grade.likelihood, *grade.factors.items()) if grade else (code,)
        view = self._views.get(key)
        if view is None:
            view = self._views[key] = self._view(grade, code)
        return view

    def _view(self, grade: Grade | None, code: str) -> GradeView:
        confidence = self._term(Subject.CONFIDENCE, grade.confidence if grade else None)
        likelihood = self._term(Subject.LIKELIHOOD, grade.likelihood if grade else None)
        scale = self.scheme.scale(Subject.CONFIDENCE)
        band_start, band_width = _drawn_band(likelihood)
        return GradeView(
            code=code,
            confidence=confidence.term if confidence else "",
            level=confidence.level or 0 if confidence else 0,
            levels=scale.top_level if scale else 0,
            likelihood=likelihood.term if likelihood else "",
            likelihood_range=band_text(likelihood) if likelihood else "",
            shape=str(scale.shape) if scale else "",
            factors=_factors(scale, grade) if scale and grade else "",
            band_start=band_start,
            band_width=band_width,
        )

    def scheme_view(
        self, grades: Iterable[Grade | None], codes: Iterable[str], letters: Iterable[str]
    ) -> SchemeView:
        """Compose the box that explains the scales.

        Terms of these grades and codes, and of the `letters` of cited sources, are marked as used.
        """
        present = [grade for grade in grades if grade]
        used = {term for grade in present for term in (grade.confidence, grade.likelihood) if term}
        used |= {symbol for code in codes for symbol in code} | set(letters)
        likelihood = self.scheme.scale(Subject.LIKELIHOOD)
        confidence = self.scheme.scale(Subject.CONFIDENCE)
        return SchemeView(
            name=self.scheme.name,
            reference=self.scheme.reference,
            note=self.scheme.note,
            verified=self.scheme.verified,
            likelihood=_scale_view(likelihood, used) if likelihood else None,
            confidence=_scale_view(confidence, used) if confidence else None,
            reliability=_scale_view(_scale(self._information, Subject.RELIABILITY), used),
            credibility=_scale_view(_scale(self._information, Subject.CREDIBILITY), used),
            information_note=self._information.note,
            information_reference=f"{self._information.name}: {self._information.reference}",
        )

    def _term(self, subject: Subject, term_id: str | None) -> ScaleTerm | None:
        scale = self.scheme.scale(subject)
        return scale.term(term_id) if scale and term_id else None

    def _code(self, grade: Grade | None, fact: Fact) -> str:
        """Return the Admiralty pair: the letter of the best source cited, the figure of the information."""
        figure = grade.credibility if grade and grade.credibility else fact.figure
        return f"{self._catalogue.best_reliability(fact)}{figure}"


def _drawn_band(term: ScaleTerm | None) -> tuple[float, float]:
    """Return start and width of a likelihood's band in percent; the width is 0 for words alone."""
    if term is None or term.low is None or term.high is None:
        return 0.0, 0.0
    width = max(_LEAST_BAND, float(term.high - term.low))
    return min(float(term.low), 100.0 - width), width


def _scheme(scheme_id: str, scales: Scales) -> Scheme:
    if scheme_id not in scales.schemes:
        raise RenderError(f"There is no grading scheme '{scheme_id}'.", "Restore its file.")
    return scales.schemes[scheme_id]


def _scale(scheme: Scheme, subject: Subject) -> Scale:
    scale = scheme.scale(subject)
    if scale is None:
        raise RenderError(
            f"The scheme '{scheme.id}' has no scale of {subject}.", "Correct the scheme's file."
        )
    return scale


def _scale_view(scale: Scale, used: set[str]) -> ScaleView:
    terms = tuple(
        TermView(
            words=term.words,
            symbol=term.id,
            range=band_text(term),
            definition=term.definition,
            level=term.level or 0,
            used=term.id in used,
            colour=scale.ramp[term.level - 1] if scale.ramp and term.level else "",
        )
        for term in scale.terms
    )
    return ScaleView(scale.name, scale.explanation, terms, scale.top_level, str(scale.shape))


def _factors(scale: Scale, grade: Grade) -> str:
    """List the rating of each factor of the confidence, in the scheme's order."""
    rated = [
        f"{factor.name[:1].lower()}{factor.name[1:]}: {term.term}"
        for factor in scale.factors
        if (term := factor.term(grade.factors.get(factor.id, "")))
    ]
    return ", ".join(rated)
