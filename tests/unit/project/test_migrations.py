"""Migrations: each file takes those that it lacks, in order."""

from __future__ import annotations

from typing import Any

from briefing.project.migrations import MIGRATIONS, migrate


def marked(name: str) -> Any:
    return lambda content: {**content, "passed": [*content.get("passed", []), name]}


STEPS = [marked("1 to 2"), marked("2 to 3")]


def test_a_file_takes_the_migrations_from_its_format_on() -> None:
    assert migrate({}, 1, STEPS) == {"passed": ["1 to 2", "2 to 3"]}
    assert migrate({}, 2, STEPS) == {"passed": ["2 to 3"]}
    assert migrate({}, 3, STEPS) == {}


def test_formats_so_far_only_added_what_may_be_missing() -> None:
    content = {"briefing": {"id": "gas"}, "history": []}
    assert migrate(content, 1) == content
    assert len(MIGRATIONS) == 2
