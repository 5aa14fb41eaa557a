"""Find who states what: verbs, nouns and phrases of saying, their speaker, and what they govern."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.review.structure.speech.frame import FrameKind, SpeechFrame
from briefing.review.structure.speech.inserted import inserted_frames
from briefing.review.structure.speech.introduced import introduced_frames
from briefing.review.structure.speech.misread import inverted_frames, is_for_his_part, misread_frames
from briefing.review.structure.speech.reported import (
    around_quote,
    continued,
    gives_version,
    is_going_by,
    pointing_back,
    quoted_frames,
)
from briefing.review.structure.tree import SUBJECTS, Tree
from briefing.review.structure.vocabulary import vocabulary

_VIEWPOINT = frozenset({"in", "by", "on", "from", "to", "at"})
_SOMETHING = frozenset(
    {
        "something",
        "claim",
        "accusation",
        "allegation",
        "charge",
        "what",
        "thing",
        "point",
        "figure",
        "number",
    }
    | {
        "phrase",
        "label",
        "expression",
        "name",
        "sum",
        "amount",
        "estimate",
        "assessment",
        "view",
        "word",
        "description",
        "term",
    }
)
_DEONTIC = frozenset({"should", "must", "can", "cannot", "could"})
_AS_STATED = frozenset(
    {"report", "claim", "allege", "state", "say", "announce", "describe", "quote", "cite"}
)
_SAID_TO = frozenset({"say", "report", "believe", "think", "know", "understand", "allege", "suppose"})
_APPEARING = frozenset({"be", "come", "follow", "appear", "emerge", "arrive", "date", "issue"})
"""Verbs that say of a statement no more than that, and when, it was made."""
_LEVELLING = frozenset(
    {"level", "make", "raise", "bring", "lodge", "voice", "advance", "hurl", "press", "put"}
)
"""Verbs for what somebody does with a charge or claim."""
_INDEPENDENT_ADVERBIAL = frozenset({"while", "whereas", "although", "though", "but", "since", "because"})


def frames_in(tree: Tree) -> tuple[SpeechFrame, ...]:
    """Find every frame of a text, also those that govern nothing of interest."""
    return tuple(continued(tree, frame) for frame in pointing_back(tree, _frames(tree)))


def _frames(tree: Tree) -> Iterator[SpeechFrame]:
    for index, token in enumerate(tree.tokens):
        if token.pos in {"VERB", "AUX"} or token.dep in {"ROOT", "parataxis"} or _is_accused(tree, index):
            yield from _verb_frame(tree, index)
        if token.dep == "prep" or token.tag == "VBG":
            yield from _phrase_frame(tree, index)
        if token.pos in {"NOUN", "PROPN"} and tree.lemma(index) in vocabulary().saying.nouns:
            yield from _noun_frame(tree, index)
        if token.dep == "advcl":
            yield from _if_right_frame(tree, index)
        yield from _adverb_frame(tree, index)
    for sentence in tree.sentences():
        yield from _headline_frames(tree, sentence)
        yield from misread_frames(tree, sentence)
        yield from inverted_frames(tree, sentence)
        yield from inserted_frames(tree, sentence)
        yield from introduced_frames(tree, sentence)


def _verb_frame(tree: Tree, index: int) -> Iterator[SpeechFrame]:
    agent = _agent(tree, index)
    if agent is not None:
        yield SpeechFrame(FrameKind.VERB, index, agent, _scope(tree, index, keeps_subject=True))
    elif tree.children(index, "auxpass", "nsubjpass"):
        yield from _passive_frame(tree, index)
        yield from quoted_frames(tree, index, _scope(tree, index, keeps_subject=True))
    elif _is_reduced(tree, index):
        yield from _participle_frame(tree, index)
    elif (speaker := _subject(tree, index)) is not None:
        scope = _scope(tree, index, keeps_subject=False)
        if gives_version(tree, index):
            scope = tree.subtree(index, tree.children(index, *SUBJECTS))
        yield SpeechFrame(FrameKind.VERB, index, speaker, scope)
        yield from quoted_frames(tree, index, around_quote(tree, index))


def _is_accused(tree: Tree, index: int) -> bool:
    """Return whether an adjective is a participle with the one who says so: "stands accused by"."""
    return tree.low(index).endswith("ed") and _agent(tree, index) is not None


def _passive_frame(tree: Tree, index: int) -> Iterator[SpeechFrame]:
    if tree.lemma(index) not in vocabulary().saying.impersonal:
        return
    if {tree.low(each) for each in tree.children(index, "aux")} & _DEONTIC:
        # "It should be noted" reports nothing.
        return
    scope = _scope(tree, index, keeps_subject=True)
    token = tree.tokens[index]
    if token.dep == "relcl" and _lacks_object(tree, index):
        scope |= _clause_about(tree, token.head)
    yield SpeechFrame(FrameKind.PASSIVE, index, None, scope)


def _is_reduced(tree: Tree, index: int) -> bool:
    """Return whether a verb is a participle without "be": "as reported", "Russia, said to be rich"."""
    token = tree.tokens[index]
    if token.tag == "VBN" and token.dep in {"acl", "advcl", "prep"}:
        return not tree.children(index, *SUBJECTS)
    is_said_to = tree.lemma(index) in _SAID_TO and tree.tokens[index - 1].text == ","
    return is_said_to and index + 1 < len(tree.tokens) and tree.low(index + 1) == "to"


def _participle_frame(tree: Tree, index: int) -> Iterator[SpeechFrame]:
    """Read "drones reported to be Iranian", and "as reported", which is about the sentence around it."""
    if tree.lemma(index) not in vocabulary().saying.impersonal:
        return
    if tree.lemma(index) in _SAID_TO and tree.tokens[index].tag == "VBD":
        infinitive = tree.child(index, "xcomp")
        yield SpeechFrame(
            FrameKind.PASSIVE, index, None, tree.subtree(index if infinitive is None else infinitive)
        )
        return
    scope = tree.subtree(index)
    if tree.tokens[index].dep != "acl" and tree.lemma(index) in _AS_STATED:
        scope |= tree.subtree(tree.tokens[index].head)
    yield SpeechFrame(FrameKind.PASSIVE, index, None, scope)


def _if_right_frame(tree: Tree, index: int) -> Iterator[SpeechFrame]:
    """Read "if the daily is right" and "if the daily is to be believed"."""
    if "if" not in {tree.low(mark) for mark in tree.children(index, "mark")}:
        return
    predicate = {tree.lemma(each) for each in (index, *tree.children(index, "acomp", "xcomp"))}
    subject = tree.child(index, "nsubj", "nsubjpass")
    if subject is not None and predicate & {"right", "correct", "accurate", "believe", "trust"}:
        yield SpeechFrame(FrameKind.PHRASE, index, subject, tree.subtree(tree.tokens[index].head))


def _agent(tree: Tree, index: int) -> int | None:
    """Return the noun after "by" of a passive verb."""
    for by in tree.children(index, "agent", "prep"):
        is_active = bool(tree.children(index, "nsubj"))  # "The paper, by contrast, reported"
        is_participle = not is_active and (
            tree.tokens[index].tag == "VBN" or tree.low(index).endswith("ed")
        )
        if tree.low(by) == "by" and (tree.tokens[by].dep == "agent" or is_participle):
            return tree.child(by, "pobj")
    return _distant_agent(tree, index)


def _distant_agent(tree: Tree, index: int) -> int | None:
    """Return the noun after a "by" that the parser attached to a noun: "dismissed as rumours by Iran"."""
    if tree.child(index, "auxpass") is None:
        return None
    later = [each for each in tree.subtree(index) if each > index and tree.low(each) == "by"]
    noun = tree.child(max(later), "pobj") if later else None
    is_name = noun is not None and any(tree.tokens[each].text[0].isupper() for each in tree.subtree(noun))
    return noun if is_name else None


def _subject(tree: Tree, index: int) -> int | None:
    """Return the subject of a verb: its own, that of the verb it depends on, or the noun it modifies."""
    own = tree.children(index, "nsubj", "csubj")
    own = tuple(each for each in own if not is_for_his_part(tree, each)) or own
    token = tree.tokens[index]
    if own:
        return _antecedent(tree, index, max((each for each in own if each < index), default=own[0]))
    if token.head == index:
        return None
    if token.dep in {"conj", "advcl", "xcomp"} and tree.is_verb(token.head):
        subjects = tree.children(token.head, "nsubj")
        return subjects[0] if subjects else _subject(tree, token.head)
    if token.dep == "acl" and token.tag == "VBG":
        return token.head
    return None


def _antecedent(tree: Tree, verb: int, subject: int) -> int:
    """Return the noun that a relative pronoun refers to."""
    token = tree.tokens[subject]
    focus = tree.focus(verb)
    if focus is not None:
        return focus
    if token.tag in {"WP", "WDT"} and tree.tokens[verb].dep == "relcl":
        return tree.tokens[verb].head
    return subject


def _scope(tree: Tree, index: int, *, keeps_subject: bool) -> frozenset[int]:
    """Return what a verb of saying governs: its complements, or the sentence that it is inserted into."""
    token = tree.tokens[index]
    left_out = [] if keeps_subject else list(tree.children(index, *SUBJECTS))
    left_out += _own_clauses(tree, index)
    inner = tree.subtree(index, left_out)
    head = token.head
    if tree.focus(index) is not None:
        # "It was Putin who said that"
        return inner | {each for each in tree.ancestors(index) if tree.lemma(each) == "be"}
    if token.dep == "acl" and token.tag == "VBN":
        return inner | _about(tree, head)
    if token.dep == "parataxis" or _is_inserted(tree, index):
        return inner | tree.subtree(head)
    is_term = tree.lemma(head) in _SOMETHING and any(
        tree.tokens[each].tag in {"WDT", "WP"} for each in tree.children(index, "dobj")
    )
    if token.dep == "relcl" and not keeps_subject and (is_term or _lacks_object(tree, index)):
        return inner | tree.subtree(head) | _clause_about(tree, head)
    is_state = token.dep == "advcl" and tree.lemma(head) in {"stand", "remain", "find"}
    is_as_clause = token.dep in {"advcl", "xcomp"} and _is_as_clause(tree, index)
    is_about_all = is_as_clause or _is_put_so(tree, index) or (is_state and keeps_subject)
    return inner | tree.subtree(head) if is_about_all else inner


def _is_put_so(tree: Tree, index: int) -> bool:
    """Return whether a clause is "is how Putin puts it" or "what Putin says", without words of its own."""
    objects = {tree.low(each) for each in tree.children(index, "dobj", "advmod", "mark")}
    return (
        tree.tokens[index].dep in {"ccomp", "pobj", "pcomp", "dobj", "csubj", "csubjpass"}
        and bool(objects & {"it", "so", "what", "how"})
        and ("how" in objects or not tree.children(index, "ccomp", "xcomp"))
    )


def _about(tree: Tree, noun: int) -> frozenset[int]:
    """Return a noun with what belongs to it; after "under" and the like with the clause around it."""
    head = tree.tokens[noun].head
    if tree.tokens[noun].dep == "pobj" and tree.low(head) in {"under", "in", "by", "on"}:
        return _host(tree, head)
    return _clause_about(tree, noun)


def _own_clauses(tree: Tree, index: int) -> list[int]:
    """Return the clauses of a verb that it does not govern: joined ones with a subject, "while" ones."""
    clauses = [
        each
        for each in tree.children(index, "conj")
        if tree.is_verb(each) and tree.children(each, *SUBJECTS) and not _is_that_clause(tree, each)
    ]
    for each in tree.children(index, "advcl"):
        marks = {tree.low(mark) for mark in tree.children(each, "mark")}
        if marks & _INDEPENDENT_ADVERBIAL:
            clauses.append(each)
    return clauses


def _is_that_clause(tree: Tree, index: int) -> bool:
    return any(tree.low(mark) in {"that", "whether"} for mark in tree.children(index, "mark"))


def _is_inserted(tree: Tree, index: int) -> bool:
    """Return whether a clause such as "he says" is put into or after another, and has no object."""
    token = tree.tokens[index]
    if token.dep not in {"ccomp", "conj", "advcl", "appos", "dep"} or not _lacks_object(tree, index):
        return False
    if token.dep == "advcl" and tree.children(index, "mark", "advmod"):
        return _is_as_clause(tree, index)
    if token.dep == "conj":
        # "..., alleges the Treasury", with the subject after its verb
        return (
            index > 0
            and tree.tokens[index - 1].text == ","
            and min(tree.subjects(index), default=0) > index
        )
    own = tree.subtree(index)
    before, after = min(own) - 1, max(own) + 1
    marks = {
        tree.tokens[each].text
        for each in (before, after, min(own), max(own))
        if 0 <= each < len(tree.tokens)
    }
    return bool(marks & {",", "–", "—", "-", "(", '"', "”", "“"})


def _is_as_clause(tree: Tree, index: int) -> bool:
    """Return whether a clause is "as Putin says"."""
    marks = tree.children(index, "mark", "advmod")
    return any(tree.low(mark) in {"as", "so"} for mark in marks) and _lacks_object(tree, index)


def _lacks_object(tree: Tree, index: int) -> bool:
    """Return whether a verb has no words of its own for the claim; the addressee is none."""
    objects = tree.children(index, "ccomp", "xcomp", "dobj", "attr", "oprd", "acomp")
    if tree.lemma(index) in {"tell", "inform", "assure", "ask", "brief"}:
        objects = tuple(each for each in objects if tree.tokens[each].pos not in {"PROPN", "PRON", "NOUN"})
    return not objects


def _phrase_frame(tree: Tree, index: int) -> Iterator[SpeechFrame]:
    low = tree.low(index)
    if low in vocabulary().saying.prepositions:
        noun = _object_of(tree, index) or _before_comma(tree, index)
        if noun is not None:
            sentence = tree.sentence(index)
            opens = frozenset(sentence) if index == sentence.start else frozenset[int]()
            yield SpeechFrame(FrameKind.PHRASE, index, noun, _host(tree, index) | opens)
        return
    noun = tree.child(index, "pobj")
    if noun is None:
        return
    if low in _VIEWPOINT and tree.lemma(noun) in vocabulary().saying.nouns:
        yield SpeechFrame(FrameKind.PHRASE, index, _owner(tree, noun), _host(tree, index))
    if low == "by" and is_going_by(tree, tree.tokens[index].head):
        yield SpeechFrame(FrameKind.PHRASE, index, noun, frozenset(tree.sentence(index)))
    if low in {"for", "to"} and _is_set_off(tree, index):
        yield SpeechFrame(FrameKind.PHRASE, index, noun, _host(tree, index))


def _is_set_off(tree: Tree, index: int) -> bool:
    """Return whether a phrase is at the beginning of its sentence or between commas."""
    noun = tree.child(index, "pobj")
    last = max(tree.noun_phrase(index if noun is None else noun))
    first = index
    sentence = tree.sentence(index)
    follows = last + 1 < len(tree.tokens) and tree.tokens[last + 1].text == ","
    return follows and (first == sentence.start or tree.tokens[first - 1].text == ",")


def _object_of(tree: Tree, index: int) -> int | None:
    """Return the noun after a preposition, also after two as in "according to"."""
    noun = tree.child(index, "pobj", "dobj")
    if noun is not None:
        return noun
    for each in tree.children(index, "prep", "pcomp"):
        if (inner := _object_of(tree, each)) is not None:
            return inner
    return None


def _before_comma(tree: Tree, index: int) -> int | None:
    """Return the last word before the comma after "according to", whatever the parser made of it."""
    commas = (each for each in tree.sentence(index) if each > index and tree.tokens[each].text == ",")
    comma = next(commas, index)
    return comma - 1 if index + 1 < comma - 1 <= index + _LONGEST_NAME else None


def _host(tree: Tree, index: int) -> frozenset[int]:
    """Return what a phrase is about: the verb that it belongs to with its clause, and those around it.

    The parser attaches "according to Putin" to any word before it; the phrase is about the clause.
    """
    head = tree.tokens[index].head
    while not tree.is_verb(head) and not tree.is_root(head):
        head = tree.tokens[head].head
    while tree.tokens[head].dep in {"xcomp", "conj", "acl", "pcomp", "relcl", "ccomp", "advcl"}:
        if not _ends_clause(tree, index) and tree.tokens[head].dep not in {"xcomp", "ccomp"}:
            break
        head = tree.tokens[head].head
        while not tree.is_verb(head) and not tree.is_root(head):
            head = tree.tokens[head].head
    return tree.subtree(head)


def _ends_clause(tree: Tree, index: int) -> bool:
    """Return whether a phrase opens or closes its sentence, set off by a comma."""
    own = tree.subtree(index)
    sentence = tree.sentence(index)
    if min(own) == sentence.start:
        return True
    last = sentence.stop - 1
    while last > sentence.start and tree.tokens[last].pos == "PUNCT":
        last -= 1
    return max(own) >= last and tree.tokens[min(own) - 1].text in {",", "–", "—"}


def _owner(tree: Tree, noun: int) -> int | None:
    """Return whose statement a noun of saying is: "Putin's claim", "a claim by Putin"."""
    owner = tree.child(noun, "poss")
    if owner is not None:
        return owner
    for each in tree.children(noun, "prep"):
        if tree.low(each) in {"of", "by", "from"}:
            return tree.child(each, "pobj")
    for each in tree.children(noun, "acl"):
        if (agent := _agent(tree, each)) is not None:
            return agent
    for each in tree.children(noun, "acl", "relcl"):
        if tree.lemma(each) in _LEVELLING and (maker := tree.child(each, "nsubj", "poss")) is not None:
            return maker
    names = tree.children(noun, "compound", "nmod", "amod")
    return next(
        (each for each in names if tree.tokens[each].tag in {"NNP", "JJ"} and _is_name(tree, each)), None
    )


def _is_name(tree: Tree, index: int) -> bool:
    return tree.tokens[index].text[0].isupper() and index != tree.sentence(index).start


def _noun_frame(tree: Tree, index: int) -> Iterator[SpeechFrame]:
    speaker = _owner(tree, index)
    token = tree.tokens[index]
    scope = tree.subtree(index)
    head = token.head
    if token.dep in {"nsubj", "nsubjpass"} and (
        tree.lemma(head) in _APPEARING or tree.children(head, "ccomp", "xcomp")
    ):
        # "Putin's claim is that", "reports have it that", "then came Putin's statement that"
        scope |= tree.subtree(head)
    if token.dep in {"appos", "attr"} and head != index:
        # "gas will flow, a claim by Putin"
        scope |= tree.subtree(head)
        if not tree.is_root(head):
            scope |= tree.subtree(tree.tokens[head].head)
    yield SpeechFrame(FrameKind.NOUN, index, speaker, scope)


def _adverb_frame(tree: Tree, index: int) -> Iterator[SpeechFrame]:
    token = tree.tokens[index]
    words = vocabulary().saying
    if tree.low(index) in words.adverbs and index == tree.sentence(index).start:
        yield SpeechFrame(FrameKind.ADVERB, index, None, frozenset(tree.sentence(index)))
    elif token.pos == "ADV" and tree.low(index) in words.adverbs:
        yield SpeechFrame(FrameKind.ADVERB, index, None, tree.subtree(token.head))
    elif (
        token.dep in {"amod", "acomp", "ROOT"}
        and tree.low(index) in words.adjectives
        and not tree.children(index, *SUBJECTS)
    ):
        yield SpeechFrame(FrameKind.ADVERB, index, None, _clause_about(tree, token.head))


def _clause_about(tree: Tree, noun: int) -> frozenset[int]:
    """Return a noun with what belongs to it, and with the clause whose subject it is."""
    token = tree.tokens[noun]
    is_complement = token.dep == "attr" and tree.low(noun) in _SOMETHING
    if (token.dep in {"nsubj", "nsubjpass"} or is_complement) and tree.is_verb(token.head):
        return tree.subtree(token.head, _own_clauses(tree, token.head))
    return tree.subtree(noun)


def _headline_frames(tree: Tree, sentence: range) -> Iterator[SpeechFrame]:
    """Find "Putin: gas may flow" and "Gas may flow – Putin"."""
    for index in sentence:
        if _divides(tree, index) and index > sentence.start:
            before = [each for each in sentence if each < index]
            after = [each for each in sentence if each > index] or _next_sentence(tree, sentence)
            for name, rest in ((before, after), (after, before)):
                if len(rest) > len(_words_in(tree, name)):
                    for speaker in _names_alone(tree, name):
                        yield SpeechFrame(FrameKind.HEADLINE, index, speaker, frozenset([*name, *rest]))


def _next_sentence(tree: Tree, sentence: range) -> list[int]:
    """Return the sentence after one that ends with a colon."""
    return list(tree.sentence(sentence.stop)) if sentence.stop < len(tree.tokens) else []


def _divides(tree: Tree, index: int) -> bool:
    """Return whether a token is a colon, or a dash between spaces."""
    token = tree.tokens[index]
    if token.text not in {":", "–", "—", "-", "/"} or index in {0, len(tree.tokens) - 1}:
        return token.text == ":"
    has_spaces = tree.tokens[index - 1].end < token.start and token.end < tree.tokens[index + 1].start
    return token.text == ":" or has_spaces


def _words_in(tree: Tree, indexes: list[int]) -> list[int]:
    return [each for each in indexes if tree.tokens[each].pos != "PUNCT"]


def _names_alone(tree: Tree, indexes: list[int]) -> list[int]:
    """Return the nouns of words that are a name, perhaps with a date, and no sentence."""
    words = _words_in(tree, indexes)
    is_phrase = 0 < len(words) <= _LONGEST_NAME and not any(_is_predicate(tree, each) for each in words)
    nouns = [each for each in words if tree.tokens[each].pos in {"NOUN", "PROPN", "ADJ"}]
    return nouns if is_phrase else []


def _is_predicate(tree: Tree, index: int) -> bool:
    is_auxiliary = tree.tokens[index].pos == "AUX"
    return tree.is_finite_verb(index) and (is_auxiliary or bool(tree.children(index, *SUBJECTS)))


_LONGEST_NAME = 12
