"""Match findings with the waivers of a briefing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from briefing.model.briefing import Waiver
from briefing.review.finding import Finding, Rule
from briefing.review.saved_messages import current_message


class Waivers:
    """The waivers of a briefing, by what identifies a finding: rule, row, words and their context.

    The findings of a rule that needs the parser are also known by a part of their words in the same
    sentence: with another version of the parser, or on words alone, a finding can have more or fewer words.
    Earlier versions of the program saved the message of a finding without words in place of its row's text.
    """

    def __init__(self, waivers: Iterable[Waiver]) -> None:
        self._by_row: dict[tuple[str, str], list[Waiver]] = defaultdict(list)
        for waiver in waivers:
            self._by_row[waiver.rule_id, waiver.row_id].append(waiver)

    def waiver_for(self, finding: Finding, rule: Rule) -> Waiver | None:
        candidates = self._by_row.get((finding.rule_id, finding.row_id), ())
        exact = [each for each in candidates if _is_same(each, finding)]
        if not exact and rule.needs_parser:
            exact = [each for each in candidates if _is_near(each, finding)]
        return exact[-1] if exact else None


def _is_same(waiver: Waiver, finding: Finding) -> bool:
    if waiver.words != finding.words:
        return False
    if waiver.words:
        return waiver.context == finding.context
    return current_message(waiver.context) in {finding.context, finding.message}


def _is_near(waiver: Waiver, finding: Finding) -> bool:
    if not (waiver.words and finding.words):
        # One of them concerns the row: its context is the row's text, which contains each of its sentences.
        return finding.context in waiver.context or waiver.context in finding.context
    is_part = waiver.words in finding.words or finding.words in waiver.words
    return is_part and waiver.context == finding.context
