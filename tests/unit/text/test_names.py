"""Whether a text names somebody, in any spelling, and which names are labels."""

from __future__ import annotations

import pytest

from briefing.text.names import is_label, names_one_of, parts_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Iran denies it", "Iran"),
        ("Iran's envoy denies it", "Iran"),
        ("By Reuters’ count it is two", "Reuters"),
        ("in PUTIN’s words", "Putin"),
        ("Iran’s  Foreign Ministry says so", "Iran's Foreign Ministry"),
        ("as Al‑Ahed—a newspaper—has it", "Al-Ahed"),
        ("Turkiye says so", "Türkiye"),
        ("444.hu reports it", "444.hu"),
        ("the Frontier Post reports it", "The Frontier Post"),
        ("как сообщили Лаврову", "Лавров"),
        ("по данным министерства иностранных дел", "Министерство иностранных дел"),
        ("وقال لافروف", "لافروف"),
        ("ولافروف", "لافروف"),
        ("کاظم جلالی گفت", "كاظم جلالي"),
        ("习近平说", "习近平"),
        ("김정은은 말했다", "김정은"),
    ],
)
def test_a_name_is_recognised_in_another_form(text: str, name: str) -> None:
    assert names_one_of(text, (name,))
    assert names_one_of(text, ("Somebody Else", name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Iranian officials deny it", "Iran"),
        ("an anti-Iran outlet says so", "Iran"),
        ("an Iran-based outlet says so", "Iran"),
        ("1444.hu reports it", "444.hu"),
        ("a map is given", "AP"),
        ("the ap is given", "AP"),
        ("let us see", "US"),
        ("Путь назад", "Путин"),
        ("", "Putin"),
    ],
)
def test_a_part_of_another_word_is_not_the_name(text: str, name: str) -> None:
    assert not names_one_of(text, (name,))


def test_without_a_name_nobody_is_named() -> None:
    assert not names_one_of("Putin says so", ())
    assert not names_one_of("Putin says so", (" ",))


def test_a_description_is_a_label_unless_it_says_that_the_name_is_unknown() -> None:
    labels = ["an analyst", "the ministry", "several outlets", "аналитик"]
    names = ["AP", "bne IntelliNews", "mahendrarajah.com", "an unsigned article", "习近平", "لافروف"]
    assert [name for name in (*labels, *names) if is_label(name)] == labels


def test_joined_speakers_are_taken_apart() -> None:
    assert parts_of("two unnamed people, through AP") == ("two unnamed people", "AP")
    assert parts_of("France, Germany and Italy") == ("France", "Germany", "Italy")
    assert parts_of("Rolandia") == ("Rolandia",)
