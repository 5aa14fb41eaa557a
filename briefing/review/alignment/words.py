"""The words of a parsed text that carry content, and the place of each in its clause."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.language import Parse, Token

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "X"})
_GRAMMAR = frozenset({"no", "not"})
_NAMED = {"PROPN": "NOUN"}
_ADVERBIAL_PARTICLES = frozenset({"ahead", "back"})
_SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
_ROLES = {
    "nsubjpass": "object",
    "csubjpass": "object",
    "dobj": "object",
    "obj": "object",
    "dative": "recipient",
    "iobj": "recipient",
    "attr": "complement",
    "acomp": "complement",
    "oprd": "complement",
    "amod": "modifier",
    "compound": "modifier",
    "nmod": "modifier",
    "nummod": "modifier",
    "poss": "modifier",
    "appos": "modifier",
    "npadvmod": "adverb",
    "advmod": "adverb",
}


@dataclass(frozen=True, slots=True)
class ContentWord:
    """A word of a text; of a phrasal verb, the verb with its particle.

    `index` is that of its token in the parse. `role` is its part in the phrase of `head`, the word that
    governs it: subject, object, recipient, complement, modifier, adverb, or a preposition; empty for a
    predicate and without a parser.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    is_name: bool
    role: str
    head: int


def words_of(parse: Parse) -> tuple[ContentWord, ...]:
    """Return the words of a text that carry content, in its order."""
    particles = {
        token.head: number
        for number, token in enumerate(parse.tokens)
        if token.head and (token.dep == "prt" or _is_adverbial_particle(parse, number))
    }
    return tuple(
        _word(parse, number, particles.get(number))
        for number, token in enumerate(parse.tokens)
        if token.pos in CONTENT
        and token.text.lower() not in _GRAMMAR
        and any(letter.isalnum() for letter in token.text)
        and token.dep != "prt"
        and not _is_adverbial_particle(parse, number)
    )


def _is_adverbial_particle(parse: Parse, number: int) -> bool:
    """Return whether the parser took a particle for an adverb: go ahead, bring the restrictions back."""
    token = parse.tokens[number]
    is_particle = token.dep == "advmod" and token.text.lower() in _ADVERBIAL_PARTICLES
    return is_particle and parse.tokens[token.head].pos == "VERB" and token.head < number


def _word(parse: Parse, number: int, particle: int | None) -> ContentWord:
    token = parse.tokens[number]
    role, head = _place(parse, number)
    return ContentWord(
        index=number,
        start=token.start,
        end=token.end,
        text=token.text,
        lemma=_lemma(parse, number, particle),
        pos="NOUN" if _is_misread_noun(token) else _NAMED.get(token.pos, token.pos),
        is_name=token.pos == "PROPN",
        role=role,
        head=head,
    )


def _is_misread_noun(token: Token) -> bool:
    """Return whether the parser took a noun for a verb: that work on the units had stopped."""
    is_argument = token.dep in {"nsubj", "nsubjpass", "dobj"}
    return token.pos == "VERB" and token.tag in {"VB", "VBP"} and is_argument


def _lemma(parse: Parse, number: int, particle: int | None) -> str:
    lemma = parse.tokens[number].lemma.lower()
    return lemma if particle is None else f"{lemma}_{parse.tokens[particle].text.lower()}"


def _place(parse: Parse, number: int) -> tuple[str, int]:
    """Return the role of a token, and the word that governs it, prepositions and conjunctions left out."""
    token = parse.tokens[number]
    if token.dep == "conj":
        return _place(parse, token.head) if token.head != number else ("", number)
    if token.dep in {"pobj", "pcomp"}:
        return _after_preposition(parse, token.head)
    if token.dep in _SUBJECTS:
        return "subject", _host(parse, number) or token.head
    return _ROLES.get(token.dep, ""), token.head


def _host(parse: Parse, subject: int) -> int | None:
    """Return the verb of "Iran, the minister says, is determined" for the name before the comma.

    The parser takes it for a second subject of the verb of saying.
    """
    verb = parse.tokens[subject].head
    following = parse.tokens[subject + 1 : subject + 2]
    subjects = [each for each in parse.children(verb) if parse.tokens[each].dep in _SUBJECTS]
    is_apart = len(subjects) > 1 and subject == subjects[0] and any(each.text == "," for each in following)
    if not is_apart or parse.tokens[verb].dep not in {"parataxis", "ROOT"}:
        return None
    if parse.tokens[verb].dep == "parataxis":
        return parse.tokens[verb].head
    clauses = [each for each in parse.children(verb) if parse.tokens[each].dep == "ccomp" and each > verb]
    without = (each for each in clauses if not _has_subject(parse, each))
    return next(without, None)


def _has_subject(parse: Parse, verb: int) -> bool:
    return any(parse.tokens[each].dep in {*_SUBJECTS, "nsubjpass"} for each in parse.children(verb))


def _after_preposition(parse: Parse, preposition: int) -> tuple[str, int]:
    token = parse.tokens[preposition]
    if token.dep == "agent":
        return "subject", token.head
    if token.dep == "dative":
        return "recipient", token.head
    head = token.head
    while parse.tokens[head].pos == "ADP" and parse.tokens[head].head != head:
        head = parse.tokens[head].head
    return token.text.lower(), head
