"""Checks over a briefing: what reads stronger than its evidence, lacks a source, or may not be shown."""

from briefing.review.finding import BRIEFING, Finding, Fix, Rule, RuleGroup, Severity
from briefing.review.reviewer import Reviewer, review
from briefing.review.rules import rules

__all__ = ["BRIEFING", "Finding", "Fix", "Reviewer", "Rule", "RuleGroup", "Severity", "review", "rules"]
