"""Rights that a treaty gives, and statements that have them as something that is done, or will be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefing.review.finding import RawFinding
from briefing.review.lexicon.capture_words import CaptureWords, capture_words
from briefing.review.text.segmentation import Span, sentences
from briefing.review.text.word_lists import phrases

STRONGER = "stronger-than-standing"
_FIRM = ("will", "shall", "must", "is to", "are to", "undertakes", "undertake")
_QUESTION = re.compile(r"\s+(?:the|it|he|she|they|we|a|either|both|this|that)\b")


def right_dropped(statement: str, passage: str) -> Iterator[RawFinding]:
    """Find a right that the statement has as something that is done, or will be."""
    words = capture_words()
    rights = rights_in(passage, words)
    if not rights or statement in phrases(*words.permission, *words.entitlement, *words.permitted):
        return
    binding = phrases(*words.provision).first(passage)
    stronger = next(
        (each for each in phrases(*_FIRM).all(statement) if each.low not in passage.lower()), None
    )
    # A statement may be on what the same passage demands.
    if binding is None or _is_in(binding, rights) or stronger is not None:
        message = f"“{rights[0].text}” gives a right in the fact; the wording does not say so."
        yield RawFinding(STRONGER, message, stronger or sentences(statement)[0])


def _is_in(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start <= span.start < other.end for other in others)


def rights_in(passage: str, words: CaptureWords) -> list[Span]:
    """Find the words of a treaty that give a right, not those on what may happen."""
    entitling = phrases(*words.entitlement).all(passage)
    aside = (*entitling, *phrases(*words.eventuality).all(passage))
    permitting = [
        span
        for span in phrases(*words.permission).all(passage)
        if not any(other.start <= span.start < other.end for other in aside)
        and (span.text != "May" or is_verb(span, passage))
    ]
    return sorted((*entitling, *permitting), key=lambda span: span.start)


def is_verb(may: Span, passage: str) -> bool:
    """Return whether a capital "May" can be the verb: only in front of a subject, as in a question."""
    begins = passage[: may.start].rstrip()[-1:] in {"", ".", "?", "!", "“", '"'}
    return begins and _QUESTION.match(passage, may.end) is not None
