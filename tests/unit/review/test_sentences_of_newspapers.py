"""Sentences as newspapers write them: shared offices, passives with a day, the agency at the end."""

from __future__ import annotations

import pytest

from briefing.language import Parser, Parses, ParsesOnDemand
from briefing.model.terms import Standing
from briefing.review.checks import alignment, attribution, direction, modal_drift, negation, numbers
from tests.unit.review.rows import reported_by

_MODULES = (alignment, attribution, direction, modal_drift, negation, numbers)
S = Standing

SIGNED = ("Presidents Putin and Pezeshkian signed the treaty in the Kremlin on 17 January 2025.",
          S.ESTABLISHED, None)  # fmt: skip
APPROVED = ("The State Duma approved ratification in plenary on 8 April 2025.", S.ESTABLISHED, None)
REJECTED = ("The Majlis rejected the protocol on 3 May 2024.", S.ESTABLISHED, None)
FOUND = ("Spokesman Hadi Tahan Nazif says that the Guardian Council found the treaty compatible with"
         " Islamic principles.", S.ASSERTED, "Hadi Tahan Nazif")  # fmt: skip
SILENT = ("The Associated Press reported on 7 September 2024 that the White House declined to confirm a"
          " transfer of missiles to Russia.", S.REPORTED, "Associated Press")  # fmt: skip


@pytest.fixture(scope="module")
def parses(parser: Parser) -> Parses:
    return ParsesOnDemand(parser)


def rules(parses: Parses, fact: tuple[str, Standing, str | None], wording: str) -> set[str]:
    return {raw.rule_id for raw in reported_by(_MODULES, parses, fact, wording)}


@pytest.mark.parametrize(
    ("fact", "wording"),
    [
        (SIGNED, "Putin and Iranian President Masoud Pezeshkian signed the treaty in the Kremlin on"
                 " 17 January 2025."),
        (SIGNED, "Vladimir Putin and Iran's president signed the treaty in the Kremlin on 17 January"
                 " 2025."),
        (SIGNED, "Russian President Vladimir Putin and his Iranian counterpart Masoud Pezeshkian signed the"
                 " treaty in the Kremlin on 17 January 2025."),
        (SIGNED, "The presidents of Russia and Iran signed the treaty in the Kremlin on 17 January 2025."),
        (APPROVED, "Ratification was approved by the Duma at a plenary sitting on 8 April 2025."),
        (APPROVED, "Ratification was approved on 8 April 2025 by the State Duma in plenary."),
        (REJECTED, "The protocol was rejected by the Majlis at a sitting on 3 May 2024."),
        (FOUND, "Iran's Guardian Council found the treaty compatible with Islamic principles, the spokesman"
                " Hadi Tahan Nazif said."),
        (FOUND, "The treaty was found compatible with Islamic principles by the Guardian Council, spokesman"
                " Hadi Tahan Nazif said."),
        (SILENT, "The White House declined to confirm that missiles had been transferred to Russia, the"
                 " Associated Press reported on September 7, 2024."),
        (SILENT, "The White House refused to confirm a transfer of missiles to Russia, the Associated Press"
                 " reported on 7 September 2024."),
        (SILENT, "The White House would not confirm that missiles had been transferred to Russia, the"
                 " Associated Press reported on 7 September 2024."),
    ],
)  # fmt: skip
def test_a_faithful_sentence_of_a_newspaper_is_no_finding(
    parses: Parses, fact: tuple[str, Standing, str | None], wording: str
) -> None:
    assert rules(parses, fact, wording) == set()


@pytest.mark.parametrize(
    ("fact", "wording", "rule"),
    [
        (SIGNED, "Putin and Iranian Foreign Minister Abbas Araghchi signed the treaty in the Kremlin on"
                 " 17 January 2025.", "contrast-changed"),
        (SIGNED, "Lavrov and Iranian President Masoud Pezeshkian signed the treaty in the Kremlin on"
                 " 17 January 2025.", "contrast-changed"),
        (APPROVED, "Ratification was rejected by the Duma at a plenary sitting on 8 April 2025.",
         "contrast-changed"),
        (FOUND, "Hadi Tahan Nazif found the treaty compatible with Islamic principles, the Guardian Council"
                " said.", "attribution-dropped"),
        (SILENT, "The White House denied that missiles had been transferred to Russia, the Associated Press"
                 " reported on 7 September 2024.", "negation-changed"),
        (SILENT, "The White House confirmed that missiles had been transferred to Russia, the Associated"
                 " Press reported on 7 September 2024.", "negation-changed"),
    ],
)  # fmt: skip
def test_a_sentence_of_a_newspaper_that_says_something_else_is_found_by_its_rule(
    parses: Parses, fact: tuple[str, Standing, str | None], wording: str, rule: str
) -> None:
    assert rule in rules(parses, fact, wording)
