"""Suggestions for a fact: from the passage's own words, which are named, and never stronger than these."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.capture.suggestion import Suggestions, suggest
from briefing.model.library import Catalogue, Material
from briefing.model.terms import ActionKind, SourceKind, Standing
from briefing.model.treaty import Action
from tests.builders import CATALOGUE, LIBRARY

NEWS = CATALOGUE.sources["wire"]
SIGNED = CATALOGUE.treaties["alpha"]
IN_FORCE = replace(SIGNED, actions=(Action(kind=ActionKind.ENTRY_INTO_FORCE, date="2025-10-02"),))


def suggested(passage: str, kind: SourceKind = SourceKind.NEWS_REPORT) -> Suggestions:
    return suggest(passage, replace(NEWS, kind=kind), SIGNED, CATALOGUE)


@pytest.mark.parametrize(
    ("passage", "standing", "basis", "speaker"),
    [
        ("Lavrov said the treaty was signed.", Standing.ASSERTED, ("Lavrov", "said"), "Lavrov"),
        ("Iran has denied supplying drones.", Standing.DENIED, ("denied",), "Iran"),
        ("Kyiv alleges that Iran ships arms.", Standing.ALLEGED, ("alleges",), "Kyiv"),
        ("Gazprom is in talks with Tehran.", Standing.NEGOTIATING, ("in talks",), None),
        ("Moscow is considering the sale.", Standing.CONSIDERED, ("considering",), None),
        ("The line may be extended.", Standing.POSSIBLE, ("may",), None),
        ("Russia reportedly delivered it.", Standing.REPORTED, ("reportedly",), None),
        ("The line will open next year.", Standing.PLANNED, ("will",), None),
        ("Unless prices fall, it opens.", Standing.CONDITIONAL, ("Unless",), None),
        ("Lavrov said talks may begin.", Standing.POSSIBLE, ("may",), "Lavrov"),
    ],
)
def test_the_standing_follows_the_weakest_words(
    passage: str, standing: Standing, basis: tuple[str, ...], speaker: str | None
) -> None:
    result = suggested(passage)
    assert result.standing is not None
    assert result.standing.value is standing
    assert tuple(span.text for span in result.standing.words) == basis
    assert (result.attributed_to.value if result.attributed_to else None) == speaker


def test_every_word_that_is_named_is_in_the_passage() -> None:
    passage = "On 3 May 2024 Andrei Rudenko said that up to 55 bcm may flow from Russia to Iran."
    result = suggested(passage)
    given = (result.standing, result.attributed_to, result.date, result.quantity, *result.actors)
    spans = [span for each in given if each for span in each.words]
    assert len(spans) >= len(given)
    assert all(passage[span.start : span.end] == span.text for span in spans)


@pytest.mark.parametrize("passage", ["The claim was rejected.", "It allegedly failed, in secret."])
def test_a_denial_or_an_allegation_of_nobody_leaves_the_standing_to_the_user(passage: str) -> None:
    result = suggested(passage)
    assert result.standing is None
    assert "nobody is named" in result.unsure


def test_words_that_contradict_each_other_leave_the_standing_to_the_user() -> None:
    result = suggested("Iran denied that it will join the talks.")
    assert result.standing is None
    assert "“will”" in result.unsure


@pytest.mark.parametrize(
    ("treaty", "passage", "standing"),
    [
        (SIGNED, "The Parties shall consult each other.", Standing.SIGNED),
        (IN_FORCE, "The Parties shall consult each other.", Standing.IN_FORCE),
        (IN_FORCE, "In the event of aggression a Party shall not help the aggressor.", Standing.IN_FORCE),
        (IN_FORCE, "The Parties may conclude further agreements.", Standing.IN_FORCE),
        (SIGNED, "Each Party may station up to 300 military personnel there.", Standing.SIGNED),
        (IN_FORCE, "The Parties may not station troops there.", Standing.IN_FORCE),
    ],
)
def test_a_provision_is_as_firm_as_its_treaty(treaty: object, passage: str, standing: Standing) -> None:
    source = replace(NEWS, kind=SourceKind.TREATY_TEXT)
    result = suggest(passage, source, treaty, CATALOGUE)  # type: ignore[arg-type]
    assert result.standing is not None
    assert result.standing.value is standing


@pytest.mark.parametrize(
    ("passage", "basis"),
    [
        ("Each Party may station up to 300 personnel.", "“may”; a right under the treaty"),
        ("Russia can withdraw on a year's notice.", "“can”; a right under the treaty"),
        ("The Commission shall be entitled to extend it.", "“shall be entitled to”; a right"),
        ("The Republic of Korea reserves the right to suspend it.", "“reserves the right”; a right"),
        ("Стороны вправе приостановить действие договора.", "“вправе”; a right"),
        ("يجوز للطرفين إنشاء لجان مشتركة.", "“يجوز”; a right"),
        ("Neither Party may station troops there.", "“Neither Party may”; a prohibition"),
        ("The Parties may not station troops there.", "“may not”; a prohibition"),
        ("The Parties shall settle any dispute which may arise.", "“shall”; the treaty"),
    ],
)
def test_a_word_of_permission_in_a_treaty_is_a_right_and_not_a_possibility(
    passage: str, basis: str
) -> None:
    result = suggest(passage, replace(NEWS, kind=SourceKind.TREATY_TEXT), IN_FORCE, CATALOGUE)
    assert result.standing is not None
    assert result.standing.value is Standing.IN_FORCE
    assert result.standing.basis.startswith(basis)
    assert "has entered into force" in result.standing.basis


@pytest.mark.parametrize("passage", ["It may be that rain falls.", "Losses that may occur are shared."])
def test_what_may_happen_is_no_right_under_a_treaty(passage: str) -> None:
    result = suggest(passage, replace(NEWS, kind=SourceKind.TREATY_TEXT), IN_FORCE, CATALOGUE)
    assert "a right" not in (result.standing.basis if result.standing else "")


def test_a_report_of_a_right_leaves_open_whether_it_is_in_force() -> None:
    result = suggested("Russia is entitled to station troops there.")
    assert (result.standing, "“is entitled to” speaks of a right" in result.unsure) == (None, True)


def test_the_force_of_an_unknown_treaty_is_not_guessed() -> None:
    result = suggest("The Parties shall meet.", replace(NEWS, kind=SourceKind.TREATY_TEXT), None, CATALOGUE)
    assert (result.standing, "not known" in result.unsure) == (None, True)


def test_an_official_source_speaks_for_its_publisher() -> None:
    result = suggested("The treaty entered into force today.", SourceKind.OFFICIAL_STATEMENT)
    assert result.standing is not None
    assert result.standing.value is Standing.ASSERTED
    assert result.attributed_to is not None
    assert result.attributed_to.value == CATALOGUE.publishers["agency"].name


@pytest.mark.parametrize("passage", ["It was agreed in May 2024.", "On 9 May the army paraded."])
def test_the_month_of_may_is_no_possibility(passage: str) -> None:
    assert suggested(passage).standing is None


def test_nothing_is_suggested_where_no_word_decides() -> None:
    result = suggested("The plant opened.")
    assert (result.standing, "reported and established" in result.unsure) == (None, True)
    negated = suggested("The plant did not open, Lavrov said.")
    assert (negated.standing, "“not”" in negated.unsure) == (None, True)


@pytest.mark.parametrize(
    ("passage", "speaker"),
    [
        ("“It is over,” said Foreign Minister Ana Ruiz.", "Foreign Minister Ana Ruiz"),
        ("It is over, an energy ministry spokeswoman said.", "energy ministry spokeswoman"),
        ("MR. HALE: It is over.", "MR. HALE"),
        ("In Moscow's view it is over.", "Moscow"),
        ("By then, Lavrov noted, it was over.", "Lavrov"),
        ("Two people familiar with it said that it is over.", None),
        ("Diplomats say it is over.", None),
        ("He said it is over.", None),
    ],
)
def test_the_speaker_is_named_wherever_the_passage_names_one(passage: str, speaker: str | None) -> None:
    found = suggested(passage).attributed_to
    assert (found.value if found else None) == speaker


@pytest.mark.parametrize(
    ("passage", "date"),
    [
        ("They signed it on 17 January 2025.", "2025-01-17"),
        ("They signed it in January 2025.", "2025-01"),
        ("They met in 2024 and in 2025.", None),
        ("They met on Friday.", None),
    ],
)
def test_a_single_date_is_the_date(passage: str, date: str | None) -> None:
    result = suggested(passage).date
    assert (result.value if result else None) == date


def test_actors_are_those_of_the_library_under_any_of_their_names_and_states() -> None:
    result = suggest("Gasco and Iran signed.", NEWS, SIGNED, Catalogue(LIBRARY))
    assert [each.value for each in result.actors] == ["Gas Company", "Iran"]
    assert suggest("Nobody signed.", NEWS, SIGNED, Catalogue(Material())).actors == ()
