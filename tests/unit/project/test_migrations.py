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
    assert len(MIGRATIONS) == 4


def test_one_attachment_and_one_quote_become_lists_in_the_briefing_and_in_the_history() -> None:
    source = {"publisher_id": "agency", "attachment": "0" * 64}
    bare = {"publisher_id": "agency", "attachment": None}
    quoted = {"source_id": "wire", "quote": {"exact": "shall"}, "note": ""}
    unquoted = {"source_id": "wire", "quote": None}
    figure = {"type": "figure", "attachment": "1" * 64}
    material = {"sources": [source, bare], "facts": [{"citations": [quoted, unquoted]}]}
    content = {"briefing": {"library": material}, "history": [{"edit": {"material": material}}, figure]}
    current = {
        "sources": [
            {"publisher_id": "agency", "attachments": [{"sha256": "0" * 64}]},
            {"publisher_id": "agency", "attachments": []},
        ],
        "facts": [
            {
                "citations": [
                    {"source_id": "wire", "quotes": [{"exact": "shall"}], "note": ""},
                    {"source_id": "wire", "quotes": []},
                ]
            }
        ],
    }
    assert migrate(content, 3) == {
        "briefing": {"library": current},
        "history": [{"edit": {"material": current}}, figure],
    }


def test_a_timeline_of_an_earlier_format_shows_every_act_as_it_did() -> None:
    timeline = {"type": "drawing", "id": "d1", "kind": "timeline", "caption": "Acts"}
    network = {"type": "drawing", "id": "d2", "kind": "network", "caption": "Actors"}
    content = {
        "briefing": {"sections": [{"items": [timeline, network]}]},
        "history": [{"edit": {"type": "AddItem", "item": timeline}}],
    }
    shown = {**timeline, "every_act": True}
    assert migrate(content, 4) == {
        "briefing": {"sections": [{"items": [shown, network]}]},
        "history": [{"edit": {"type": "AddItem", "item": shown}}],
    }
