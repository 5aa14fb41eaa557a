"""Find which words of a text are about something that is not so, does not happen, or is denied."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing.review.structure.scopes import clause_of, governing_verb, scope_of
from briefing.review.structure.tree import SUBJECTS, Tree
from briefing.review.structure.vocabulary import vocabulary
from briefing.review.text.word_lists import phrases

_POSITIVE = (
    "not come alone",
    "not alone",
    "without delay",
    "without further delay",
    "without further ado",
    "without exception",
    "without fail",
    "without doubt",
    "without question",
    "without hesitation",
    "not least",
    "nothing less than",
    "nothing short of",
    "no doubt",
    "no less",
    "no sooner",
    "not only",
    "not just",
    "not merely",
    "in no time",
    "nobody but",
    "no one but",
    "none but",
    "none other than",
    "no other than",
)
"""Phrases with a word of negation that negate nothing."""
_JOINED = frozenset({"conj", "appos", "npadvmod", "advcl"})
_THING = frozenset({"something", "thing", "step", "point", "matter", "what"})
_COMPARATIVES = frozenset({"more", "less", "fewer", "later", "earlier", "other"})


@dataclass(frozen=True, slots=True)
class Negation:
    """A word that negates, and the tokens that it makes negative.

    `noun` is the noun after "no", "without" or "neither". Words of one `unit` negate once: those of
    "neither ... nor", and two "no" in one clause.
    """

    index: int
    scope: frozenset[int]
    unit: int
    noun: int | None = None


@functools.lru_cache(maxsize=4096)
def negations_in(tree: Tree) -> tuple[Negation, ...]:
    """Find the negations of a text, but not those that compare: "no later than", "no two are larger"."""
    positive = _positive(tree)
    indexes = [i for i in range(len(tree.tokens)) if i not in positive and not _compares(tree, i)]
    found = (_without_asides(tree, each) for index in indexes for each in _negation(tree, index))
    return tuple(_with_thing(tree, each) for each in found)


def _positive(tree: Tree) -> frozenset[int]:
    spans = phrases(*_POSITIVE).all(tree.parse.text)
    return frozenset(each for span in spans for each in tree.parse.tokens_in(span.start, span.end))


def count_negating(tree: Tree, without: frozenset[int] = frozenset()) -> int:
    """Return how many words of negation a text has, whatever the parser takes them for: not, refrain.

    A "nor" after another one negates no further. Those at the tokens of `without` do not count.
    """
    apart = _positive(tree) | without
    found = [i for i in range(len(tree.tokens)) if i not in apart and is_negating(tree, i)]
    firsts = [index for index in found if tree.low(index) != "nor"]
    return len(firsts) or min(len(found), 1)


def is_negating(tree: Tree, index: int) -> bool:
    """Return whether a word negates by itself or by its meaning: not, refrain, read as a noun or a verb."""
    if tree.low(index) in vocabulary().negative.words:
        return not _compares(tree, index)
    return bool({tree.lemma(index), _with_particle(tree, index)} & _negating_lemmas())


@functools.cache
def _negating_lemmas() -> frozenset[str]:
    words = vocabulary().negative
    return frozenset((*words.verbs, *words.nouns, *words.adjectives))


def _without_asides(tree: Tree, negation: Negation) -> Negation:
    """Hold a negation within or outside of a relative clause between commas: which bans it, neither."""
    scope = negation.scope
    for each in range(len(tree.tokens)):
        if tree.tokens[each].dep == "relcl" and _is_set_off(tree, each):
            aside = tree.subtree(each)
            scope = scope & aside if negation.index in aside else scope - aside
    return replace(negation, scope=scope)


def _with_thing(tree: Tree, negation: Negation) -> Negation:
    """Extend a negation in "force is something that they do not use" over what is that thing."""
    verb = governing_verb(tree, negation.index)
    if verb is None or tree.tokens[verb].dep != "relcl":
        return negation
    noun = tree.tokens[verb].head
    if tree.lemma(noun) not in _THING or tree.tokens[noun].dep not in {"attr", "dobj"}:
        return negation
    return replace(negation, scope=negation.scope | frozenset(tree.sentence(verb)) - {negation.index})


def _is_set_off(tree: Tree, clause: int) -> bool:
    first = min(tree.subtree(clause))
    return first > 0 and tree.tokens[first - 1].text == ","


def _negation(tree: Tree, index: int) -> Iterator[Negation]:
    low, token = tree.low(index), tree.tokens[index]
    words = vocabulary().negative
    if low in words.words and index + 1 < len(tree.tokens) and tree.low(index + 1) == "longer":
        verb = governing_verb(tree, index)
        yield Negation(
            index, tree.subtree(token.head) if verb is None else _denied_clause(tree, verb), index
        )
    elif low in words.words:
        yield _of_word(tree, index)
    elif low in {"yet", "still"} and index + 1 < len(tree.tokens) and tree.low(index + 1) == "to":
        # "has yet to enter into force"
        verb = tree.tokens[index + 1].head
        yield Negation(index, _denied_clause(tree, verb), index)
    elif low == "unless" and token.dep == "mark":
        yield Negation(index, tree.subtree(token.head) - {index}, index)
    else:
        yield from _of_lexeme(tree, index)


def _of_lexeme(tree: Tree, index: int) -> Iterator[Negation]:
    """Read words that negate by their meaning: "deny", "ban", "absence", "unable"."""
    lemma, token = tree.lemma(index), tree.tokens[index]
    words = vocabulary().negative
    if token.pos == "VERB" and (lemma in words.verbs or _with_particle(tree, index) in words.verbs):
        yield Negation(index, _complements(tree, index), index)
    elif _ends(tree, index):
        verb = governing_verb(tree, index)
        yield Negation(index, frozenset() if verb is None else clause_of(tree, verb) - {verb}, index)
    elif token.pos == "NOUN" and _is_misread_verb(tree, index):
        yield Negation(index, frozenset(each for each in tree.sentence(index) if each > index), index)
    elif token.pos == "NOUN" and lemma in words.nouns:
        nouns = [tree.child(each, "pobj") for each in tree.children(index, "prep")]
        yield Negation(index, tree.subtree(index) - {index}, index, next(iter(nouns), None))
    elif tree.low(index) == "against" and tree.lemma(token.head) == "be":
        # "Force is something that they are against"
        yield Negation(index, tree.subtree(index) - {index}, index)
    elif token.pos == "ADJ" and lemma in words.adjectives and not _is_free_to(tree, index):
        yield Negation(index, scope_of(tree, index) - {index}, index)


def _is_free_to(tree: Tree, index: int) -> bool:
    """Return whether a word is the "free" of "free to leave", which allows, as "free of" denies."""
    return tree.lemma(index) == "free" and bool(tree.children(index, "xcomp"))


def _ends(tree: Tree, index: int) -> bool:
    """Return whether a word is the "end" in "brings to an end", or the "limits" in "off limits"."""
    if tree.low(index) == "limits" and index > 0 and tree.low(index - 1) == "off":
        return True
    verb = governing_verb(tree, index)
    is_phrase = tree.tokens[index].dep == "pobj" and tree.low(tree.tokens[index].head) == "to"
    return (
        is_phrase
        and tree.lemma(index) in {"end", "halt", "stop", "close", "standstill"}
        and verb is not None
        and tree.lemma(verb) in {"bring", "come", "put", "draw", "grind"}
    )


def _is_misread_verb(tree: Tree, index: int) -> bool:
    """Return whether the parser took a verb after a number or name for a plural: "Article 2 bars"."""
    is_after_name = index > 0 and tree.tokens[index - 1].pos in {"NUM", "PROPN"}
    is_before_that = index + 1 < len(tree.tokens) and tree.low(index + 1) == "that"
    has_clause = (
        is_before_that and tree.children(index, "ccomp") and not tree.children(index, "det", "poss")
    )
    low = tree.low(index)
    is_verb = low.endswith("s") and low[:-1] in vocabulary().negative.verbs
    return is_verb and bool(is_after_name or has_clause)


def _of_word(tree: Tree, index: int) -> Negation:
    """Read "not", "no" and the like."""
    low, token = tree.low(index), tree.tokens[index]
    noun = _negated_noun(tree, index)
    is_apposition = noun == index and token.dep == "appos"
    if low == "without" or is_apposition:
        # "three officials, none of them named"
        own = noun if is_apposition else tree.child(index, "pobj")
        return Negation(index, tree.subtree(index), index, own)
    if noun is not None:
        verb = governing_verb(tree, noun)
        within = tree.subtree(noun)
        is_joined = tree.tokens[noun].dep in _JOINED  # "an alliance, though no help"
        scope = within if verb is None or is_joined else within | clause_of(tree, verb)
        return Negation(index, scope, verb or noun, noun)
    if low in {"neither", "nor"}:
        return _of_neither(tree, index)
    if tree.low(token.head) in {"all", "every", "both"} and (verb := governing_verb(tree, token.head)):
        return Negation(index, _denied_clause(tree, verb), index)
    if token.dep == "neg" and not tree.is_verb(token.head):
        negated = token.head if tree.tokens[token.head].pos == "NOUN" else None
        return Negation(index, tree.subtree(token.head, _after_but(tree, token.head)), index, negated)
    return Negation(index, _scope_of_not(tree, index) | _fronted(tree, token.head), index)


def _of_neither(tree: Tree, index: int) -> Negation:
    token = tree.tokens[index]
    verb = governing_verb(tree, token.head)
    if verb is None:
        return Negation(index, tree.subtree(token.head), token.head)
    scope = _with_joined(tree, verb)
    if tree.tokens[verb].dep in SUBJECTS and not tree.children(verb, "mark"):
        scope |= clause_of(tree, tree.tokens[verb].head)  # A misread "neither lays claim"
    return Negation(index, scope, _first(tree, verb))


def _fronted(tree: Tree, verb: int) -> frozenset[int]:
    """Return the complement before "it is not" that the parser takes for a noun with a relative clause."""
    token = tree.tokens[verb]
    is_full = tree.children(verb, "attr", "acomp", "oprd") or token.dep != "relcl"
    pronouns = {tree.tokens[each].tag for each in tree.children(verb)}
    if tree.lemma(verb) != "be" or is_full or pronouns & {"WDT", "WP", "WRB"}:
        return frozenset()
    return tree.noun_phrase(token.head)


def _scope_of_not(tree: Tree, index: int) -> frozenset[int]:
    head = tree.tokens[index].head
    if _anticipates(tree, head):
        # "It is not true, he says, that": the clause may be read as a part of "says"
        return frozenset(each for each in tree.sentence(index) if each > index)
    apart = _contrasted(tree, head) | _described_subjects(tree, head) | _sourced(tree, head)
    apart |= _added(tree, head)
    return scope_of(tree, index) - apart


def _sourced(tree: Tree, verb: int) -> frozenset[int]:
    """Return the phrases by which a clause names its source: "according to him, who says that"."""
    prepositions = vocabulary().saying.prepositions
    sources = [each for each in tree.children(verb, "prep") if tree.low(each) in prepositions]
    return frozenset[int]().union(*map(tree.subtree, sources))


def _added(tree: Tree, verb: int) -> frozenset[int]:
    """Return what somebody goes on to say after a negated clause: "..., adding that it was ready"."""
    clauses = [
        each
        for each in tree.children(verb, "advcl")
        if tree.tokens[each].tag == "VBG" and tree.lemma(each) in vocabulary().saying.verbs and each > verb
    ]
    return frozenset[int]().union(*(tree.subtree(each) for each in clauses if tree.children(each, "ccomp")))


def _anticipates(tree: Tree, verb: int) -> bool:
    """Return whether a verb is the "is" of "it is not true, he says, that"."""
    is_it = "it" in {tree.low(each) for each in tree.children(verb, "nsubj", "expl")}
    judged = {tree.lemma(each) for each in tree.children(verb, "acomp", "attr")}
    return is_it and bool(judged & {"true", "so", "correct", "case", "right", "accurate"})


def _denied_clause(tree: Tree, verb: int) -> frozenset[int]:
    return clause_of(tree, verb) - _described_subjects(tree, verb)


def _described_subjects(tree: Tree, verb: int) -> frozenset[int]:
    """Return the clauses that describe the subject: in "what he said is not so", "said" is not negative."""
    clauses = [
        each
        for subject in tree.children(verb, *SUBJECTS)
        for each in tree.subtree(subject)
        if tree.tokens[each].dep in {"relcl", "acl"}
    ]
    return frozenset[int]().union(*(tree.subtree(each) for each in clauses))


def _negated_noun(tree: Tree, index: int) -> int | None:
    """Return the noun of "no alliance", "not one missile", "neither the number", or "nothing" itself."""
    low, token = tree.low(index), tree.tokens[index]
    if low in {"none", "nobody", "nothing"}:
        return index
    if low in {"neither", "nor"}:
        is_object = tree.tokens[token.head].dep in {"dobj", "attr", "pobj"}
        return token.head if is_object else None
    if token.dep == "det":
        return token.head
    if low == "not" and tree.low(token.head) in {"one", "single", "any"} and not tree.is_verb(token.head):
        return tree.tokens[token.head].head
    return None


def _first(tree: Tree, verb: int) -> int:
    """Return the first of the verbs that a verb is joined to: "confirmed" of "confirmed nor denied"."""
    while tree.tokens[verb].dep == "conj" and tree.is_verb(tree.tokens[verb].head):
        verb = tree.tokens[verb].head
    return verb


def _has_subject_of_its_own(tree: Tree, verb: int) -> bool:
    """Return whether a clause is joined by "and" and has a subject: neither claims it, and they agreed."""
    conjunctions = {tree.low(each) for each in tree.children(tree.tokens[verb].head, "cc") if each < verb}
    return bool(tree.children(verb, *SUBJECTS)) and conjunctions == {"and"}


def _has_clause_as_subject(tree: Tree, verb: int) -> bool:
    """Return whether a verb is the "is recorded" of "that neither claims it is recorded" for the parser."""
    head = tree.tokens[verb].head
    opens = any(
        tree.low(each) == "that" and each == tree.sentence(verb).start for each in tree.children(head)
    )
    has_auxiliary = bool(tree.children(verb, "aux", "auxpass"))
    return opens and has_auxiliary and not tree.children(head, "cc")


def _with_joined(tree: Tree, verb: int) -> frozenset[int]:
    first = _first(tree, verb)
    conjuncts = (
        each
        for each in tree.children(first, "conj")
        if not _has_subject_of_its_own(tree, each) and not _has_clause_as_subject(tree, each)
    )
    joined = map(tree.subtree, conjuncts)
    return clause_of(tree, first) | frozenset[int]().union(*joined)


def _after_but(tree: Tree, head: int) -> tuple[int, ...]:
    has_but = any(tree.low(each) in {"but", "yet"} for each in tree.children(head, "cc"))
    return tree.children(head, "conj") if has_but else ()


def _contrasted(tree: Tree, verb: int) -> frozenset[int]:
    """Return what follows "but" among the arguments of a negated verb: "not with A but with B"."""
    apart = [each for child in (verb, *tree.children(verb)) for each in _after_but(tree, child)]
    return frozenset[int]().union(*(tree.subtree(each) for each in apart))


def _complements(tree: Tree, verb: int) -> frozenset[int]:
    """Return what a verb such as "deny" or "lack" says is not so: its complements or passive subject."""
    token = tree.tokens[verb]
    if token.dep == "relcl" and not tree.children(verb, "dobj", "ccomp", "xcomp"):
        # "is something that Iran denies"
        noun = tree.tokens[token.head]
        around = tree.subtree(noun.head) if noun.dep == "attr" else tree.subtree(token.head)
        return around - tree.subtree(verb)
    if token.dep == "acomp" and tree.lemma(token.head) == "be":
        # "Any independence is opposed", read as an adjective
        return clause_of(tree, token.head) - {verb}
    if (lacked := _lacked(tree, verb)) is not None:
        # "What the treaty lacks is a duty"
        return tree.subtree(lacked)
    sentence = tree.sentence(verb)
    if tree.low(sentence.start) == "that" and not tree.children(verb, "ccomp", "xcomp", "dobj", "pcomp"):
        # "That it sent missiles, Iran denies."
        return frozenset(sentence).difference({verb}, *map(tree.subtree, tree.children(verb, "nsubj")))
    if (
        tree.child(verb, "auxpass") is not None
        and token.dep == "conj"
        and not tree.children(verb, *SUBJECTS)
    ):
        # "Joining alliances is ruled out", whose subject the parser took for a clause of its own
        return frozenset(each for each in sentence if each != verb)
    subjects = [] if tree.child(verb, "auxpass") is not None else list(tree.children(verb, *SUBJECTS))
    if not tree.children(verb, "dobj", "ccomp", "xcomp", "pcomp"):
        subjects = []  # "work has stopped"
    apart = (tree.subtree(each) for each in (*subjects, *_negated_relatives(tree, verb)))
    return clause_of(tree, verb).difference({verb}, *apart)


def _negated_relatives(tree: Tree, verb: int) -> list[int]:
    """Return the relative clauses with a negation of their own: opposes measures, which neither applies."""
    words = vocabulary().negative.words
    return [
        each
        for each in tree.subtree(verb)
        if each != verb
        and tree.tokens[each].dep == "relcl"
        and any(tree.low(word) in words for word in tree.subtree(each))
    ]


def _lacked(tree: Tree, verb: int) -> int | None:
    """Return what "is" after a clause such as "what the treaty lacks"."""
    head = tree.tokens[verb].head
    is_clause = tree.tokens[verb].dep in {"csubj", "nsubj", "ccomp"} and tree.lemma(head) == "be"
    is_what = any(tree.low(each) == "what" for each in tree.children(verb, "dobj", "pobj"))
    return tree.child(head, "attr") if is_clause and is_what else None


def _with_particle(tree: Tree, verb: int) -> str:
    """Return a verb with its particle, or with "from": "rule out", "keep from"."""
    particle = tree.child(verb, "prt")
    if particle is None and any(
        each == verb + 1 and tree.low(each) in {"down", "against"}
        for each in tree.children(verb, "prep", "advmod")
    ):
        particle = verb + 1  # "voted down the draft", read as a phrase, and "voted against it"
    if particle is not None:
        return f"{tree.lemma(verb)} {tree.low(particle)}"
    if any(tree.low(each) == "from" for each in tree.subtree(verb) if tree.tokens[each].dep == "prep"):
        return f"{tree.lemma(verb)} from"
    return ""


def _compares(tree: Tree, index: int) -> bool:
    """Return whether a "no" or "not" compares: a comparative and "than" are in its clause."""
    if tree.low(index) not in {"no", "not", "nothing", "none", "nobody"}:
        return False
    later = [each for each in tree.sentence(index) if each > index]
    has_than = any(tree.low(each) == "than" for each in later)
    if sum(tree.low(each) == "as" for each in later) > 1 and "other" in map(tree.low, later):
        return True  # "No others are as large as these"
    return has_than and any(
        tree.low(each) in _COMPARATIVES or tree.tokens[each].tag in {"JJR", "RBR"} for each in later
    )


class Polarity:
    """The negations of a text, and which words they make negative."""

    def __init__(self, tree: Tree, without: frozenset[int] = frozenset()) -> None:
        """Take all negations but those at the tokens of `without`."""
        self.negations = tuple(each for each in negations_in(tree) if each.index not in without)

    def is_negative(self, index: int) -> bool:
        """Return whether an odd number of negations governs a word."""
        return len({each.unit for each in self._over(index)}) % 2 == 1

    def of_noun(self, index: int) -> bool:
        """Return whether a word is the noun after "no", "without" or "neither", or joined to it."""
        return any(each.noun == index for each in self.negations)

    def nouns_over(self, index: int) -> tuple[int, ...]:
        """Return the nouns by whose "no" a word is negative."""
        return tuple(each.noun for each in self._over(index) if each.noun is not None)

    def _over(self, index: int) -> tuple[Negation, ...]:
        return tuple(each for each in self.negations if index in each.scope and index != each.index)
