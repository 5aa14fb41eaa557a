from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import BriefingError
from briefing.review.lexicon import Lexicon, TextWord, load_lexicon, problems_of_own_words
from briefing.review.lexicon.contrast_files import (
    bundled_contrast_sets,
    own_contrasts_file,
    problems_in,
    read_contrast_sets,
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.mark.parametrize(
    ("word", "other", "order"),
    [
        ("gas", "oil", "other"),
        ("hydrocarbons", "gas", "narrower"),
        ("gas", "hydrocarbons", "broader"),
        ("negotiated", "agreed", "stronger"),
        ("ratify", "sign", "weaker"),
        ("negotiate", "collapse", "other"),
        ("says", "confirms", "stronger"),
        ("encourages", "obliges", "stronger"),
        ("hundreds", "thousands", "stronger"),
        ("before", "after", "other"),
        ("rise", "fall", "other"),
        ("rise", "soar", "narrower"),
        ("at least", "about", "other"),
        ("completion", "suspend", "other"),
        ("Rosatom", "Gazprom", "other"),
        ("supply", "deliver", None),
        ("gas", "banana", None),
    ],
)
def test_a_contrast_says_how_the_second_word_differs(
    lexicon: Lexicon, word: str, other: str, order: str | None
) -> None:
    contrast = lexicon.contrast(word, other)
    assert (contrast.order.value if contrast else None) == order


def test_a_part_of_speech_decides_between_meanings(lexicon: Lexicon) -> None:
    assert lexicon.contrast("fall", "rise", "VERB") is not None
    assert not [m for m in lexicon.memberships("gas", "VERB") if m.contrast_set.id == "fuels"]


@pytest.mark.parametrize(("word", "other"), [("sign", "ratify"), ("gas", "petrol"), ("raise", "cut")])
def test_members_that_exclude_each_other_are_no_synonyms(lexicon: Lexicon, word: str, other: str) -> None:
    assert lexicon.relation(word, other) is None


def test_a_weaker_word_of_some_scales_says_less(lexicon: Lexicon) -> None:
    weaker = lexicon.relation("confirms", "says")
    assert weaker is not None
    assert weaker.kind == "broader"
    assert lexicon.relation("thousands", "hundreds") is None


def test_the_longest_entry_in_a_text_counts(lexicon: Lexicon) -> None:
    text = "The treaty enters into force and covers liquefied natural gas"
    mentions = lexicon.mentions([TextWord(word) for word in text.split()])
    phrases = {(m.membership.contrast_set.id, " ".join(text.split()[m.start : m.end])) for m in mentions}
    assert ("phases", "enters into force") in phrases
    assert ("fuels", "liquefied natural gas") in phrases
    assert ("fuels", "gas") not in phrases


def test_every_bundled_set_can_be_read_and_has_an_id_of_its_own() -> None:
    sets = bundled_contrast_sets()
    assert len({each.id for each in sets}) == len(sets)


FAULTY = """\
sets:
  - {id: a, title: A, part: nown, members: {x: [one], y: [two]}}
  - {id: a, title: A, members: {x: [one]}, weaker_allowed: true}
  - {id: b, title: B, adds_to: fules, members: {oil: [black gold]}}
  - {id: c, title: C, members: {x: [one], y: [two]}, besides: {x: [three]}, includes: {z: [x]}}
"""


def test_every_fault_of_a_file_is_reported_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "contrasts.yaml"
    path.write_text(FAULTY, encoding="utf-8")
    problems = problems_in(path)
    assert [problem.line for problem in problems] == [2, 3, 3, 3, 4, 5, 5, 5]
    assert all(problem.remedy for problem in problems)
    assert "Did you mean 'fuels'?" in str(problems[4])


def test_an_entry_with_an_unknown_part_of_speech_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "contrasts.yaml"
    path.write_text("sets:\n  - {id: a, title: A, members: {x: [one/nown], y: [two]}}\n", encoding="utf-8")
    with pytest.raises(BriefingError, match="no word or phrase"):
        read_contrast_sets(path)


def test_an_organisation_adds_sets_and_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path))
    own_contrasts_file().parent.mkdir()
    own_contrasts_file().write_text(
        "sets:\n"
        "  - {id: own-fuels, title: Fuels, adds_to: fuels, members: {oil: [black gold]}}\n"
        "  - {id: desks, title: Desks, members: {first: [desk one], second: [desk two]}}\n",
        encoding="utf-8",
    )
    lexicon = load_lexicon()
    assert lexicon.contrast("gas", "black gold") is not None
    assert lexicon.contrast("desk one", "desk two") is not None
    own_contrasts_file().write_text("sets: nothing\n", encoding="utf-8")
    faulty = load_lexicon()
    assert faulty.contrast("gas", "black gold") is None
    assert faulty.contrast("gas", "oil") is not None
    assert problems_of_own_words()


def test_a_star_in_an_entry_is_any_few_words(lexicon: Lexicon) -> None:
    def members(text: str) -> set[str]:
        return {m.membership.member for m in lexicon.mentions([TextWord(word) for word in text.split()])}

    assert "compare" in members("he sets immediate military help against a ban")
    assert "compare" not in members("he sets a price of ten for all of the many goods there against them")
    assert "rejected" in members("they turn the offer down")


def test_opposites_of_a_dictionary_are_known(lexicon: Lexicon) -> None:
    assert lexicon.are_opposites("long", "short", "ADJ")
    assert not lexicon.are_opposites("long", "short", "ADP")
    assert not lexicon.are_opposites("treaty", "banana", "NOUN")
