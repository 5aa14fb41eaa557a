"""Words that join what the statement joins in another way: a verb for a preposition, a noun for "like"."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.review.alignment.light.texts import Texts
from briefing.review.alignment.words import ContentWord

_FOR_PREPOSITION: Mapping[str, frozenset[str]] = {
    "cross": frozenset({"through", "across", "via", "over"}),
    "transit": frozenset({"through", "across", "via"}),
    "traverse": frozenset({"through", "across", "via"}),
    "enter": frozenset({"into", "to"}),
    "leave": frozenset({"from", "out"}),
    "accompany": frozenset({"with", "to"}),
    "attend": frozenset({"with", "at"}),
    "involve": frozenset({"with", "of", "between"}),
    "precede": frozenset({"before"}),
    "target": frozenset({"against", "at"}),
    "oppose": frozenset({"against"}),
    "undermine": frozenset({"against"}),
    "harm": frozenset({"against"}),
    "threaten": frozenset({"against"}),
    "face": frozenset({"against"}),
    "back": frozenset({"for"}),
    "favour": frozenset({"for"}),
    "favor": frozenset({"for"}),
    "span": frozenset({"from", "over", "for", "to"}),
    "concern": frozenset({"on", "about", "of", "in"}),
    "regard": frozenset({"on", "about", "of"}),
    "contain": frozenset({"in"}),
    "border": frozenset({"with"}),
    "use": frozenset({"with", "by"}),
    "employ": frozenset({"with", "by"}),
}
"""Verbs that may replace a preposition: gas crossing Azerbaijan, gas through Azerbaijan."""
_PURPOSES = frozenset({"destine", "intend", "mean", "bind", "bound", "earmark", "designate"})
"""Participles between a noun and its preposition: gas destined for Iran, gas for Iran."""
_OWN = frozenset({"domestic", "national", "internal"})
_LAWS = frozenset({"law", "legislation", "procedure", "constitution", "legal", "rule"})
_CARRYING = frozenset({"act", "process", "procedure", "formality", "decree", "law", "bill", "instrument"})
"""Nouns that say no more of an event than that it is one."""
_PORTIONS = frozenset(
    {"batch", "shipment", "consignment", "delivery", "lot", "tranche", "portion", "series", "set", "load"}
    | {"quantity", "package", "group", "collection", "supply", "round"}
)
"""Nouns for a part or an amount of goods."""
_DOINGS = frozenset(
    {"action", "activity", "effort", "step", "move", "work", "policy", "approach", "stance", "conduct"}
)
"""Nouns for what somebody does, whatever it is."""
_LINKING = frozenset({"bind", "link", "tie", "unite", "join", "govern", "connect", "couple"})
"""Verbs for what a treaty does with its parties."""
_TEXTS = frozenset({"treaty", "pact", "agreement", "accord", "document", "text", "convention"})
_LIKENESSES = frozenset({"model", "style", "fashion", "pattern", "lines", "line", "mould", "mold", "kind"})
_LIKE = frozenset({"like", "as", "similar", "unlike"})
_SCENES = frozenset(
    {"setting", "venue", "scene", "location", "site", "spot", "stage", "occasion", "moment", "backdrop"}
    | {"place", "day", "date"}
)
"""Nouns for where and when something happens."""


def replaces_preposition(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb joins to its object what the statement joins to it by a preposition."""
    prepositions = _FOR_PREPOSITION.get(word.lemma)
    if prepositions is None or word.pos not in {"VERB", "ADP"}:
        return False
    objects = {*texts.children(word.index, "dobj", "pobj"), *_agents(word, texts)}
    held = [each for each in map(texts.held_for, objects) if each is not None]
    named = [each for each in texts.words if each.index in objects and texts.names(each)]
    roles = {each.role for each in held} | {
        each.role for each in texts.held.words if named and _is_same(each, named)
    }
    return bool(roles & prepositions) or _is_read_as_mark(word, texts, prepositions)


def states_purpose(word: ContentWord, texts: Texts) -> bool:
    """Return whether a participle joins a noun to a preposition of the statement: gas destined for Iran."""
    token = texts.token(word)
    follows_noun = word.index > 0 and texts.held_for(word.index - 1) is not None
    if word.lemma not in _PURPOSES or token.tag != "VBN" or not follows_noun:
        return False
    for preposition in texts.children(word.index, "prep"):
        low = texts.parse.tokens[preposition].text.lower()
        for noun in texts.children(preposition, "pobj"):
            held = texts.held_for(noun)
            named = [each for each in texts.words if each.index == noun and texts.names(each)]
            if any(
                each.role == low and (each is held or _is_same(each, named)) for each in texts.held.words
            ):
                return True
    return False


