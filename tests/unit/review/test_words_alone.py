"""Without parses the review runs on words alone: what blocks with the parser is then a warning."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from briefing.language import Parse
from briefing.model.briefing import Briefing
from briefing.review import Reviewer, Severity, registry, rules
from briefing.review import reviewer as reviewer_module
from briefing.review.check import RowCheck
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import Finding, RawFinding
from briefing.review.text.segmentation import Span
from tests.builders import bundled_scales
from tests.unit.review.corpus_loader import a_sound_briefing, with_item, worded

RULE = "condition-dropped"
TEXT = "The Duma ratified it. The line will be built."


class KnownParses:
    """Parses of some texts, without tokens."""

    def __init__(self, *texts: str) -> None:
        self.texts = set(texts)

    def parse(self, text: str) -> Parse | None:
        return Parse(text, (), ()) if text in self.texts else None


def check_line(row: ReviewRow, context: ReviewContext) -> Iterator[RawFinding]:
    """Find "will be built", and with a parse "The line will be built."."""
    start = row.text.find("will be built")
    if start >= 0:
        parse = context.parse(row.text)
        yield RawFinding(RULE, "As it is.", Span(start, start + 13, "") if parse is None else None)


@pytest.fixture(autouse=True)
def _one_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "ROW_CHECKS", (RowCheck(check_line, frozenset({RULE})),))
    needing = {**rules(), RULE: replace(rules()[RULE], needs_parser=True)}
    monkeypatch.setattr(reviewer_module, "rules", lambda: needing)


def a_row() -> Briefing:
    return with_item(a_sound_briefing(), worded("f3", TEXT))


def found(reviewer: Reviewer, briefing: Briefing) -> Finding:
    (finding,) = [each for each in reviewer.review(briefing) if each.rule_id == RULE]
    return finding


def test_a_blocking_finding_of_a_rule_that_needs_the_parser_is_a_warning_without_one() -> None:
    assert found(Reviewer(bundled_scales()), a_row()).severity is Severity.WARNING
    parses = KnownParses(TEXT)
    assert found(Reviewer(bundled_scales(), None, parses), a_row()).severity is Severity.BLOCKING


def test_a_row_is_reviewed_again_once_its_parse_is_there() -> None:
    parses = KnownParses()
    reviewer, briefing = Reviewer(bundled_scales(), None, parses), a_row()
    assert reviewer.result(briefing).unparsed == {"f3": (TEXT,)}
    parses.texts.add(TEXT)
    assert found(reviewer, briefing).severity is Severity.BLOCKING
    assert not reviewer.result(briefing).unparsed


def test_a_waiver_applies_with_the_parser_and_on_words_alone() -> None:
    alone, parsed = Reviewer(bundled_scales()), Reviewer(bundled_scales(), None, KnownParses(TEXT))
    for first, second in ((alone, parsed), (parsed, alone)):
        waiver = found(first, a_row()).waived("Settled.", "A. Analyst", "2025-11-03")
        waived = replace(a_row(), waivers=(waiver,))
        assert found(first, waived).waiver == waiver
        assert found(second, waived).waiver == waiver


def test_a_waiver_ends_when_the_sentence_changes() -> None:
    alone = Reviewer(bundled_scales())
    waiver = found(alone, a_row()).waived("Settled.", "A. Analyst", "2025-11-03")
    other = with_item(a_row(), worded("f3", TEXT.replace("line", "pipeline")))
    assert found(alone, replace(other, waivers=(waiver,))).waiver is None
