"""Find what a text has a country do that no statement of its evidence has, in any word for it."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from briefing.language import Parse
from briefing.review.alignment.frame import frame
from briefing.review.lexicon import load_lexicon
from briefing.review.lexicon.forms import candidates
from briefing.review.lexicon.word_file import PartOfSpeech
from briefing.review.structure.events.nominal import acts_as_nouns, tokens_of_countries
from briefing.review.structure.modality import Certainties, Certainty
from briefing.review.structure.polarity import Polarity
from briefing.review.structure.tree import Tree, tree_of
from briefing.review.structure.vocabulary import vocabulary
from briefing.review.text.parties import countries_in
from briefing.review.text.segmentation import Span, words
from briefing.review.text.word_lists import phrases, word_lists

_AFFECTED = ("dobj", "dative", "nsubjpass", "agent", "prep", "poss")
_PARTICIPLE = "VBN"
_NO_ACT = frozenset({"amod", "aux", "auxpass"})


def may_have_acts(text: str) -> bool:
    """Return whether a text names a country, or says that something is settled."""
    return bool(countries_in(text)) or text in phrases(*word_lists().settled)


def unheld_acts(parse: Parse, texts: Iterable[str]) -> Iterator[Span]:
    """Yield the verbs, and nouns of acts, by which a country does what is in none of the texts.

    So are participles by which a thing is settled: the sealed deal. A name in a text says of no act.
    """
    acts = (*_acts_of_countries(parse), *_settled(parse))
    if not acts:
        return
    spelled = {word.text for text in texts for word in words(text) if word.text[0].islower()}
    held = {base for word in spelled for base in _bases_of(word)}
    relation = load_lexicon().relation
    for index in acts:
        token = parse.tokens[index]
        is_verb = token.text.lower() in word_lists().claims.verbs_after_a_name  # Russia arms Iran
        part = "VERB" if is_verb else token.pos
        if not any(relation(base, token.lemma.lower(), part) for base in held):
            yield Span(token.start, token.end, token.text)


@functools.lru_cache(maxsize=2048)
def _acts_of_countries(parse: Parse) -> tuple[int, ...]:
    """Return the acts of a text that it presents as facts, and that are more than light words."""
    tree = tree_of(parse)
    countries = tokens_of_countries(tree)
    if not countries:
        return ()
    nouns = frozenset(acts_as_nouns(tree)) | _between_names(tree, countries)
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
    """Yield the participles before a noun that say that a thing is agreed or done."""
    for span in phrases(*word_lists().settled).all(parse.text):
        for index in parse.tokens_in(span.start, span.end):
            if parse.tokens[index].tag == _PARTICIPLE and parse.tokens[index].dep == "amod":
                yield index


def _is_of_frame(tree: Tree, index: int) -> bool:
    """Return whether a word has too wide a meaning, or tells how something is said, or is an office."""
    light, lemma = frame(), tree.lemma(index)
    return (
        light.has(lemma, tree.tokens[index].pos)
        or lemma in light.handling | light.relating | light.force | light.settling | light.offices
        or lemma in {*vocabulary().saying.verbs, *vocabulary().denial.verbs}
    )


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
