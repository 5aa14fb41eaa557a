"""Figures, dates and names of conclusions that none of their evidence has."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from briefing.model.briefing import Evidence, FactItem, Item, Judgement, Prose
from briefing.model.issue import MainMessage
from briefing.review.checks.judgements.evidence import check_conclusions
from briefing.review.context import ReviewContext
from tests.unit.review.rows import a_fact, context_of

FACT = a_fact(
    "Ambassador Kazem Jalali said on 3 May 2025 that Rosatom builds 4 units at Sirik for Iran.",
    attributed_to="Kazem Jalali",
    actors=("Kazem Jalali", "Rosatom"),
)
ROW = FactItem(id="f1", fact_id="claim")
EVIDENCE = (Evidence(item_id="f1"),)


def context(*items: Item, **given: Any) -> ReviewContext:
    return context_of(FACT, items=(ROW, *items), cut_off="2025-10-31", **given)


def missing(text: str, **given: Any) -> list[str]:
    judgement = Judgement(id="j1", text=text, evidence=EVIDENCE, **given)
    raw = list(check_conclusions(context(judgement)))
    assert {each.row_id for each in raw} <= {"j1"}
    return [each.span.text for each in raw if each.span]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is likely that Rosatom will finish the 4 units at Sirik that Jalali named.", []),
        ("It is likely that Rosatom will finish the 6 units at Sirik.", ["6"]),
        (
            "It is likely that Framatome builds units at Bandar Abbas.",
            ["Framatome", "Bandar Abbas"],
        ),
        ("Work at Sirik is likely to have begun on 9 June 2025 in Turkey.", ["9 June 2025", "Turkey"]),
        ("It is unlikely that the units at Sirik run before the end of 2031, or within 40 months.", []),
        (
            "There is a 30 per cent chance that Sirik's units run; Iran is one of two customers.",
            [],
        ),
        ("In May 2025 Tehran’s ambassador, Jalaly, named units at Sirik.", []),
    ],
)
def test_a_figure_date_or_name_that_no_evidence_has_is_found(text: str, expected: list[str]) -> None:
    assert missing(text) == expected


def test_the_reasoning_of_a_judgement_supports_it() -> None:
    text = "It is likely that Framatome takes over."
    assert missing(text) == ["Framatome"]
    assert missing(text, alternatives=("Framatome could take over.",)) == []


def test_evidence_is_followed_through_other_judgements() -> None:
    first = Judgement(id="j1", text="Rosatom goes on at Sirik.", evidence=EVIDENCE)
    second = Judgement(id="j2", text="Sirik is likely to see 5 units.", evidence=(Evidence(item_id="j1"),))
    (raw,) = check_conclusions(context(first, second))
    assert (raw.row_id, raw.span and raw.span.text) == ("j2", "5")


def test_prose_is_held_to_evidence_only_if_it_names_some() -> None:
    prose = Prose(id="p1", text="It began at Bushehr.")
    assert list(check_conclusions(context(prose))) == []
    assert len(list(check_conclusions(context(replace(prose, evidence=EVIDENCE))))) == 1


def test_a_name_of_the_main_message_that_no_row_has_is_advice() -> None:
    judgement = Judgement(id="j1", text="Work at Sirik is likely.", evidence=EVIDENCE)
    message = MainMessage(text="Work at Sirik by Rosatom and Framatome is likely.", judgement_ids=("j1",))
    (raw,) = check_conclusions(context(judgement, main_message=message))
    assert (raw.row_id, raw.field, raw.span and raw.span.text) == ("", "main_message", "Framatome")
