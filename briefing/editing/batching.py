"""Batches: how deep they nest, and the places of problems in them."""

from __future__ import annotations

import dataclasses

from briefing.editing import edits as e
from briefing.errors import Problem

MAX_BATCH_DEPTH = 8
"""A history must stay within the depth that its reader allows (codec.parse.MAX_DEPTH)."""


def batch_depth(edit: e.Edit) -> int:
    """Return how many batches contain one another, 0 for another edit."""
    return 1 + max(map(batch_depth, edit.edits), default=0) if isinstance(edit, e.Batch) else 0


def within(number: int, part: e.Edit, problem: Problem) -> Problem:
    """Return the problem of a part with its place in the batch."""
    deeper = f".{problem.field}" if problem.field else f" {type(part).__name__}"
    return dataclasses.replace(problem, field=f"edits[{number}]{deeper}")
