"""Grading schemes and markings as data, and the rules that read them."""

from briefing.grading.load import default_scheme_folders, load_scales
from briefing.grading.scales import Scales
from briefing.grading.scheme import Marking, MarkingSet, Scale, ScaleTerm, Scheme, Subject

__all__ = [
    "Marking",
    "MarkingSet",
    "Scale",
    "ScaleTerm",
    "Scales",
    "Scheme",
    "Subject",
    "default_scheme_folders",
    "load_scales",
]
