"""The plan for quotes whose source gets a new text: found, changed and lost ones, and what changes."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.model.source import Attachment, Citation, ExtractedText, TextQuote
from briefing.model.treaty import Division
from briefing.sources.anchoring import CompactText, QuoteState
from briefing.sources.anchoring.replacement import is_superseded, plan_replacement
from tests.builders import CATALOGUE, fact, source, treaty

NEW = (
    "Preamble.\n\nArticle 1. The route is open to both parties.\n\n"
    "Article 2. The price is fixed by agreement."
)
SHA = "c" * 64
FOUND = TextQuote(exact="The route is open to both parties.", start=4, end=38, text_sha256="b" * 64)
CHANGED = TextQuote(exact="The price is fixed by a joint agreement.", text_sha256="b" * 64)
LOST = TextQuote(exact="Nothing in this treaty concerns the transit of goods.", text_sha256="b" * 64)


def test_quotes_that_are_found_move_and_the_others_stay_as_they_were() -> None:
    cited = replace(fact("one", "wire"), citations=(Citation("wire", quotes=(FOUND, CHANGED, LOST)),))
    other = replace(fact("two", "blog"), citations=(Citation("blog", quotes=(FOUND,)),))
    plan = plan_replacement("wire", [cited, other], [], CompactText(NEW), SHA)
    states = [each.check.state for each in plan.quotes]
    assert states == [QuoteState.VERBATIM, QuoteState.MOVED, QuoteState.NOT_FOUND]
    assert [each.after is None for each in plan.quotes] == [False, True, True]
    (changed,) = plan.facts
    moved, *rest = changed.citations[0].quotes
    assert rest == [CHANGED, LOST]
    assert NEW[moved.start : moved.end] == moved.exact == FOUND.exact
    assert moved.text_sha256 == SHA
    assert (moved.prefix, moved.suffix) == ("Preamble. Article 1.", "Article 2. The price is fixed")
    assert plan.count(QuoteState.MOVED, QuoteState.NOT_FOUND) == 2


def test_a_quote_whose_figure_changed_stays_as_it_was_and_both_texts_are_reported() -> None:
    quote = TextQuote(exact="The line carries up to 25 bcm of gas a year.", text_sha256="b" * 64)
    cited = replace(fact("one", "wire"), citations=(Citation("wire", quotes=(quote,)),))
    text = "Article 1.\n\nThe line carries up to 15 bcm of gas a year.\n"
    plan = plan_replacement("wire", [cited], [], CompactText(text), SHA)
    (reanchored,) = plan.quotes
    assert reanchored.check.state is QuoteState.CHANGED
    assert (reanchored.before, reanchored.after) == (quote, None)
    assert reanchored.found == "The line carries up to 15 bcm of gas a year."
    assert plan.facts == ()


def test_quotes_in_the_record_of_a_treaty_move_too() -> None:
    division = Division(eid="art_1", gist="Opens the route", citations=(Citation("wire", quotes=(FOUND,)),))
    plan = plan_replacement(
        "wire", [], [replace(treaty("t", "wire"), divisions=(division,))], CompactText(NEW), SHA
    )
    (changed,) = plan.treaties
    assert changed.divisions[0].citations[0].quotes[0].text_sha256 == SHA
    assert changed.obligations == treaty("t", "wire").obligations


def test_a_quote_from_an_earlier_copy_is_superseded() -> None:
    old, new = (Attachment(sha256=digit * 64, text=ExtractedText(digit * 64, "pdf", "1")) for digit in "bc")
    held = replace(source("wire"), attachments=(old, new))
    assert is_superseded(FOUND, held)
    assert not is_superseded(replace(FOUND, text_sha256=SHA), held)
    assert not is_superseded(replace(FOUND, text_sha256=None), held)
    assert not is_superseded(FOUND, CATALOGUE.sources["wire"])
