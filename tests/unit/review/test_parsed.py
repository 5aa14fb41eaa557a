"""A review waits for the parses of another process, of all rows or of some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from briefing.language import Parse
from briefing.review import Reviewer, registry
from briefing.review.check import RowCheck
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding
from briefing.review.parsed import parsed_result, parsed_review
from tests.builders import bundled_scales
from tests.unit.review.corpus_loader import a_sound_briefing


class SlowParses:
    """Parses that come when they are waited for, unless they are `late`."""

    def __init__(self, *late: str) -> None:
        self.known: set[str] = set()
        self.waits: list[tuple[str, ...]] = []
        self._late = set(late)

    def parse(self, text: str) -> Parse | None:
        return Parse(text, (), ()) if text in self.known else None

    def wait_for(self, texts: Iterable[str], timeout_s: float) -> bool:  # noqa: ARG002 - as the process
        self.waits.append(tuple(texts))
        self.known |= set(self.waits[-1]) - self._late
        return not self._late & set(self.waits[-1])


def check_text_and_then_fact(row: ReviewRow, context: ReviewContext) -> Iterator[RawFinding]:
    if row.fact is not None and context.parse(row.item.id) is not None:
        context.parse(row.fact.id)
    yield from ()


@pytest.fixture(autouse=True)
def _one_check(monkeypatch: pytest.MonkeyPatch) -> None:
    checks = (RowCheck(check_text_and_then_fact, frozenset[str]()),)
    monkeypatch.setattr(registry, "ROW_CHECKS", checks)
    monkeypatch.setattr(registry, "BRIEFING_CHECKS", ())


def test_a_review_waits_for_all_texts_also_for_those_that_a_check_asks_for_later() -> None:
    parses = SlowParses()
    assert not parsed_review(a_sound_briefing(), bundled_scales(), None, parses).unparsed
    assert [len(texts) for texts in parses.waits] == [5, 5]


def test_only_the_rows_in_question_are_waited_for() -> None:
    parses = SlowParses()
    reviewer = Reviewer(bundled_scales(), None, parses)
    result = parsed_result(reviewer, a_sound_briefing(), parses, {"f2"})
    assert parses.waits[0] == ("f2",)
    assert set(result.unparsed) == {"f1", "f3", "f4", "f5"}


def test_what_is_not_parsed_in_time_is_reviewed_on_words_alone() -> None:
    parses = SlowParses("f4")
    assert parsed_review(a_sound_briefing(), bundled_scales(), None, parses).unparsed["f4"] == ("f4",)
    assert len(parses.waits) == 1
