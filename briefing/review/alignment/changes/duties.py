"""Duties that a wording makes of what somebody, in the statement, only affirms or opposes."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.language import Parse
from briefing.review.alignment.changes.changed_word import ChangedWord
from briefing.review.alignment.changes.named_words import span_of_word
from briefing.review.alignment.matching import Alignment
from briefing.review.alignment.negations import negated
from briefing.review.alignment.words import ContentWord

_BINDING = frozenset({"oblige", "obligate", "bind", "commit", "require", "compel", "force"})
_TAKING_SIDES = frozenset(
    {"affirm", "reaffirm", "oppose", "recognise", "recognize", "support", "welcome", "condemn", "regard"}
    | {"favour", "favor", "back", "acknowledge", "note", "endorse", "respect", "confirm"}
)
"""Verbs by which a party says where it stands; they bind it to no act."""
_SUPPORTING = frozenset({"help", "assist", "support", "be"})


def duties(parse: Parse, statement: Parse, alignment: Alignment) -> Iterator[ChangedWord]:
    """Yield each verb of duty before an act that the statement does not have.

    The statement only takes sides, and has no verb of duty.
    """
    stances = [each for each in alignment.statement if each.pos == "VERB" and each.lemma in _TAKING_SIDES]
    lemmas = {token.lemma for token in statement.tokens}
    if not stances or lemmas & (_BINDING | {"must", "shall", "duty", "obligation"}):
        return
    kept = {alignment.wording[number].index for number in alignment.matches}
    for word in alignment.wording:
        if word.pos != "VERB" or word.lemma not in _BINDING or word.index in negated(parse):
            continue
        acts = [each for each in parse.children(word.index) if parse.tokens[each].dep == "xcomp"]
        if acts and not any(_is_kept(parse, each, kept) for each in acts):
            yield _changed(word, stances[0])


def _is_kept(parse: Parse, act: int, kept: set[int]) -> bool:
    """Return whether the statement has a verb of an act: to help prevent it."""
    verbs = [act]
    verbs += [each for each in parse.subtree(act) if parse.tokens[each].dep in {"xcomp", "ccomp", "pcomp"}]
    return any(each in kept for each in verbs if parse.tokens[each].lemma not in _SUPPORTING or each == act)


def _changed(word: ContentWord, stance: ContentWord) -> ChangedWord:
    message = f"In the fact, somebody “{stance.text}” something; “{word.text}” makes a duty to act of it."
    return ChangedWord(span_of_word(word), span_of_word(stance), message, is_uncertain=True)
