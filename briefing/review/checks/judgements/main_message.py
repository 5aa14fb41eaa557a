"""Hold the main message, and a title that makes a claim, to the judgements and their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.model.briefing import Item, Judgement, Status
from briefing.review.check import BriefingCheck
from briefing.review.checks.estimative_language import check_estimative_language
from briefing.review.checks.judgements.assertion import asserts
from briefing.review.checks.judgements.restated_text import Excess, Excessive, RestatedText
from briefing.review.checks.judgements.support import facts_reached
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import BRIEFING, FindingField, RawFinding
from briefing.review.text.segmentation import Span, words

_MOST_WORDS = 35
_RULES = {
    Excess.STRONGER: "message-stronger",
    Excess.BEYOND_EVIDENCE: "message-beyond-evidence",
    Excess.SAID_BY_NONE: "message-not-supported",
    Excess.NOT_SUPPORTED: "message-not-supported",
    Excess.ACT_OF_NONE: "message-not-supported",
}


def check_main_message(context: ReviewContext) -> Iterator[RawFinding]:
    """Hold the main message and the title to the judgements; in review a briefing has a message."""
    briefing = context.briefing
    message = briefing.main_message
    judgements = _judgements(context)
    if message is None or not message.text.strip():
        if briefing.status in {Status.IN_REVIEW, Status.FINAL}:
            yield RawFinding("no-main-message", "The briefing has no main message.", row_id=BRIEFING)
    else:
        named = [judgements[each] for each in message.judgement_ids if each in judgements]
        if judgements and not message.judgement_ids:
            text = "The main message names no judgement."
            yield RawFinding("message-without-judgement", text, row_id=BRIEFING)
        count = len(words(message.text))
        if count > _MOST_WORDS:
            span = Span(0, len(message.text), message.text)
            yield RawFinding(
                "message-long", f"The main message has {count} words.", span, field="main_message"
            )
        yield from _held(message.text, "main_message", named or judgements.values(), (), context)
    if asserts(briefing.title, context):
        shown = (item for item in briefing.walk_items() if not item.hidden)
        yield from _held(briefing.title, "title", judgements.values(), shown, context)


def _judgements(context: ReviewContext) -> dict[str, Judgement]:
    return {row.item.id: row.item for row in context.rows if isinstance(row.item, Judgement)}


def _held(
    text: str,
    field: FindingField,
    judgements: Iterable[Judgement],
    shown: Iterable[Item],
    context: ReviewContext,
) -> Iterator[RawFinding]:
    """Review a text as that of a judgement without a grade, and hold it to judgements and their evidence.

    `shown` are further rows whose facts support it.
    """
    row = ReviewRow(Judgement(id="message", text=text), text)
    for raw in check_estimative_language(row, context):
        yield RawFinding("message-wording", raw.message, raw.span, row_id=BRIEFING, field=field)
    own = tuple(judgements)
    facts = facts_reached((piece for each in own for piece in each.evidence), context, shown)
    restated = RestatedText(text, own, facts, context)
    for found in (*restated.too_strong(), *restated.unsupported(), *restated.acts_of_none()):
        # A message also says what its judgements have in common, in words of its own.
        if found.excess is not Excess.SAID_BY_NONE or field == "title":
            yield _raw(found, field)


def _raw(found: Excessive, field: FindingField) -> RawFinding:
    return RawFinding(
        _RULES[found.excess],
        found.message,
        found.span,
        row_id=BRIEFING,
        field=field,
        is_uncertain=found.is_uncertain or found.excess in {Excess.SAID_BY_NONE, Excess.ACT_OF_NONE},
    )


CHECKS = (
    BriefingCheck(
        check_main_message,
        frozenset(
            {
                "no-main-message",
                "message-without-judgement",
                "message-stronger",
                "message-beyond-evidence",
                "message-not-supported",
                "message-wording",
                "message-long",
            }
        ),
    ),
)
