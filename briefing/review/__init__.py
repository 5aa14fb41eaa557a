"""Checks of a briefing: statements stronger than their evidence, missing sources, restricted material."""

from briefing.review.finding import BRIEFING, Finding, Fix, Rule, RuleGroup, Severity
from briefing.review.reviewer import Reviewer, checks_not_run, review
from briefing.review.rules import rules

__all__ = [
    "BRIEFING",
    "Finding",
    "Fix",
    "Reviewer",
    "Rule",
    "RuleGroup",
    "Severity",
    "checks_not_run",
    "review",
    "rules",
]
