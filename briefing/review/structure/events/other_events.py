"""Events that a wording has between what its statement names, in place of the statement's own event."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefing.model.terms import Standing
from briefing.review.alignment.frame import frame
from briefing.review.alignment.light.events import gains_time, performs_event, reaches_bound
from briefing.review.alignment.light.movement import MOVING
from briefing.review.alignment.light.relations import makes_text
from briefing.review.alignment.light.texts import Texts
from briefing.review.alignment.words import ContentWord
from briefing.review.structure.events.claimed import events_in
from briefing.review.structure.vocabulary import vocabulary

_OBJECTS = ("dobj", "dative", "nsubjpass")
_IN_OTHER_SENSES = (gains_time, makes_text, performs_event, reaches_bound)
"""What a verb of moving may say besides: that a treaty got five years, that an agreement was reached."""
_CONTENT = frozenset({"NOUN", "VERB", "NUM"})
_EXISTING = frozenset({"be", "exist", "remain", "do"})
_PLACING = frozenset({"in", "at", "under", "near", "within", "since", "before", "after", "during"})
"""Prepositions before where or when something happens, and not before whom it concerns."""


def other_events(texts: Texts, kept: Collection[int], free: Collection[int]) -> Iterator[ContentWord]:
    """Yield the verbs of a wording by which something else happens than in the statement.

    `kept` are the tokens of the statement that the wording has in any form, `free` those of the wording
    that no word of the fact supports. Where the wording keeps the event of any clause, there is none. A
    verb that is not known, beside more than names, may be a paraphrase: hosted, for a visit to the host.
    """
    kept = frozenset(kept)
    if any(event.words & kept for event in events_in(texts.statement)):
        return
    for event in events_in(texts.parse):
        word = next((each for each in texts.words if each.index == event.index), None)
        if word is None or word.pos != "VERB" or word.index not in free:
            continue
        if _may_be_paraphrase(word, texts) or _is_without_content(word, texts):
            continue
        if _involves(word, texts):
            yield word


def _may_be_paraphrase(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb is not known and the wording keeps a noun, a verb or a figure besides names."""
    is_known = frame().has(word.lemma, word.pos) or word.lemma in MOVING
    return not is_known and any(
        texts.words[number].pos in _CONTENT
        and not texts.words[number].is_name
        and texts.words[number].lemma not in frame().offices
        for number in texts.alignment.matches
    )


def _is_without_content(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb says only that there is something, what a provision does, or for how long.

    So does one whose subject is a statement: no word came from Baku.
    """
    is_provided = texts.held.fact.standing is Standing.IN_FORCE and word.lemma in frame().force
    subjects = {texts.parse.tokens[each].lemma for each in texts.children(word.index, "nsubj")}
    if word.lemma in _EXISTING or is_provided or subjects & frame().statements:
        return True
    has_own_sense = any(each(word, texts) for each in _IN_OTHER_SENSES)
    return has_own_sense or bool(texts.children(word.index, "expl"))


def _involves(word: ContentWord, texts: Texts) -> bool:
    if word.lemma in MOVING and any(each.lemma in MOVING for each in texts.held.words):
        return False  # Who gives and who takes is judged by the rule of direction.
    return _acts_on_party(word, texts) or (word.lemma in MOVING and _moves_goods(word, texts))


def _acts_on_party(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb has a state, a person or a body for its object.

    Where one acts without an object, another in a phrase counts: Russia works for Iran.
    """
    following = word.index + 1  # Bolivia fears Brazil: the parser may take the object for an adverbial.
    objects = texts.children(word.index, *_OBJECTS)
    objects += [each for each in texts.children(word.index, "npadvmod") if each == following]
    objects += [] if objects else texts.children(word.index, "oprd")
    subjects = texts.children(word.index, "nsubj")
    if subjects and not any(_may_act(each, texts) for each in subjects):
        return False
    if objects:
        return any(_is_party(each, texts) for each in objects)
    if word.lemma in vocabulary().saying.verbs or not subjects:
        return False
    nouns = [
        noun
        for each in texts.children(word.index, "prep", "agent", "dative")
        if texts.parse.tokens[each].text.lower() not in _PLACING
        for noun in texts.children(each, "pobj")
    ]
    is_of_thing = any(texts.parse.tokens[each].pos == "NOUN" and texts.held_for(each) for each in nouns)
    return not is_of_thing and any(_is_party(each, texts) for each in nouns)


def _may_act(index: int, texts: Texts) -> bool:
    return texts.parse.tokens[index].pos == "PRON" or _is_party(index, texts)


def _is_party(index: int, texts: Texts) -> bool:
    word = next((each for each in texts.words if each.index == index), None)
    if word is None:
        return False
    if texts.parse.tokens[index].text.lower() in {"other", "another"}:
        return True  # Help each other
    is_misread = word.pos == "ADJ" and word.text.lower() in texts.held.name_words
    is_name = word.is_name or (is_misread and word.text[0].isupper())
    is_numbered = bool(texts.children(index, "nummod"))  # The 16 April, Article 8
    return (is_name and not is_numbered) or word.lemma in frame().offices


def _moves_goods(word: ContentWord, texts: Texts) -> bool:
    """Return whether what moves, by a verb of moving, is a common noun of the statement."""
    goods = texts.children(word.index, "dobj", "nsubjpass") or texts.children(word.index, "nsubj")
    return any(
        texts.parse.tokens[each].pos == "NOUN" and texts.held_for(each) and not _is_party(each, texts)
        for each in goods
    )
