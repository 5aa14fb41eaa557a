"""The standing of a provision in a treaty's own text, which is that of the treaty also where it permits."""

from __future__ import annotations

import re

from briefing.capture.suggested import Suggested
from briefing.model.terms import ActionKind, Standing
from briefing.model.treaty import Treaty
from briefing.review.checks.quotes.rights import rights_in
from briefing.review.lexicon.capture_words import CaptureWords
from briefing.review.text.segmentation import Span
from briefing.review.text.word_lists import phrases

_LATIN = re.compile(r"[A-Za-z]{3}")
_RIGHT, _PROHIBITION = "a right under the treaty", "a prohibition"


def provision_standing(
    passage: str, treaty: Treaty | None, words: CaptureWords
) -> tuple[Suggested[Standing] | None, str]:
    """Return the standing of a provision, or why its words do not decide it.

    A word that permits gives a right, which is as firm as the treaty: nothing in it is only possible.
    """
    open_word = phrases(*words.negotiation).first(passage)
    if open_word is not None or "[" in passage:
        sign = open_word.text if open_word else "["
        return None, f"“{sign}”: perhaps the text is not agreed."
    basis, reason = _basis(passage, words)
    if not basis:
        hedge = phrases(*words.possibility).first(passage)
        if hedge is not None:
            return None, f"“{hedge.text}”: perhaps nothing is provided."
        if not passage.isascii() and not _LATIN.search(passage):
            return None, "No word of the passage is known that binds or permits."
    if treaty is None:
        return None, "The treaty is not known, nor whether it is in force."
    is_in_force = any(action.kind is ActionKind.ENTRY_INTO_FORCE for action in treaty.actions)
    state = (
        "the treaty has entered into force"
        if is_in_force
        else "no entry into force of the treaty is recorded"
    )
    standing = Standing.IN_FORCE if is_in_force else Standing.SIGNED
    return Suggested(standing, basis, "; ".join(filter(None, (reason, state)))), ""


def _basis(passage: str, words: CaptureWords) -> tuple[tuple[Span, ...], str]:
    """Return the words that forbid, permit or bind, and which of these they do."""
    if forbidding := phrases(*words.prohibition).all(passage):
        return tuple(forbidding), _PROHIBITION
    if permitting := rights_in(passage, words):
        return tuple(permitting), _RIGHT
    binding = phrases(*words.provision).first(passage)
    return ((binding,) if binding else ()), ""
