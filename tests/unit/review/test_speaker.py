"""Whether the speaker of a fact is the one who makes the claim in a wording, or only part of it."""

from __future__ import annotations

import pytest

from briefing.model.fact import Fact
from briefing.model.terms import Standing
from briefing.review.text.speaker import is_attributed_to_speaker
from tests.unit.review.rows import a_fact


def claim(statement: str, who: str | None) -> Fact:
    return a_fact(statement, Standing.ASSERTED, attributed_to=who)


GUARD = claim("The coast guard says that four ships cut the cable", "the coast guard")
AUDIT = claim("The audit office says that 5 million are gone", "the audit office")
SIGNING = claim("Putin says that he will sign the treaty", "Vladimir Putin")


@pytest.mark.parametrize(
    ("fact", "wording"),
    [
        (GUARD, "The coast guard blames four ships"),
        (GUARD, "The coast guard does not doubt that four ships cut the cable"),
        (AUDIT, "By the audit office's count 5 million are gone"),
        (AUDIT, "In the judgement of the audit office 5 million are gone"),
        (SIGNING, "Putin promises that the treaty is signed"),
        (SIGNING, "Moscow: the treaty, Putin insists that it holds"),
    ],
)
def test_a_speaker_who_does_something_with_the_claim_makes_it(fact: Fact, wording: str) -> None:
    assert is_attributed_to_speaker(wording, fact)


@pytest.mark.parametrize(
    ("fact", "wording"),
    [
        (GUARD, "Four ships cut the cable"),
        (GUARD, "Four ships of the coast guard cut the cable"),
        (AUDIT, "5 million are gone from the audit office"),
        (SIGNING, "Putin signs the treaty"),
        (SIGNING, "The treaty will be signed by Putin"),
        (claim("Gas flows", None), "Anybody claims anything"),
    ],
)
def test_a_speaker_who_is_only_part_of_the_claim_does_not_make_it(fact: Fact, wording: str) -> None:
    assert not is_attributed_to_speaker(wording, fact)


def test_a_speaker_may_be_named_as_in_the_statement() -> None:
    fact = claim("According to an Iranian explainer, the article holds", None)
    assert is_attributed_to_speaker("The article holds in an Iranian explainer", fact)
    assert not is_attributed_to_speaker("The article holds in an explainer", fact)


def test_a_country_may_be_named_by_another_of_its_names_but_not_by_its_adjective() -> None:
    fact = claim("Tehran says that talks go on", "Tehran")
    assert is_attributed_to_speaker("Iran rules out that talks end", fact)
    assert not is_attributed_to_speaker("Iranian talks go on", fact)
