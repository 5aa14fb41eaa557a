"""Find limits of a statement that a wording leaves out, and so says more: only, first, some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.review.structure.pairs import Pair
from briefing.review.structure.polarity import Polarity
from briefing.review.structure.scopes import governing_verb
from briefing.review.structure.tree import Tree
from briefing.review.structure.vocabulary import vocabulary
from briefing.review.text.segmentation import stem

_COUNTS = frozenset({"number", "amount", "quantity", "part", "share", "portion"})
_LONG = 4
"""The least number of words of a phrase that a wording may not leave out of what is denied."""
_SHARES = frozenset(
    {"percent", "per", "cent", "%", "percentage", "share", "half", "third", "quarter", "most", "all"}
)
_ACCORDANCE = frozenset({"accordance", "line", "conformity", "keeping", "compliance"})
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "NUM"})
_DESCRIBING = ("amod", "compound", "relcl", "acl", "appos", "poss", "nmod")
_VAGUE = frozenset({"such", "other", "further", "own", "same"})
_PARTS = frozenset(
    {
        "stage",
        "phase",
        "half",
        "part",
        "section",
        "round",
        "portion",
        "segment",
        "batch",
        "draft",
        "share",
        "stake",
    }
)
_DENIED_LIMITS = frozenset({"since", "before", "after", "until", "during", "first"})


def dropped_limits(wording: Tree, statement: Tree, pairs: Sequence[Pair]) -> Iterator[frozenset[int]]:
    """Yield the tokens of each limit of a statement that its wording has lost."""
    said = {stem(token.text) for token in wording.tokens}
    kept = {pair.held for pair in pairs}
    for index in range(len(statement.tokens)):
        limit = _limit(statement, index) or _limit_of_denial(statement, index)
        described = _described(statement, index, wording, kept) if limit is None else None
        limit = limit or described
        if limit is None:
            continue
        head = _limited(statement, index)
        heads = (head, *_joined_before(statement, head)) if described else (head,)
        is_kept = (limit & kept) or _has_alike(wording, statement, index, said)
        is_kept = is_kept or _names_said(statement, limit, said)
        is_there = any(each in kept or _has_kept_object(statement, each, kept) for each in heads)
        if is_there and not is_kept:
            yield limit
        elif is_there and (part := _lost_part(wording, statement, limit, kept)):
            yield part
    yield from _lost_of_share(wording, statement, pairs)
    yield from _lost_of_denied_noun(wording, statement, pairs)
    yield from _lost_part_of_whole(wording, statement, pairs)


def _lost_part_of_whole(wording: Tree, statement: Tree, pairs: Sequence[Pair]) -> Iterator[frozenset[int]]:
    """Yield each "first stage of" a project, or "share in" it, where a wording has only the project."""
    said, kept = _stems_of(wording), {pair.held: pair.word for pair in pairs}
    for index, token in enumerate(statement.tokens):
        if token.lemma not in _PARTS or index in kept or stem(token.text) in said:
            continue
        for preposition in statement.children(index, "prep"):
            is_of = statement.low(preposition) in {"of", "in"}
            whole = statement.child(preposition, "pobj") if is_of else None
            place = kept.get(-1 if whole is None else whole)
            if place is not None and wording.tokens[place].dep == token.dep:
                yield statement.noun_phrase(index) - statement.subtree(preposition)


def _lost_of_denied_noun(wording: Tree, statement: Tree, pairs: Sequence[Pair]) -> Iterator[frozenset[int]]:
    """Yield each adjective of a noun after "no" without which a wording denies more: no secret annexes.

    A wording that describes the noun in another way, as in "no annexes that are hidden", is left alone.
    """
    said, kept = _stems_of(wording), {pair.held: pair.word for pair in pairs}
    for index, token in enumerate(statement.tokens):
        noun = kept.get(token.head)
        if token.dep not in {"amod", "compound"} or noun is None or index in kept:
            continue
        is_denied = any(_has_no(statement, each) for each in _nouns_over(statement, token.head))
        is_bare = wording.tokens[noun].pos == "NOUN" and not wording.children(noun, *_DESCRIBING)
        if is_denied and is_bare and stem(token.text) not in said and token.lemma not in _VAGUE:
            yield frozenset({index})


def _nouns_over(tree: Tree, noun: int) -> Iterator[int]:
    """Yield a noun and those that it belongs to: "defence" and "duty" of "duty of mutual defence"."""
    yield noun
    while tree.tokens[noun].dep == "pobj" and tree.low(tree.tokens[noun].head) == "of":
        noun = tree.tokens[tree.tokens[noun].head].head
        yield noun


def _has_no(tree: Tree, noun: int) -> bool:
    return any(tree.low(each) == "no" for each in tree.children(noun, "det"))


def _joined_before(tree: Tree, head: int) -> Iterator[int]:
    """Yield the verbs that a verb is joined to: of "joins no bloc or makes no treaty", "joins"."""
    while tree.tokens[head].dep == "conj" and tree.is_verb(tree.tokens[head].head):
        head = tree.tokens[head].head
        yield head


def _names_said(tree: Tree, limit: frozenset[int], said: set[str]) -> bool:
    """Return whether a limit is a phrase with a name, "for Russia", which the wording has elsewhere."""
    names = [tree.tokens[each].text for each in limit if tree.tokens[each].pos == "PROPN"]
    return bool(names) and all(stem(name) in said for name in names)


def _has_kept_object(tree: Tree, head: int, kept: set[int]) -> bool:
    """Return whether the object of a verb is in the wording: "denies any transfer since"."""
    return any(child in kept for child in tree.children(head, "dobj", "nsubjpass", "ccomp", "xcomp"))


def _limited(tree: Tree, index: int) -> int:
    """Return the word that a limit is about, past prepositions."""
    token = tree.tokens[index]
    head = tree.tokens[token.head].head if token.dep == "mark" else token.head
    while tree.tokens[head].pos == "ADP" and not tree.is_root(head):
        head = tree.tokens[head].head
    counted = [tree.child(each, "pobj") for each in tree.children(head, "prep") if tree.low(each) == "of"]
    is_count = tree.lemma(head) in _COUNTS and counted
    return counted[0] if is_count and counted[0] is not None else head


def _limit(tree: Tree, index: int) -> frozenset[int] | None:
    low, token = tree.low(index), tree.tokens[index]
    words = vocabulary().limits
    if low == "some" and tree.tokens[token.head].tag == "NN":
        return None
    if low == "first" and (index == 0 or tree.low(index - 1) == "at"):
        return None
    if low in words.words or (low.startswith("non") and token.pos == "ADJ" and token.dep == "amod"):
        return frozenset({index})
    if token.dep == "prep":
        noun = tree.child(index, "pobj")
        if noun is not None and tree.lemma(noun) in words.agreements and low in words.prepositions:
            return tree.subtree(index)
    return None


def _limit_of_denial(tree: Tree, index: int) -> frozenset[int] | None:
    """Return a time or an order within what is denied: without it, the denial is wider."""
    low, token = tree.low(index), tree.tokens[index]
    if low not in _DENIED_LIMITS or token.dep not in {"prep", "mark", "advmod"}:
        return None
    head = _limited(tree, index)
    polarity = Polarity(tree)
    is_denied = polarity.is_negative(head) or head in {each.index for each in polarity.negations}
    if not is_denied:
        return None
    own = tree.subtree(token.head if token.dep == "mark" else index)
    return own if low != "first" else frozenset({index})


def _described(tree: Tree, index: int, wording: Tree, kept: set[int]) -> frozenset[int] | None:
    """Return a clause or purpose that describes what is denied, where a wording has not its like.

    The wording is shorter by as much, or has no word of it.
    """
    token = tree.tokens[index]
    is_purpose = token.dep == "prep" and tree.low(index) in {"for", "to"}
    if token.dep != "relcl" and not is_purpose:
        return None
    own = tree.subtree(index)
    is_shorter = len(tree.tokens) - len(wording.tokens) >= len(own) - 1
    is_lost = is_purpose and len(own) >= _LONG and not _has_support(tree, own, kept, _stems_of(wording))
    if len(own) == 1 or not (is_shorter or is_lost):
        return None
    return own if Polarity(tree).is_negative(_limited(tree, index)) else None


def _has_alike(wording: Tree, statement: Tree, index: int, said: set[str]) -> bool:
    """Return whether a wording has the limit itself, or another word of its kind."""
    low = statement.low(index)
    if stem(low) in said:
        return True
    alike = next((group for group in vocabulary().limits.alike if low in group), ())
    text = wording.parse.text.lower()
    return any(f" {word} " in f" {text} ".replace(",", " ").replace(".", " ") for word in alike)


def _lost_of_share(wording: Tree, statement: Tree, pairs: Sequence[Pair]) -> Iterator[frozenset[int]]:
    """Yield each noun that a wording leaves out of those by which a share is counted.

    Of "95 per cent is settled in roubles and rials", no part is the share of one currency.
    """
    said, kept = _stems_of(wording), {pair.held for pair in pairs}
    for index, token in enumerate(statement.tokens):
        if token.pos != "NOUN" or token.dep != "conj" or statement.tokens[token.head].dep != "pobj":
            continue
        first = token.head
        preposition = statement.tokens[first].head
        verb = governing_verb(statement, first)
        is_of_verb = verb is not None and statement.tokens[preposition].head == verb
        if (
            not is_of_verb
            or verb is None
            or not _is_of_share(statement, verb)
            or not _is_and(statement, first)
        ):
            continue
        here = [
            each for each in (first, index) if each in kept or stem(statement.tokens[each].text) in said
        ]
        if len(here) == 1:
            yield frozenset({index if here == [first] else first})


def _is_of_share(tree: Tree, verb: int) -> bool:
    """Return whether the subject or object of a verb is a share of something."""
    nouns = tree.children(verb, "nsubj", "nsubjpass", "dobj")
    return any(
        tree.low(each) in _SHARES or any(tree.low(c) in _SHARES for c in tree.children(each))
        for each in nouns
    )


def _is_and(tree: Tree, first: int) -> bool:
    return {tree.low(each) for each in tree.children(first, "cc")} == {"and"}


def _lost_part(
    wording: Tree, statement: Tree, limit: frozenset[int], kept: set[int]
) -> frozenset[int] | None:
    """Return what a wording leaves out of a limit of several parts: with the Charter and with the laws."""
    said = _stems_of(wording)
    for index in sorted(limit):
        token = statement.tokens[index]
        is_joined = token.dep == "conj" and token.pos in {"NOUN", "ADP"} and token.head in limit
        if not is_joined or not _is_and(statement, token.head):
            continue
        for part in (statement.subtree(index), _first_part(statement, index)):
            if part and not _has_support(statement, part, kept, said):
                return part
    return None


def _first_part(tree: Tree, joined: int) -> frozenset[int]:
    """Return what is before a joined part: "the Charter" of "in accordance with the Charter and with"."""
    head = tree.tokens[joined].head
    noun = tree.child(head, "pobj") if tree.tokens[head].pos == "ADP" else head
    if noun is None:
        return frozenset()
    own = tree.subtree(noun) - tree.subtree(joined)
    return own - {noun} if tree.lemma(noun) in _ACCORDANCE else own


def _has_support(tree: Tree, part: frozenset[int], kept: set[int], said: frozenset[str]) -> bool:
    """Return whether a wording has any content word of a part of its statement, or a name in it."""
    return any(
        each in kept or stem(tree.tokens[each].text) in said
        for each in part
        if tree.tokens[each].pos in {*_CONTENT, "PROPN"}
    )


def _stems_of(tree: Tree) -> frozenset[str]:
    return frozenset(stem(token.text) for token in tree.tokens)
