"""Checks over a briefing: what reads stronger than its evidence, lacks a source, or may not be shown."""

from briefing.review.finding import BRIEFING, Finding, Fix, Group, Rule, Severity
from briefing.review.reviewer import Reviewer, review
from briefing.review.rules import rules

__all__ = ["BRIEFING", "Finding", "Fix", "Group", "Reviewer", "Rule", "Severity", "review", "rules"]
