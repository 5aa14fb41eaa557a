"""The rules of written values: what each accepts, and what it answers to anything else."""

from __future__ import annotations

import string
import typing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.codec import parse_text, read_value
from briefing.errors import BriefingError
from briefing.model.terms import (
    ATTRIBUTED_STANDINGS,
    CountryCode,
    LanguageTag,
    Line,
    Slug,
    Standing,
    WebAddress,
    slug_of,
)


def rule(type_: Any, text: str) -> None:
    """Apply the rule in a type's annotation to a text."""
    [annotation] = typing.get_args(type_)[1:]
    annotation.extra["rule"](text)


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        (CountryCode, "IR"),
        (LanguageTag, "zh-Hans"),
        (WebAddress, "https://example.org/a"),
        (WebAddress, "http://example.org"),
        (Line, "One line"),
    ],
)
def test_a_right_value_is_accepted(type_: Any, text: str) -> None:
    rule(type_, text)


@pytest.mark.parametrize(
    ("type_", "text", "answer"),
    [
        (CountryCode, "YX", "not an ISO 3166 country code"),
        (CountryCode, "CS", "Use CSHH .Czechoslovakia. or CSXX .Serbia and Montenegro."),
        (CountryCode, "ir", "Use two capital letters"),
        (CountryCode, "", "Use two capital letters"),
        (CountryCode, "IRN", "Use two capital letters"),
        (WebAddress, "doi:10.1000/182", "Write the DOI as https://doi.org/10.1000/182"),
        (WebAddress, "https:///x", "It has no host"),
        (LanguageTag, "klingon", "not a known language tag"),
        (WebAddress, "javascript:alert(1)", "begins with https:// or http://"),
        (WebAddress, "https://example.org/a b", "not a web address"),
        (Line, "  ", "The text is empty"),
        (Line, "One\nTwo", "several lines"),
        (Line, "One\rTwo", "several lines"),
    ],
)
def test_a_wrong_value_is_refused_with_the_right_form(type_: Any, text: str, answer: str) -> None:
    with pytest.raises(ValueError, match=answer):
        rule(type_, text)


@given(st.text())
def test_every_text_gives_an_id_that_the_codec_accepts(text: str) -> None:
    slug = slug_of(text, "fallback")
    assert read_value(parse_text(f"'{slug}'", "x"), Slug, "x") == slug
    assert slug_of(slug, "fallback") == slug


def test_an_id_is_made_of_the_words_of_a_text() -> None:
    assert slug_of("The Treaty of 2025 (Moscow)", "x") == "the-treaty-of-2025-moscow"
    assert slug_of("договор", "treaty") == "treaty"
    assert set(slug_of(string.printable, "x")) <= set(string.ascii_lowercase + string.digits + "-")


def test_an_id_of_another_form_is_refused() -> None:
    with pytest.raises(BriefingError, match="right form"):
        read_value(parse_text("'Upper Case'", "x"), Slug, "x")


def test_standings_that_report_what_somebody_says_need_that_somebody() -> None:
    assert {Standing.ALLEGED, Standing.DENIED} <= ATTRIBUTED_STANDINGS
    assert Standing.IN_FORCE not in ATTRIBUTED_STANDINGS
