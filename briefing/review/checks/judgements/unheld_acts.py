"""Find what a text has a country do that no statement of its evidence has, in any word for it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from briefing.language import Parse
from briefing.review.alignment.frame import frame
from briefing.review.lexicon import load_lexicon
from briefing.review.lexicon.forms import candidates
from briefing.review.lexicon.word_file import PartOfSpeech
from briefing.review.structure.events.nominal import acts_as_nouns, things_with_other, tokens_of_countries
from briefing.review.structure.modality import Certainties, Certainty
from briefing.review.structure.polarity import Polarity
from briefing.review.structure.tree import Tree, tree_of
from briefing.review.structure.vocabulary import vocabulary
from briefing.review.text.parties import countries_in
from briefing.review.text.segmentation import Span, words
from briefing.review.text.word_lists import phrases, word_lists

_AFFECTED = ("dobj", "dative", "nsubjpass", "agent", "prep", "poss")
_PARTICIPLE = "VBN"
_POSSESSIVE = re.compile(r"[A-Z][\w-]*['’]s?\s")
_NO_ACT = frozenset({"amod", "aux", "auxpass"})


def may_have_acts(text: str) -> bool:
    """Return whether a text names a country, or somebody whose act something is."""
    return bool(countries_in(text)) or bool(_POSSESSIVE.search(text))


def may_have_status(text: str) -> bool:
    """Return whether a text has a participle, or a word by which something is whole or from several."""
    lists = word_lists()
    return text in phrases("*ed", *lists.participles, *lists.scope, *lists.estimative.several_origins)


def unheld_acts(parse: Parse, texts: Iterable[str]) -> Iterator[Span]:
    """Yield the verbs, and nouns of acts, by which a country does what is in none of the texts.

    A name in a text says of no act. One denial is as another: rejects, for denies.
    """
    if not (acts := _acts_of_countries(parse)):
        return
    held = _held(texts)
    denials = {*vocabulary().denial.verbs, *vocabulary().denial.nouns}
    for index in acts:
        token = parse.tokens[index]
        is_verb = token.text.lower() in word_lists().claims.verbs_after_a_name  # Russia arms Iran
        part = "VERB" if is_verb else token.pos
        is_denied = token.lemma in denials and bool(held & denials)
        if not is_denied and not _is_held(token.lemma, part, held):
            yield Span(token.start, token.end, token.text)


def unheld_status(parse: Parse, texts: Iterable[str]) -> Iterator[Span]:
    """Yield the words by which a thing is settled, whole or known from several, that no text has.

    They say so in a topic too: the sealed deal, unanimous backing, contracted volumes.
    """
    if not (found := (*_settled(parse), *_whole(parse))) and not _from_several(parse):
        return
    held = _held(texts)
    for index in found:
        token = parse.tokens[index]
        if not any(_is_held(token.lemma, part, held) for part in (token.pos, "VERB")):
            yield Span(token.start, token.end, token.text)
    for span in _from_several(parse):
        if not {base for word in words(span.text) for base in _bases_of(word.low)} & held:
            yield span


def _held(texts: Iterable[str]) -> frozenset[str]:
    """Return the base forms of the words of some texts, without names."""
    spelled = {word.text for text in texts for word in words(text) if word.text[0].islower()}
    return frozenset(base for word in spelled for base in _bases_of(word))


def _is_held(lemma: str, part: str, held: frozenset[str]) -> bool:
    """Return whether one of some words is a word, a form of it, or another word for it."""
    relation = load_lexicon().relation
    return any(relation(base, lemma.lower(), part) for base in held)


@functools.lru_cache(maxsize=2048)
def _acts_of_countries(parse: Parse) -> tuple[int, ...]:
    """Return the acts of a text that it presents as facts, and that are more than light words."""
    tree = tree_of(parse)
    countries = tokens_of_countries(tree)
    nouns = (
        frozenset(acts_as_nouns(tree))
        | _between_names(tree, countries)
        | frozenset(things_with_other(tree))
    )
    if not countries and not nouns:
        return ()
    certainties, polarity = Certainties(tree), Polarity(tree)
    return tuple(
        index
        for index, token in enumerate(tree.tokens)
        if (index in nouns or (token.pos == "VERB" and token.dep not in _NO_ACT))
        and not _is_of_frame(tree, index)
        and (index in nouns or _concerns_country(tree, index, countries))
        and certainties.of(index) is Certainty.FACT
        and not polarity.is_negative(index)
    )


def _between_names(tree: Tree, countries: frozenset[int]) -> frozenset[int]:
    """Return what the parser may take for a noun between two countries: Russia arms Iran."""
    verbs = word_lists().claims.verbs_after_a_name
    return frozenset(
        index
        for index in range(1, len(tree.tokens) - 1)
        if {index - 1, index + 1} <= countries and tree.low(index) in verbs
    )


def _settled(parse: Parse) -> Iterator[int]:
    """Yield the participles before a noun that say that a thing is agreed, done or proven."""
    for index, token in enumerate(parse.tokens):
        if (
            token.tag == _PARTICIPLE
            and token.dep == "amod"
            and (
                token.lemma.lower() in frame().settling
                or token.text in phrases(*word_lists().settled, *word_lists().report.endorsing)
            )
        ):
            yield index


def _whole(parse: Parse) -> Iterator[int]:
    """Yield the adjectives that say of an act that all take part, or that it is done wholly."""
    scope, statements = phrases(*word_lists().scope), vocabulary().saying.nouns
    for index, token in enumerate(parse.tokens):
        noun = parse.tokens[token.head]
        is_adjective = token.pos == "ADJ" and token.dep == "amod" and token.text in scope
        is_act = is_adjective and noun.pos == "NOUN" and noun.lemma not in statements  # final remarks
        if is_act and load_lexicon().is_of_verb(noun.lemma):
            yield index


def _from_several(parse: Parse) -> list[Span]:
    return phrases(*word_lists().estimative.several_origins).all(parse.text)


def _is_of_frame(tree: Tree, index: int) -> bool:
    """Return whether a word has too wide a meaning, or tells how something is said, or is an office."""
    light, lemma = frame(), tree.lemma(index)
    if lemma in vocabulary().denial.verbs:
        return not _rejects_thing(tree, index)
    return (
        light.has(lemma, tree.tokens[index].pos)
        or lemma in light.handling | light.relating | light.force | light.settling | light.offices
        or lemma in {*vocabulary().saying.verbs, *vocabulary().saying.nouns}
    )


def _rejects_thing(tree: Tree, index: int) -> bool:
    """Return whether a verb of denial is about a thing, and no claim: rejects the route."""
    objects = [each for each in tree.children(index, "dobj") if tree.tokens[each].pos == "NOUN"]
    things = [each for each in objects if tree.lemma(each) not in vocabulary().saying.nouns]
    is_alone = tree.is_root(index) and tree.tokens[index].tag == _PARTICIPLE
    is_of_claims = tree.lemma(index) == "deny" or bool(tree.children(index, "prt"))  # rules out
    return not is_of_claims and (is_alone or bool(things))


def _concerns_country(tree: Tree, index: int, countries: frozenset[int]) -> bool:
    """Return whether a country acts, or is what is acted on."""
    concerned = {*tree.subjects(index), *tree.children(index, *_AFFECTED)}
    concerned |= {noun for each in concerned for noun in tree.children(each, "pobj")}
    return bool(concerned & countries)


@functools.lru_cache(1 << 13)
def _bases_of(word: str) -> tuple[str, ...]:
    """Return what may be the base forms of a word."""
    parts = PartOfSpeech.VERB, PartOfSpeech.NOUN
    return tuple(dict.fromkeys(each for part in parts for each in candidates(word, part)))
