"""An obligation drafted from a passage: kind and presence by its words, its article, its located quote."""

from __future__ import annotations

import pytest

from briefing.capture.draft import located
from briefing.capture.obligation import ObligationDraft, draft_obligation
from briefing.model.terms import ObligationKind, Presence
from briefing.sources.source_text import SourceText
from briefing.sources.structure import divisions_of
from tests.builders import CATALOGUE

SOURCE = CATALOGUE.sources["text-alpha"]
SHA = "b" * 64


def draft(passage: str) -> ObligationDraft:
    content = f"TREATY\n\nArticle 1\n\nThey are friends.\n\nArticle 2\n\n1. They meet.\n2. {passage}\n"
    text = SourceText(content, "text", "1", divisions=divisions_of(content))
    return draft_obligation(located(passage, text, SHA), SOURCE)


@pytest.mark.parametrize(
    ("passage", "kind", "basis"),
    [
        ("The Parties shall consult each other.", ObligationKind.CONSULTATION, "“consult”"),
        ("Each Party may station troops there.", ObligationKind.BASES, "“station”, “troops”"),
        ("They exchange intelligence.", ObligationKind.INTELLIGENCE, "“intelligence”"),
        ("In the event of an armed attack it shall assist.", ObligationKind.DEFENCE, "“armed attack”"),
        ("They refrain from the use of force.", ObligationKind.NON_AGGRESSION, "“use of force”"),
        ("It may be terminated by notice.", ObligationKind.WITHDRAWAL, "“terminated”"),
    ],
)
def test_the_kind_is_suggested_by_the_words_of_the_passage(
    passage: str, kind: ObligationKind, basis: str
) -> None:
    result = draft(passage)
    assert result.kind is not None
    assert (result.kind.value, result.kind.basis) == (kind, basis)
    assert result.obligation.kind is kind


@pytest.mark.parametrize(
    ("passage", "presence", "basis"),
    [
        ("The Parties shall consult each other.", Presence.YES, "“shall”"),
        ("Each Party may station troops there.", Presence.PARTIAL, "“may”; a right, no duty"),
        ("Neither Party shall station troops there.", Presence.YES, "“shall”"),
    ],
)
def test_a_right_is_an_obligation_in_part_and_a_duty_one_in_whole(
    passage: str, presence: Presence, basis: str
) -> None:
    result = draft(passage)
    assert result.presence is not None
    assert (result.presence.value, result.presence.basis) == (presence, basis)


def test_what_no_word_decides_is_left_to_the_user() -> None:
    result = draft("The weather is fine.")
    assert (result.kind, result.presence) == (None, None)


def test_the_quote_is_located_in_its_article() -> None:
    obligation = draft("The Parties shall consult each other.").obligation
    (citation,) = obligation.citations
    (quote,) = citation.quotes
    assert (obligation.article, citation.source_id) == ("2(2)", SOURCE.id)
    assert citation.locator is not None
    assert (citation.locator.article, citation.locator.eid) == ("2(2)", "art_2__para_2")
    assert quote.exact == "The Parties shall consult each other."
    assert (quote.text_sha256, quote.prefix[-2:]) == (SHA, "2.")
