"""A briefing that is too long for its page budget, on the command line."""

from __future__ import annotations

from pathlib import Path

from tests.stories.conftest import Command


def long_briefing(briefing: Command) -> str:
    """Create a briefing in the template Two pages with more statements than one page has room for."""
    assert briefing("new", "gas.briefing", "--title", "Gas", "--template", "two-pages").code == 0
    listed = briefing("facts", "--treaty", "russia-iran-2025", "--json").json()
    facts = [fact["id"] for fact in listed][:27]
    assert briefing("add", "gas.briefing", *facts, "--section", "s2").code == 0
    return "gas.briefing"


def test_what_is_proposed_is_left_out_and_the_briefing_fits(briefing: Command, tmp_path: Path) -> None:
    file = long_briefing(briefing)
    refused = briefing("render", file, "--pages", "1", "--despite-findings")
    assert refused.code == 1
    assert "its page budget is 1" in refused.err
    assert "briefing fit" in refused.err
    assert not (tmp_path / "gas.pdf").exists()
    found = briefing("fit", file, "--pages", "1", "--apply", "--json")
    assert found.code == 0, found.err
    proposals = found.json()["proposals"]
    assert all(proposal["lines"] > 0 for proposal in proposals)
    assert "Fit on 1 page" in briefing("log", file).out
    rendered = briefing("render", file, "--despite-findings")
    assert rendered.code == 0, rendered.err
    assert "1 page," in rendered.err
    assert (tmp_path / "gas A.pdf").exists()
    (tmp_path / "gas2 A.pdf").write_text("somebody's work")
    assert "gas2 A.pdf: The file exists already" in briefing("render", file, "-o", "gas2.pdf").err


def test_without_a_limit_the_number_of_pages_is_asked_for(briefing: Command) -> None:
    arguments = ("new", "gas.briefing", "--title", "Gas", "--template", "assessment")
    assert briefing(*arguments).code == 0
    assert "Give --pages NUMBER" in briefing("fit", "gas.briefing").err
