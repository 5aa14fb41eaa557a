"""Frozen values: treaty, source, fact, briefing, grade."""
