"""The catalogue of printed phrases: placeholders, plural forms, languages, errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import paths
from briefing.composition.phrases import Phrases, english, load_phrases, phrases_in, placeholders
from briefing.errors import BriefingError

ENGLISH = english()
FOLDER = paths.resources() / "phrases"


def catalogue(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "xx.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_phrase_is_printed_with_its_values() -> None:
    assert phrases_in("en")("link.statement", label=3) == "Statement 3"


def test_the_values_of_a_phrase_keep_their_place_among_its_words() -> None:
    pieces = phrases_in("en").pieces("evidence.drawn_from_both", {"evidence": 1, "sources": (2,)})
    assert list(pieces) == ["Drawn from ", 1, " and ", (2,), "."]


def test_a_value_that_looks_like_a_placeholder_is_not_filled() -> None:
    assert phrases_in("en")("source.language", language="{rows}") == "In {rows}."


@pytest.mark.parametrize(("count", "form"), [(1, "Statement"), (2, "Statements"), (0, "Statements")])
def test_the_number_decides_the_plural_form(count: int, form: str) -> None:
    assert phrases_in("en")("record.statements", count=count) == form


def test_plural_forms_follow_the_rules_of_the_language(tmp_path: Path) -> None:
    path = catalogue(tmp_path, "row:\n  many: {one: 'raz', few: '{count} razy', other: '{count} raza'}\n")
    polish = Phrases((("pl", load_phrases(path)),))
    assert [polish("row.many", count=each) for each in (1, 3, 5)] == ["raz", "3 razy", "5 raza"]


@pytest.mark.parametrize("language", ["fa", "en-GB", "zh-Hant-TW"])
def test_a_language_without_a_catalogue_is_printed_in_english(language: str) -> None:
    assert phrases_in(language)("heading.contents") == "Contents"


def test_a_phrase_that_a_language_lacks_is_printed_in_english(tmp_path: Path) -> None:
    path = catalogue(tmp_path, "heading: {contents: Inhalt}\n")
    german = Phrases((("de", load_phrases(path)), ("en", ENGLISH)))
    assert german("heading.contents") == "Inhalt"
    assert german("heading.sources") == "Sources"
    assert german("record.statements", count=1) == "Statement"


def test_a_phrase_that_there_is_not_is_an_error() -> None:
    with pytest.raises(LookupError, match=r"no phrase 'heading\.lost'"):
        phrases_in("en")("heading.lost")


def test_a_phrase_without_a_value_for_its_placeholder_is_an_error() -> None:
    with pytest.raises(LookupError, match="label"):
        phrases_in("en")("link.statement")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("heading: Contents\n", 1),
        ("heading:\n  contents: [a]\n", 2),
        ("row:\n  many:\n    one: a row\n", 3),
        ("row:\n  many:\n    other: rows\n    dozen: dozens\n", 3),
    ],
)
def test_a_catalogue_that_cannot_be_read_is_an_error_with_its_line(
    tmp_path: Path, text: str, line: int
) -> None:
    with pytest.raises(BriefingError) as caught:
        load_phrases(catalogue(tmp_path, text))
    assert [each.line for each in caught.value.problems] == [line]


def test_no_english_phrase_is_empty() -> None:
    assert [
        name for name, forms in ENGLISH.items() if not all(text.strip() for text in forms.values())
    ] == []


def test_plural_forms_of_a_phrase_take_the_same_values() -> None:
    for name, forms in ENGLISH.items():
        assert all(placeholders({"other": text}) == placeholders(forms) for text in forms.values()), name


def test_every_other_language_has_only_phrases_of_english_with_the_same_values() -> None:
    for path in FOLDER.glob("*.yaml"):
        for name, forms in load_phrases(path).items():
            assert placeholders(forms) == placeholders(ENGLISH[name]), f"{path.name}: {name}"
