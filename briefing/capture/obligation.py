"""Draft an obligation of a treaty from a passage of an archived source; the draft is not stored."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.capture.draft import CapturedPassage, citation_of, quoted_words
from briefing.capture.suggested import Suggested
from briefing.model.source import Source
from briefing.model.terms import ObligationKind, Presence
from briefing.model.treaty import Obligation
from briefing.review.checks.quotes.rights import rights_in
from briefing.review.lexicon.capture_words import capture_words
from briefing.review.text.word_lists import phrases


@dataclass(frozen=True, slots=True)
class ObligationDraft:
    """An obligation as it would be stored; kind and presence are None where no word decides them."""

    obligation: Obligation
    kind: Suggested[ObligationKind] | None
    presence: Suggested[Presence] | None


def draft_obligation(passage: CapturedPassage, source: Source) -> ObligationDraft:
    """Draft an obligation from a passage. Raises SourceError for one that is too long for a quote."""
    words = quoted_words(passage)
    citation = citation_of(words, passage, source)
    kind, presence = _kind(words), _presence(words)
    obligation = Obligation(
        kind=kind.value if kind else ObligationKind.CONSULTATION,
        presence=presence.value if presence else Presence.YES,
        article=citation.locator.article if citation.locator else None,
        citations=(citation,),
    )
    return ObligationDraft(obligation, kind, presence)


def _kind(passage: str) -> Suggested[ObligationKind] | None:
    """Suggest the kind of which the passage has most words, and of several the first in it."""
    found = [
        Suggested(ObligationKind(name), tuple(spans))
        for name, entries in capture_words().obligations.items()
        if (spans := phrases(*entries).all(passage))
    ]
    return min(found, key=lambda each: (-len(each.words), each.words[0].start), default=None)


def _presence(passage: str) -> Suggested[Presence] | None:
    words = capture_words()
    forbidding = phrases(*words.prohibition).first(passage)
    binding = phrases(*words.provision).first(passage) or forbidding
    if binding is not None:
        return Suggested(Presence.YES, (binding,))
    rights = rights_in(passage, words)
    return Suggested(Presence.PARTIAL, tuple(rights), "a right, no duty") if rights else None
