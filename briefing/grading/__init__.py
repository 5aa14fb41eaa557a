"""Grading schemes and markings as data, and the rules that read them."""

from briefing.grading.check import check_grades, check_marking
from briefing.grading.load import default_scheme_folders, load_marking_sets, load_schemes
from briefing.grading.scheme import Marking, MarkingSet, Scale, ScaleTerm, Scheme, Subject

__all__ = [
    "Marking",
    "MarkingSet",
    "Scale",
    "ScaleTerm",
    "Scheme",
    "Subject",
    "check_grades",
    "check_marking",
    "default_scheme_folders",
    "load_marking_sets",
    "load_schemes",
]
