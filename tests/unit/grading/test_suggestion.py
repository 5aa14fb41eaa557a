"""What the evidence would bear: nothing that weakens it ever lifts it, and the unknown is no middle."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.grading import ConfidenceStep, Subject, Suggestion, departs, suggestions, term_on
from briefing.grading.suggestion import BASE, step_of, suggest_for_fact, suggest_for_judgement
from briefing.model.briefing import Bearing, Evidence, Grade, Judgement
from briefing.model.fact import Fact, Relation
from briefing.model.library import Catalogue, Material
from briefing.model.source import Citation, Publisher, Source
from briefing.model.terms import FactRelation, PublisherKind, Reliability, SourceKind, Standing
from tests.builders import a_briefing, bundled_scales

LETTERS = st.sampled_from("ABCDEF")
FIGURES = st.integers(1, 6)
STANDINGS = st.sampled_from([each for each in Standing if each is not Standing.ASSERTED])


def a_case(  # noqa: PLR0913 - each thing that a suggestion depends on
    letters: str,
    figure: int,
    *,
    standing: Standing = Standing.ESTABLISHED,
    issued: str = "2025-01-01",
    attributed_to: str | None = None,
    against: tuple[str, int] | None = None,
    repeats: bool = False,
) -> tuple[Fact, Catalogue]:
    """A fact with a source of each letter; `repeats` lets all sources repeat the first."""
    publishers = [
        Publisher(
            id=f"p{n}", name=f"P{n}", kind=PublisherKind.NEWSPAPER, reliability=Reliability(letter),
            rationale="Its record.",
        )
        for n, letter in enumerate([*letters, *(against[0] if against else "")])
    ]  # fmt: skip
    sources = [
        Source(
            id=f"s{n}", publisher_id=f"p{n}", kind=SourceKind.NEWS_REPORT, description="A report",
            issued=issued, derives_from=("s0",) if repeats and n else (),
        )
        for n in range(len(publishers))
    ]  # fmt: skip
    cited = tuple(Citation(source_id=f"s{n}") for n in range(len(letters)))
    fact = Fact(
        id="f", statement="It is so.", standing=standing, citations=cited, credibility=figure,
        treaty_id="t", attributed_to=attributed_to,
    )  # fmt: skip
    facts = [fact]
    if against:
        relation = Relation(kind=FactRelation.CONTRADICTS, fact_id="f")
        citation = Citation(source_id=f"s{len(letters)}")
        facts.append(
            replace(fact, id="g", citations=(citation,), credibility=against[1], relations=(relation,))
        )
    return fact, Catalogue(Material.of(publishers=publishers, sources=sources, facts=facts))


def step(*case: object, cut_off: str | None = "2025-06-01", **more: object) -> ConfidenceStep | None:
    return suggest_for_fact(*a_case(*case, **more), cut_off).step  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("letters", "figure", "more", "expected"),
    [
        ("BC", 1, {}, ConfidenceStep.HIGH),
        ("BC", 1, {"repeats": True}, ConfidenceStep.MODERATE),
        ("B", 1, {}, ConfidenceStep.MODERATE),
        ("BC", 2, {}, ConfidenceStep.HIGH),
        ("BF", 2, {}, ConfidenceStep.MODERATE),
        ("CCC", 3, {}, ConfidenceStep.LOW),
        ("F", 1, {}, ConfidenceStep.LOW),
        ("A", 6, {}, ConfidenceStep.LOW),
        ("F", 6, {}, None),
        ("CC", 2, {"attributed_to": "A minister", "standing": Standing.ASSERTED}, ConfidenceStep.MODERATE),
        ("BB", 2, {"against": ("B", 2)}, ConfidenceStep.MODERATE),
        ("BB", 2, {"against": ("E", 5)}, ConfidenceStep.HIGH),
        (
            "BC",
            1,
            {"standing": Standing.ALLEGED, "attributed_to": "One, and another"},
            ConfidenceStep.MODERATE,
        ),
        ("BC", 2, {"standing": Standing.PLANNED, "issued": "2023-01-01"}, ConfidenceStep.MODERATE),
        ("BC", 2, {"standing": Standing.ESTABLISHED, "issued": "2023-01-01"}, ConfidenceStep.HIGH),
        ("BC", 2, {"issued": "2025-07-01"}, None),
    ],
)
def test_a_suggestion_follows_the_table(
    letters: str, figure: int, more: dict[str, object], expected: ConfidenceStep | None
) -> None:
    found = suggest_for_fact(*a_case(letters, figure, **more), "2025-06-01")  # type: ignore[arg-type]
    assert found.step == expected
    assert found.paragraph.endswith(".")


@given(st.text("ABCDEF", min_size=1, max_size=4), FIGURES, STANDINGS)
def test_republishing_never_lifts_a_suggestion(letters: str, figure: int, standing: Standing) -> None:
    alone, repeated = (
        step(letters, figure, standing=standing),
        step(letters, figure, standing=standing, repeats=True),
    )
    assert (repeated or 0) <= (alone or 0)


@given(st.text("ABCDEF", min_size=1, max_size=3), FIGURES, LETTERS, FIGURES, STANDINGS)
def test_a_contradiction_never_lifts_a_suggestion(
    letters: str, figure: int, letter: str, other: int, standing: Standing
) -> None:
    contradicted = step(letters, figure, standing=standing, against=(letter, other))
    assert (contradicted or 0) <= (step(letters, figure, standing=standing) or 0)


@given(FIGURES, st.sampled_from("ABCDE"))
def test_the_unknown_is_no_middle(figure: int, letter: str) -> None:
    assert (step("F", figure) or 0) <= ConfidenceStep.LOW
    assert (step(letter, 6) or 0) <= ConfidenceStep.LOW


@given(st.text("ABCDEF", min_size=1, max_size=3), FIGURES)
def test_a_source_that_cannot_be_judged_never_changes_what_the_others_bear(
    letters: str, figure: int
) -> None:
    if set(letters) != {"F"} and len(letters) > 1:
        assert step(letters + "F", figure) == step(letters, figure)


def test_the_table_never_rises_with_a_worse_letter_or_a_worse_figure() -> None:
    rows = [BASE[letter] for letter in "ABCDE"]
    for row in rows:
        assert list(row[:5]) == sorted(row[:5], reverse=True)
    for better, worse in itertools.pairwise(rows):
        assert all(b >= w for b, w in zip(better, worse, strict=True))


# Judgements


def a_judgement(*evidence: Bearing) -> Judgement:
    named = tuple(Evidence(item_id=f"f{n}", bearing=bearing) for n, bearing in enumerate(evidence))
    return Judgement(id="j", text="So it is.", evidence=named)


def test_a_judgement_stands_no_higher_than_the_second_of_its_evidence_and_a_single_piece_a_step_lower() -> (
    None
):
    pro = Bearing.SUPPORTS
    two = suggest_for_judgement(
        a_judgement(pro, pro), {"f0": ConfidenceStep.HIGH, "f1": ConfidenceStep.MODERATE}
    )
    one = suggest_for_judgement(a_judgement(pro), {"f0": ConfidenceStep.HIGH})
    none = suggest_for_judgement(a_judgement(), {})
    against = suggest_for_judgement(
        a_judgement(pro, pro, Bearing.CONTRADICTS),
        {"f0": ConfidenceStep.HIGH, "f1": ConfidenceStep.HIGH, "f2": ConfidenceStep.HIGH},
    )
    assert [each.step for each in (two, one, none, against)] == [
        ConfidenceStep.MODERATE, ConfidenceStep.MODERATE, None, ConfidenceStep.MODERATE,
    ]  # fmt: skip


def test_every_row_that_can_be_graded_gets_a_suggestion_or_a_reason_for_none() -> None:
    scale = bundled_scales().schemes["icd-203"].scale(Subject.CONFIDENCE)
    found = suggestions(a_briefing(), Catalogue(a_briefing().library), scale)
    assert set(found) == {"j1", "f1", "f2"}
    assert all(each.reasons for each in found.values())


# On the scale in use


@pytest.mark.parametrize(
    ("scheme_id", "terms"),
    [
        ("icd-203", ["low", "moderate", "high"]),
        ("plain", ["low", "medium", "high"]),
        ("ipcc", ["low", "medium", "high"]),
        ("stix-2-1", ["low", "med", "high"]),
    ],
)
def test_a_step_is_a_term_of_the_scale_in_use(scheme_id: str, terms: list[str]) -> None:
    scale = bundled_scales().schemes[scheme_id].scale(Subject.CONFIDENCE)
    assert scale is not None
    assert [term.id for each in ConfidenceStep if (term := term_on(scale, each))] == terms
    assert [step_of(term, scale) for term in terms] == list(ConfidenceStep)


def test_a_grade_departs_when_more_than_a_step_lies_between() -> None:
    scale = bundled_scales().schemes["icd-203"].scale(Subject.CONFIDENCE)
    assert scale is not None
    low = Suggestion(ConfidenceStep.LOW, ())
    given_high, given_moderate = (
        Grade(graded_by="A", graded_on="2025-01-01", confidence=term) for term in ("high", "moderate")
    )
    assert departs(given_high, low, scale)
    assert not departs(given_moderate, low, scale)
    assert not departs(given_high, Suggestion(None, ()), scale)
