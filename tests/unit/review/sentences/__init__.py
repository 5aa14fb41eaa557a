"""Sentences of many kinds of texts, each with the fact that it is drawn from."""

from __future__ import annotations

from briefing.model.terms import Standing

FactRow = tuple[str, Standing, str | None]
"""A fact by its statement, its standing and its speaker."""
Faithful = tuple[FactRow, str]
"""A fact and a wording that says no more than it does."""
Drifted = tuple[FactRow, str, str]
"""A fact, a wording that says something else, and the rule that finds it."""
