"""The bundled scales hold the published values, and a user's own files are read with their places."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing import paths
from briefing.errors import BriefingError
from briefing.grading import Scale, Scheme, Subject, default_scheme_folders, load_scales
from briefing.model.briefing import Grade
from briefing.model.terms import Reliability
from tests.builders import a_briefing, an_outline, bundled_scales

BUNDLED = sorted(path.stem for path in (paths.resources() / "schemes").glob("*.yaml"))

OWN_SCHEME = """\
id: own
name: House scheme
reference: House style, 2025
verified: false
scales:
  - id: confidence
    name: Confidence
    subject: confidence
    terms:
      - {id: shaky, words: [shaky], level: 1}
      - {id: solid, words: [solid], level: 2}
"""


def scale(scheme_id: str, subject: Subject) -> Scale:
    found = bundled_scales().schemes[scheme_id].scale(subject)
    assert found is not None
    return found


def test_there_are_schemes() -> None:
    assert {"admiralty", "icd-203"} <= set(BUNDLED)


@pytest.mark.parametrize("scheme_id", BUNDLED)
def test_every_bundled_scheme_loads_under_its_own_name(scheme_id: str) -> None:
    scheme = bundled_scales().schemes[scheme_id]
    assert scheme.id == scheme_id
    assert scheme.scales


@pytest.mark.parametrize("scheme_id", BUNDLED)
def test_terms_of_a_bundled_scale_differ_in_id_words_and_level(scheme_id: str) -> None:
    for each in bundled_scales().schemes[scheme_id].scales:
        ids = [term.id for term in each.terms]
        words = [word for term in each.terms for word in term.words]
        levels = [term.level for term in each.terms if term.level is not None]
        assert len(set(ids)) == len(ids)
        assert len(set(words)) == len(words)
        assert sorted(levels) == list(range(1, len(levels) + 1))


@pytest.mark.parametrize("scheme_id", BUNDLED)
def test_every_term_of_a_bundled_scale_has_a_word_in_each_row(scheme_id: str) -> None:
    for each in bundled_scales().schemes[scheme_id].scales:
        assert {len(term.words) for term in each.terms} == {max(1, len(each.rows))}


def test_icd_203_likelihoods_have_the_published_ranges_and_both_rows_of_words() -> None:
    likelihood = scale("icd-203", Subject.LIKELIHOOD)
    assert [(term.low, term.high, *term.words) for term in likelihood.terms] == [
        (1, 5, "almost no chance", "remote"),
        (5, 20, "very unlikely", "highly improbable"),
        (20, 45, "unlikely", "improbable"),
        (45, 55, "roughly even chance", "roughly even odds"),
        (55, 80, "likely", "probable"),
        (80, 95, "very likely", "highly probable"),
        (95, 99, "almost certain", "nearly certain"),
    ]
    assert likelihood.rows == ("terms of likelihood", "terms of probability")


def test_icd_203_likelihoods_are_ordered_and_share_their_ends_under_a_stated_rule() -> None:
    likelihood = scale("icd-203", Subject.LIKELIHOOD)
    assert [term.level for term in likelihood.terms] == [1, 2, 3, 4, 5, 6, 7]
    assert likelihood.tie_rule == "nearer_to_even"
    assert "nearer to 50" in bundled_scales().schemes["icd-203"].note


def test_icd_203_confidence_rises_from_low_to_high() -> None:
    confidence = scale("icd-203", Subject.CONFIDENCE)
    assert [(term.level, term.id) for term in confidence.terms] == [
        (1, "low"),
        (2, "moderate"),
        (3, "high"),
    ]
    assert all(term.definition for term in confidence.terms)


@pytest.mark.parametrize(
    ("subject", "terms"),
    [
        (
            Subject.RELIABILITY,
            [
                ("A", "completely reliable", 5),
                ("B", "usually reliable", 4),
                ("C", "fairly reliable", 3),
                ("D", "not usually reliable", 2),
                ("E", "unreliable", 1),
                ("F", "reliability cannot be judged", None),
            ],
        ),
        (
            Subject.CREDIBILITY,
            [
                ("1", "confirmed by other sources", 5),
                ("2", "probably true", 4),
                ("3", "possibly true", 3),
                ("4", "doubtful", 2),
                ("5", "improbable", 1),
                ("6", "truth cannot be judged", None),
            ],
        ),
    ],
)
def test_the_admiralty_code_has_its_letters_and_figures_and_no_level_for_what_cannot_be_judged(
    subject: Subject, terms: list[tuple[str, str, int | None]]
) -> None:
    found = scale("admiralty", subject).terms
    assert [(term.id, term.term, term.level) for term in found] == terms


def test_the_model_knows_the_same_letters_as_the_admiralty_code() -> None:
    letters = [term.id for term in scale("admiralty", Subject.RELIABILITY).terms]
    assert letters == [str(letter) for letter in Reliability]


def test_stix_words_of_estimative_probability_have_both_words_of_the_specification() -> None:
    terms = next(each for each in bundled_scales().schemes["stix-2-1"].scales if each.id == "wep").terms
    assert {term.term: term.also for term in terms if term.also} == {
        "highly unlikely": ("almost certainly not",),
        "unlikely": ("probably not",),
        "likely": ("probable",),
        "highly likely": ("almost certain",),
    }


def test_tlp_has_its_labels_and_colours_from_the_least_to_the_most_restricted() -> None:
    markings = bundled_scales().marking_sets["tlp-2"].markings
    assert [
        (marking.label, marking.colour) for marking in sorted(markings, key=lambda each: each.order)
    ] == [
        ("TLP:CLEAR", "#FFFFFF"),
        ("TLP:GREEN", "#33FF00"),
        ("TLP:AMBER", "#FFC000"),
        ("TLP:AMBER+STRICT", "#FFC000"),
        ("TLP:RED", "#FF2B2B"),
    ]
    assert len({marking.order for marking in markings}) == len(markings)


def test_a_marking_is_found_by_its_label_as_it_is_written_and_no_other() -> None:
    assert bundled_scales().marking("TLP:AMBER+STRICT").order == 3
    for label in ("TLP: RED", "tlp:red", "TLP:WHITE"):
        with pytest.raises(KeyError):
            bundled_scales().marking(label)


# How steps are told apart


@pytest.mark.parametrize("scheme_id", BUNDLED)
def test_every_scale_that_grades_says_what_it_is_put_to_and_has_a_colour_for_each_level(
    scheme_id: str,
) -> None:
    scheme = bundled_scales().schemes[scheme_id]
    for subject in {each.subject for each in scheme.scales}:
        first = scheme.scale(subject)
        assert first is not None
        assert first.grades
        converts_only = scheme_id == "stix-2-1" and subject is Subject.CREDIBILITY
        assert converts_only or len(first.ramp) == first.top_level


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme_id", BUNDLED)
def test_each_step_of_a_ramp_is_darker_than_the_one_before_so_that_no_eye_needs_its_hue(
    scheme_id: str,
) -> None:
    for each in bundled_scales().schemes[scheme_id].scales:
        light = [luminance(colour) for colour in each.ramp]
        assert all((a + 0.05) / (b + 0.05) > 1.15 for a, b in itertools.pairwise(light))


@pytest.mark.parametrize("scheme_id", BUNDLED)
def test_short_forms_of_a_scale_differ(scheme_id: str) -> None:
    for each in bundled_scales().schemes[scheme_id].scales:
        short = [term.short for term in each.terms if term.short]
        assert len(set(short)) == len(short)
        assert not short or len(short) == len(each.terms)


# Holding a briefing against the scales


def test_a_briefing_that_keeps_to_its_scales_has_no_problems() -> None:
    assert bundled_scales().check(a_briefing()) == []


def test_every_grade_and_the_marking_are_checked_and_not_only_the_first() -> None:
    unknown = Grade(graded_by="A", graded_on="2025-11-03", confidence="sure", likelihood="maybe")
    section = a_briefing().sections[1]
    items = tuple(replace(item, grade=unknown) for item in section.items)
    wrong = replace(a_briefing(), marking="SECRET", sections=(replace(section, items=items),))
    assert [problem.field for problem in bundled_scales().check(wrong)] == [
        "f1.grade.confidence",
        "f1.grade.likelihood",
        "f2.grade.confidence",
        "f2.grade.likelihood",
        "marking",
    ]


def test_an_unknown_scheme_is_a_problem_that_names_those_there_are() -> None:
    problems = bundled_scales().check(replace(an_outline(), scheme_id="kent"))
    assert [problem.remedy for problem in problems] == [f"Use one of: {', '.join(BUNDLED)}."]


# The user's own schemes


def own(folder: Path, text: str, name: str = "own.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def refusal(folder: Path) -> BriefingError:
    with pytest.raises(BriefingError) as refused:
        load_scales([folder])
    return refused.value


def test_a_scheme_of_the_user_s_own_is_found_in_the_user_s_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "schemes").mkdir()
    own(tmp_path / "schemes", OWN_SCHEME)
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path))
    assert sorted(load_scales(default_scheme_folders()).schemes) == sorted([*BUNDLED, "own"])


def test_a_later_folder_stands_over_an_earlier_one(tmp_path: Path) -> None:
    own(tmp_path, OWN_SCHEME.replace("id: own", "id: icd-203"), "icd-203.yaml")
    scales = load_scales([paths.resources() / "schemes", tmp_path])
    assert scales.schemes["icd-203"].name == "House scheme"


@pytest.mark.parametrize(
    ("written", "broken", "line", "field", "message"),
    [
        ("level: 2", "level: high", 11, "scales[0].terms[1].level", "a whole number is wanted"),
        ("level: 2", "level: 99", 11, "scales[0].terms[1].level", "out of range"),
        ("subject: confidence", "subject: mood", 8, "scales[0].subject", "'mood' is not known here"),
        ("verified: false", "verified: perhaps", 4, "verified", "true or false is wanted"),
        ("reference:", "referense:", 3, "referense", "Did you mean 'reference'?"),
        ("id: solid", "id: shaky", 11, "scales[0].terms[1].id", "There are two terms with the id 'shaky'"),
        ("level: 2", "level: 3", 10, "scales[0].terms", "The levels are 1, 3"),
        (
            "words: [solid]",
            "words: [solid, firm]",
            11,
            "scales[0].terms[1].words",
            "The scale has 1 row of words, and the term 2 words",
        ),
        ("level: 2", "level: 2, low: 4", 11, "scales[0].terms[1].low", "The band has only one end"),
        (
            "level: 2",
            "level: 2, low: 9, high: 4",
            11,
            "scales[0].terms[1].low",
            "No number lies between 9 and 4",
        ),
        (
            "level: 2",
            "level: 2, low: 1, high: 4, value: 5",
            11,
            "scales[0].terms[1].value",
            "outside the band",
        ),
        (
            "subject: confidence",
            "subject: confidence\n    ramp: ['#000000']",
            6,
            "scales[0]",
            "1 colours for 2",
        ),
        (
            "subject: confidence",
            "subject: confidence\n    ramp: [red]",
            9,
            "scales[0].ramp[0]",
            "right form",
        ),
    ],
)
def test_a_broken_scheme_gives_its_place(
    tmp_path: Path, written: str, broken: str, line: int, field: str, message: str
) -> None:
    error = refusal(own(tmp_path, OWN_SCHEME.replace(written, broken)))
    problem = next(problem for problem in error.problems if problem.field == field)
    assert (problem.file, problem.line) == (str(tmp_path / "own.yaml"), line)
    assert message in str(problem)


def test_every_problem_of_a_broken_scheme_is_told_at_once(tmp_path: Path) -> None:
    broken = OWN_SCHEME.replace("level: 1", "level: low").replace("level: 2", "level: high")
    assert len(refusal(own(tmp_path, broken)).problems) == 2


def test_a_scheme_whose_id_is_not_its_file_s_name_is_refused(tmp_path: Path) -> None:
    error = refusal(own(tmp_path, OWN_SCHEME, "other.yaml"))
    assert "The id is 'own' but the file is called 'other.yaml'." in str(error)


def test_a_scheme_that_is_not_yaml_gives_its_line(tmp_path: Path) -> None:
    problem = refusal(own(tmp_path, OWN_SCHEME + "\t- x\n")).problems[0]
    assert problem.line == 12


def test_a_scheme_has_no_scale_where_none_was_given() -> None:
    scheme: Scheme = bundled_scales().schemes["admiralty"]
    assert scheme.scale(Subject.CONFIDENCE) is None
