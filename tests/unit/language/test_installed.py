"""The parser of the command line: loaded when it is needed, and missed with a reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.language import Parse, Parser, installed
from briefing.language.installed import OFF_VARIABLE, InstalledParses
from briefing.language.parses import BoundedParses
from briefing.language.spacy_model import installed_engine


class Toy:
    name, version = "Toy", "1"

    def parse(self, texts: list[str]) -> list[Parse]:
        if texts == ["odd"]:
            raise ValueError(texts)
        return [Parse(text, (), ()) for text in texts]


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Callable[[], object]], None]:
    """A function that replaces what loads the parser."""
    monkeypatch.delenv(OFF_VARIABLE, raising=False)
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path))
    monkeypatch.setattr(installed, "find_model", lambda: tmp_path)
    monkeypatch.setattr(installed, "installed_engine", lambda: "Toy 1")

    def replace(load: Callable[[], object]) -> None:
        monkeypatch.setattr(installed, "load_model", load)

    return replace


def test_the_parser_is_loaded_for_the_first_text(loads: Callable[[Callable[[], object]], None]) -> None:
    loads(lambda: pytest.fail("it was loaded"))
    parses = InstalledParses()
    assert (parses.engine, parses.reason) == ("Toy 1", "")
    loads(Toy)
    assert parses.parse("It reads.") == Parse("It reads.", (), ())
    assert parses.parse("odd") is None


def test_a_parser_that_cannot_be_loaded_is_named_as_the_reason(
    loads: Callable[[Callable[[], object]], None],
) -> None:
    def fail() -> None:
        raise ImportError("thinc")

    loads(fail)
    parses = InstalledParses()
    assert parses.parse("It reads.") is None
    assert (parses.engine, parses.reason) == ("", "the parser cannot be loaded (ImportError).")


def test_without_the_parser_there_is_no_engine(
    loads: Callable[[Callable[[], object]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    loads(Toy)
    monkeypatch.setattr(installed, "find_model", lambda: None)
    assert (InstalledParses().engine, InstalledParses().reason) == ("", "the parser is not installed.")
    monkeypatch.setenv(OFF_VARIABLE, "off")
    assert InstalledParses().reason == "the parser is off."


def test_the_engine_is_named_alike_whether_it_is_loaded_or_not(parser: Parser) -> None:
    assert installed_engine() == f"{parser.name} {parser.version}"


def test_parses_are_forgotten_once_they_are_too_many() -> None:
    parses = BoundedParses(max_chars=10)
    for text in ("first", "later", "last"):
        parses.keep(Parse(text, (), ()))
    assert parses.get("first") is None
    assert parses.get("last") is not None
