"""Grading schemes and markings: their data types, files, and the rules that apply them."""

from briefing.grading.bands import BandMatch, Fit, band_text, is_in_band, match_band
from briefing.grading.grade_text import grade_in_words
from briefing.grading.load import default_scheme_folders, load_scales
from briefing.grading.mapping import Proposal, proposals
from briefing.grading.scales import Scales
from briefing.grading.scheme import (
    End,
    Factor,
    GradedThing,
    Marking,
    MarkingSet,
    Scale,
    ScaleTerm,
    Scheme,
    Shape,
    Subject,
    TieRule,
)
from briefing.grading.suggestion import (
    ConfidenceStep,
    Suggestion,
    departs,
    suggestions,
    suggestions_for,
    term_on,
)

__all__ = [
    "BandMatch",
    "ConfidenceStep",
    "End",
    "Factor",
    "Fit",
    "GradedThing",
    "Marking",
    "MarkingSet",
    "Proposal",
    "Scale",
    "ScaleTerm",
    "Scales",
    "Scheme",
    "Shape",
    "Subject",
    "Suggestion",
    "TieRule",
    "band_text",
    "default_scheme_folders",
    "departs",
    "grade_in_words",
    "is_in_band",
    "load_scales",
    "match_band",
    "proposals",
    "suggestions",
    "suggestions_for",
    "term_on",
]