def _is_same(held: ContentWord, named: list[ContentWord]) -> bool:
    return any(held.text.lower() == each.text.lower() for each in named)


def _is_read_as_mark(word: ContentWord, texts: Texts, prepositions: frozenset[str]) -> bool:
    """Return whether what follows a verb without an object follows such a preposition in the statement."""
    following = [each for each in texts.words if word.index < each.index <= word.index + _NEAR]
    before = {
        token.text.lower(): texts.statement.tokens[max(number - 2, 0) : number]
        for number, token in enumerate(texts.statement.tokens)
    }
    has_object = texts.children(word.index, "dobj")
    return not has_object and any(
        any(token.text.lower() in prepositions for token in before.get(each.text.lower(), ()))
        for each in following
        if each.is_name or each.pos == "NUM"
    )


_NEAR = 3


def _agents(word: ContentWord, texts: Texts) -> list[int]:
    return [
        noun for by in texts.children(word.index, "agent", "prep") for noun in texts.children(by, "pobj")
    ]


def links_parties(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb says of a treaty that it is one of its parties: the treaty that binds them."""
    token = texts.token(word)
    is_of_text = token.dep in {"acl", "relcl"} and texts.parse.tokens[token.head].lemma in _TEXTS
    if word.lemma not in _LINKING or not is_of_text:
        return False
    names = [each for each in texts.words if each.head == word.index and each.role == "object"]
    pronouns = texts.children(word.index, "dobj")
    return all(each.is_name for each in names) and bool(names or pronouns)


def likens(word: ContentWord, texts: Texts) -> bool:
    """Return whether a noun is that of "on the model of" where the statement has "like"."""
    lows = {token.text.lower() for token in texts.statement.tokens}
    return (
        word.lemma in _LIKENESSES
        and word.role in {"on", "along", "of", "after", "in"}
        and bool(lows & _LIKE)
    )


def sets_scene(word: ContentWord, texts: Texts) -> bool:
    """Return whether a noun calls a place or day of the fact where or when it happens: was the setting."""
    if word.lemma not in _SCENES or word.pos != "NOUN":
        return False
    token = texts.token(word)
    head = texts.parse.tokens[token.head]
    is_complement = token.dep in {"attr", "nsubj"} and head.lemma == "be"
    follows = [each for each in texts.words if 0 < abs(each.index - word.index) < _NEAR]
    return (is_complement or token.dep in {"conj", "appos", "npadvmod"}) and (
        is_complement or any(each.pos == "NUM" or each.is_name for each in follows)
    )


def is_of_own_law(word: ContentWord, texts: Texts) -> bool:
    """Return whether an adjective only says of a law of the statement that it is a state's own."""
    head = next((each for each in texts.words if each.index == word.head), None)
    is_own = word.lemma in _OWN and word.role == "modifier" and head is not None and head.lemma in _LAWS
    return is_own and texts.held_for(word.head) is not None


def carries_event(word: ContentWord, texts: Texts) -> bool:
    """Return whether a noun only carries another: the act of ratification, the ratification process."""
    if word.lemma not in _CARRYING or word.pos != "NOUN":
        return False
    nouns = texts.children(word.index, "compound")
    nouns += [
        noun
        for of in texts.children(word.index, "prep")
        if texts.parse.tokens[of].text.lower() == "of"
        for noun in texts.children(of, "pobj", "pcomp")
    ]
    return any(texts.held_for(each) is not None for each in nouns)


def counts_goods(word: ContentWord, texts: Texts) -> bool:
    """Return whether a noun only says in what portion something of the statement comes: a batch of them."""
    if word.lemma not in _PORTIONS or word.pos != "NOUN":
        return False
    return any(
        texts.held_for(noun) is not None
        for of in texts.children(word.index, "prep")
        if texts.parse.tokens[of].text.lower() == "of"
        for noun in texts.children(of, "pobj")
    )


def completes_verb(word: ContentWord, texts: Texts) -> bool:
    """Return whether a noun completes a verb without object in the statement: coordinate their actions."""
    if word.lemma not in _DOINGS or word.role != "object":
        return False
    is_own = any(texts.parse.tokens[each].tag == "PRP$" for each in texts.children(word.index, "poss"))
    held = texts.held_for(word.head)
    if not is_own or held is None:
        return False
    return not any(
        texts.statement.tokens[each].dep == "dobj" for each in texts.statement.children(held.index)
    )


def is_use(word: ContentWord, texts: Texts) -> bool:
    """Return whether a word only carries an adjective of the statement: the peaceful use of energy."""
    if word.lemma != "use" or word.pos != "NOUN":
        return False
    adjectives = (each for each in texts.words if each.head == word.index and each.pos == "ADJ")
    first = next(adjectives, None)
    return first is not None and texts.held_for(first.index) is not None
