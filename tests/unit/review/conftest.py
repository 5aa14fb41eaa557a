"""The parses of sentences, for tests of the review that need the parser."""

from __future__ import annotations

import pytest

from briefing.language import Parser, Parses, ParsesOnDemand


@pytest.fixture(scope="module")
def parses(parser: Parser) -> Parses:
    """Parses of the module's sentences, each made once."""
    return ParsesOnDemand(parser)
