"""Find verbs by which a wording only describes, in passing, a noun that the statement has."""

from __future__ import annotations

from briefing.review.alignment.light.texts import Texts
from briefing.review.alignment.phrases import mentions_in
from briefing.review.alignment.words import ContentWord
from briefing.review.lexicon import Lexicon

_CAUSING = frozenset(
    {"cause", "trigger", "prompt", "force", "press", "compel", "oblige", "provoke", "enable", "require"}
    | {"prevent", "guarantee", "ensure", "prove", "confirm", "violate", "breach", "promise"}
)


def is_aside(word: ContentWord, texts: Texts, lexicon: Lexicon) -> bool:
    """Return whether a verb is that of "the path that the other has chosen", with nobody new acting.

    A word of a contrast set is none where the statement has a word of that set.
    """
    token = texts.token(word)
    if (
        word.pos != "VERB"
        or token.dep not in {"acl", "relcl"}
        or texts.children(word.index, "agent", "neg")
    ):
        return False
    sets = {each.contrast_set.id for each in lexicon.memberships(word.lemma, "VERB") if each.is_contrast}
    held = {each.membership.contrast_set.id for each in mentions_in(texts.statement, lexicon)}
    if word.lemma in _CAUSING or sets & held:
        return False
    return texts.held_for(token.head) is not None
