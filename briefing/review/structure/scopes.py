"""Find what a word governs: a modal verb its clause, an adjective its noun, a verb its complements."""

from __future__ import annotations

from briefing.review.structure.tree import SUBJECTS, Tree
from briefing.review.structure.vocabulary import vocabulary

_INDEPENDENT_ADVERBIAL = frozenset({"while", "whereas", "although", "though", "because", "since", "after"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "pobj", "oprd", "conj"})
_OF_CLAUSE = frozenset({"aux", "auxpass", "neg", "mark", "advmod", "npadvmod", "intj", "preconj"})
_PREDICATES = frozenset({"acomp", "oprd", "attr"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_LIGHT = frozenset(
    {"be", "have", "do", "make", "take", "give", "hold", "remain", "exist", "continue", "go", "come", "run"}
    | {
        "express",
        "voice",
        "harbour",
        "harbor",
        "nurture",
        "entertain",
        "conduct",
        "keep",
        "stay",
        "stand",
        "lie",
        "see",
        "face",
        "offer",
        "leave",
        "enter",
        "reach",
        "get",
    }
)
"""Verbs that leave the meaning to their noun: "have plans", "hold talks", "talks continue"."""


def clause_of(tree: Tree, verb: int) -> frozenset[int]:
    """Return a verb with all that belongs to its clause, without clauses of their own next to it."""
    apart = [child for child in tree.children(verb) if is_apart(tree, child)]
    within = tree.subtree(verb, apart)
    return tree.subtree(verb, [*apart, *(each for each in within if _is_attached_too_low(tree, each))])


def _is_attached_too_low(tree: Tree, index: int) -> bool:
    """Return whether a clause with a subject is joined to an infinitive, and so to the wrong verb."""
    token = tree.tokens[index]
    if _names_speaker(tree, index):
        return True
    if token.dep != "conj" or not tree.is_verb(index) or not tree.children(index, *SUBJECTS):
        return False
    return tree.tokens[token.head].tag == "VB" and not tree.children(token.head, *SUBJECTS)


def _names_speaker(tree: Tree, index: int) -> bool:
    """Return whether a clause after a comma only says who says it: "..., the agency reported on Monday"."""
    token = tree.tokens[index]
    first = min(tree.subtree(index))
    is_after_comma = token.head < first and "," in {
        each.text for each in tree.tokens[first - 1 : first + 1]
    }
    is_saying = tree.is_verb(index) and tree.lemma(index) in vocabulary().saying.verbs
    has_own = tree.children(index, "nsubj") and not tree.children(
        index, "ccomp", "dobj", "xcomp", "auxpass"
    )
    marks = {tree.low(each) for each in tree.children(index, "mark", "advmod", "cc")}
    is_joined = token.dep in {"advcl", "ccomp", "conj"}
    return is_joined and is_after_comma and is_saying and bool(has_own) and marks <= {"as"}


def is_apart(tree: Tree, index: int) -> bool:
    """Return whether a clause that is joined to another is outside of what governs that one."""
    token = tree.tokens[index]
    if token.dep == "parataxis":
        return True
    if token.dep == "advcl":
        marks = {tree.low(mark) for mark in tree.children(index, "mark", "advmod")}
        return bool(marks & _INDEPENDENT_ADVERBIAL)
    if token.dep == "ccomp" and tree.children(index, *SUBJECTS):
        # "is not the time to leave and that units remain": attached to the wrong verb
        first = min(tree.subtree(index))
        is_joined = first > 0 and tree.tokens[first - 1].pos == "CCONJ"
        return is_joined or _is_set_before(tree, index)
    if token.dep != "conj" or not tree.is_verb(index):
        return False
    is_finite = tree.is_finite_verb(index) and not _continues_infinitive(tree, index)
    has_own = bool(tree.children(index, *SUBJECTS, *_AUXILIARIES)) or is_finite
    return has_own or joined_by(tree, index) in {"but", "yet"}


def _continues_infinitive(tree: Tree, index: int) -> bool:
    """Return whether the parser took for finite what follows "or" after "not to enter blocs"."""
    head = tree.tokens[index].head
    is_infinitive = any(tree.tokens[each].tag == "TO" for each in tree.children(head, "aux"))
    return is_infinitive and tree.tokens[index].tag == "VBP" and joined_by(tree, index) in {"or", "nor"}


def _is_set_before(tree: Tree, index: int) -> bool:
    """Return whether a clause is one of its own before another: "A is included, B is not made"."""
    token = tree.tokens[index]
    end = max(tree.subtree(index)) + 1
    is_before = end < token.head and tree.tokens[end].text in {",", ";", ":"}
    marks = tree.children(index, "mark", "aux")
    is_plain = not any(tree.tokens[each].dep == "mark" for each in marks)
    lists = vocabulary()
    says = {*lists.saying.verbs, *lists.denial.verbs, "be", "seem", "appear"}
    return is_before and is_plain and tree.lemma(token.head) not in says


def joined_by(tree: Tree, index: int) -> str:
    """Return the conjunction before a joined word."""
    head = tree.tokens[index].head
    words = [tree.low(each) for each in tree.children(head, "cc") if head < each < index]
    return words[-1] if words else ""


def governing_verb(tree: Tree, index: int) -> int | None:
    """Return the verb whose clause a word is in."""
    for each in (index, *tree.ancestors(index)):
        if tree.is_verb(each) and tree.tokens[each].dep not in {*_AUXILIARIES, "amod"}:
            return each
    return None


def scope_of(tree: Tree, index: int) -> frozenset[int]:
    """Return the tokens that a word governs, itself included.

    The subject of "is reported to be planned" is that of "planned" too.
    """
    scope = _own_scope(tree, index)
    for verb in [
        each for each in scope if tree.tokens[each].dep == "xcomp" and tree.tokens[each].head not in scope
    ]:
        scope |= _raised_subjects(tree, verb)
    return scope


def _raised_subjects(tree: Tree, verb: int) -> frozenset[int]:
    while tree.tokens[verb].dep == "xcomp":
        verb = tree.tokens[verb].head
    subjects = (tree.subtree(each) for each in tree.children(verb, *SUBJECTS))
    return frozenset[int]().union(*subjects)


def _own_scope(tree: Tree, index: int) -> frozenset[int]:
    token = tree.tokens[index]
    if token.dep in _OF_CLAUSE:
        return _scope_in_clause(tree, index)
    if token.dep in {"relcl", "acl"}:
        return clause_of(tree, index) | _scope_of_noun(tree, token.head)
    if token.pos == "ADJ" and (token.dep != "amod" or tree.tokens[token.head].pos == "ADP"):
        return _scope_of_adjective(tree, index)
    if tree.is_verb(index) and token.dep != "amod":
        # "That is what the ministry plans."
        is_cleft = token.dep == "ccomp" and tree.lemma(token.head) == "be"
        return clause_of(tree, token.head if is_cleft else index)
    if token.dep in {"amod", "compound"}:
        return tree.subtree(token.head)
    return _clause_around(tree, token.head) if token.dep == "prep" else _scope_of_noun(tree, index)


def _scope_in_clause(tree: Tree, index: int) -> frozenset[int]:
    """Return the clause of an auxiliary or adverb, for a relative one with the noun that it describes."""
    token = tree.tokens[index]
    head = tree.tokens[token.head]
    if token.dep == "aux" and tree.lemma(token.head) == "be" and _has_bare_it(tree, token.head):
        # "It may be, he says, that"
        return frozenset(tree.sentence(index))
    is_relative = head.dep == "relcl" and token.dep in _AUXILIARIES
    noun = tree.subtree(head.head) if is_relative else frozenset[int]()
    return _clause_around(tree, token.head) | noun | {index}


def _has_bare_it(tree: Tree, verb: int) -> bool:
    """Return whether "be" has "it" for its subject and nothing else."""
    subjects = {tree.low(each) for each in tree.children(verb, "nsubj", "expl")}
    return subjects == {"it"} and not tree.children(verb, "acomp", "attr", "prep")


def _scope_of_adjective(tree: Tree, index: int) -> frozenset[int]:
    """Return what "is possible" and "sees supplies as possible" are about."""
    head = tree.tokens[index].head
    if tree.tokens[head].pos == "ADP":
        return _own_scope(tree, head)
    if "it" in {tree.low(each) for each in tree.children(head, "nsubj", "expl")}:
        # "It is possible, he says, that": the parser may take the clause for a part of "says"
        return frozenset(tree.sentence(head))
    return (
        _clause_around(tree, head) if tree.tokens[index].dep in _PREDICATES else _scope_of_noun(tree, index)
    )


def _clause_around(tree: Tree, head: int) -> frozenset[int]:
    return clause_of(tree, head) if tree.is_verb(head) else tree.subtree(head)


def _scope_of_noun(tree: Tree, index: int) -> frozenset[int]:
    """Return a noun with what belongs to it, and its clause if the verb has no meaning of its own."""
    own = tree.subtree(index)
    if tree.tokens[index].dep not in _ARGUMENTS:
        return own
    head = tree.tokens[index].head
    while not tree.is_root(head) and _only_classes(tree, head):
        own |= tree.subtree(head)
        head = tree.tokens[head].head
    if tree.is_verb(head) and (tree.lemma(head) in _LIGHT or tree.lemma(head) in vocabulary().saying.verbs):
        return own | _clause_with_antecedent(tree, head)
    return own


def _clause_with_antecedent(tree: Tree, verb: int) -> frozenset[int]:
    """Return a clause, for a relative one with the noun that it describes and what is said of that noun."""
    clause = clause_of(tree, verb)
    is_relative = tree.tokens[verb].dep == "relcl"
    return clause | _scope_of_noun(tree, tree.tokens[verb].head) if is_relative else clause


def _only_classes(tree: Tree, index: int) -> bool:
    """Return whether a word only joins another to its verb: "of", or "one" in "one of the options"."""
    is_classing = tree.lemma(index) in vocabulary().classing and tree.tokens[index].dep in _ARGUMENTS
    return tree.tokens[index].pos in {"ADP", "SCONJ"} or is_classing


def is_nominal(tree: Tree, index: int) -> bool:
    """Return whether a word says something of a noun only: "planned pipeline", "talks on prices"."""
    token = tree.tokens[index]
    if token.dep in {"amod", "acl", "relcl", "compound", "nmod", "appos", "poss"}:
        return True
    if token.dep == "prep":
        return not tree.is_verb(token.head)
    return not tree.is_verb(index) and token.dep in {"nsubj", "nsubjpass", "dobj", "pobj", "conj"}


def is_light(tree: Tree, index: int) -> bool:
    return tree.lemma(index) in _LIGHT
