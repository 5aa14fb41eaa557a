"""The word lists are complete, and hold nothing that could never be found or that contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from briefing.model.value import Value
from briefing.review.text.segmentation import PhraseMatcher
from briefing.review.text.word_lists import phrases, word_lists


def listed(value: Any, name: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every list of words with its name."""
    if isinstance(value, Value):
        for field in value.__struct_fields__:
            yield from listed(getattr(value, field), f"{name}.{field}".strip("."))
    elif isinstance(value, dict):
        for key, words in value.items():
            yield from listed(words, f"{name}.{key}")
    elif value and isinstance(value[0], str):
        yield name, value
    else:
        for number, part in enumerate(value):
            yield from listed(part, f"{name}[{number}]")


LISTS = dict(listed(word_lists()))


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_of_a_list_is_found_where_it_is_written(name: str) -> None:
    for entry in LISTS[name]:
        written = entry.replace("*", "s")
        assert PhraseMatcher([entry]).first(f"So {written} it is") is not None, entry


@pytest.mark.parametrize("name", LISTS)
def test_no_list_is_empty_or_names_an_entry_twice(name: str) -> None:
    assert LISTS[name]
    assert sorted(LISTS[name]) == sorted(set(LISTS[name]))


def test_no_word_is_its_own_opposite() -> None:
    for one, other in word_lists().opposites:
        for entry in one:
            assert entry.replace("*", "") not in phrases(*other), entry
        for entry in other:
            assert entry.replace("*", "") not in phrases(*one), entry


def test_no_unit_is_in_two_groups() -> None:
    for groups in (word_lists().units, word_lists().periods):
        entries = [entry.replace("*", "") for group in groups for entry in group]
        assert sorted(entries) == sorted(set(entries))


def test_phrases_of_one_list_are_compiled_once() -> None:
    assert phrases("may", "might") is phrases("may", "might")
    assert phrases("may") is not phrases("might")
