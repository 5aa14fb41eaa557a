"""Verbs and nouns that only say who says something, to whom, and how he is called."""

from __future__ import annotations

from briefing.review.alignment.frame import frame
from briefing.review.alignment.light.texts import Texts
from briefing.review.alignment.words import ContentWord

_HEADS_OF = frozenset(
    {"head", "chief", "director", "chairman", "chair", "commander", "minister", "secretary", "spokesman"}
    | {"leader", "spokeswoman", "spokesperson", "adviser", "advisor", "aide", "boss", "officer"}
    | {"executive", "member"}
)
_RANKS = frozenset({"ruling", "governing", "national", "federal", "official"})
"""Adjectives before a body that the fact names."""
_TITLE_ROLES = frozenset({"modifier", "complement"})
_OUTLETS = frozenset(
    {"site", "website", "portal", "outlet", "channel", "station", "network", "page", "blog", "platform"}
    | {"weekly", "monthly", "bulletin", "newsletter", "wire", "newsroom", "title", "organ"}
)
_OPENING = frozenset(
    {
        "agree",
        "concur",
        "differ",
        "disagree",
        "elaborate",
        "continue",
        "echo",
        "respond",
        "counter",
        "recap",
    }
    | {"go_on", "chime_in", "weigh_in", "push_back", "explain", "expand"}
)
"""Verbs before a colon and what somebody says."""
_ADDRESSING = frozenset({"address", "face", "brief", "appear", "speak", "inform", "update"})
_JUDGING = frozenset({"decide", "determine", "rule", "conclude", "find", "judge", "deem"})
_JUDGED = frozenset({"hold", "find", "consider", "deem", "regard", "judge", "believe", "see"})
_PUTTING = frozenset({"value", "price", "assess", "rate", "cost"})
"""Verbs that put a figure at something: values the deal at a billion."""
_MEASURES = frozenset({"value", "price", "cost", "worth", "size", "total"})
_LAYING = frozenset({"lay", "bring", "place", "put", "set", "table"})
_SUBMITTING = frozenset({"submit", "present", "introduce", "refer"})
_ANNOUNCING = frozenset({"announce", "publish", "disclose", "reveal", "release", "unveil", "declare"})
_NEWS = frozenset({"news", "press", "wire"})
_NEWS_BODIES = frozenset({"agency", "site", "website", "service", "outlet", "portal", "channel", "network"})
_DEGREES = frozenset(
    {"heavily", "severely", "strictly", "tightly", "widely", "highly", "strongly", "closely"}
)


def has_clause(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb with a clause says what somebody states: allowing that it may change."""
    if word.lemma not in frame().clausal:
        return False
    following = texts.parse.tokens[word.index + 1 :][:1]
    if any(each.text.lower() == "that" for each in following):
        return True  # The parser may take "grants that" for a noun.
    clauses = texts.children(word.index, "ccomp") if word.pos == "VERB" else []
    marks = (texts.parse.tokens[mark] for each in clauses for mark in texts.children(each, "mark"))
    return any(mark.text.lower() == "that" for mark in marks)


def decides(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb with a clause is a judgement where the statement has one: held it to apply."""
    if word.lemma not in _JUDGING or not texts.children(word.index, "ccomp", "xcomp"):
        return False
    return any(held.pos == "VERB" and held.lemma in _JUDGED for held in texts.held.words)


def opens_speech(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb is right before the colon of what somebody says, as in "he agreed:"."""
    following = [token.text for token in texts.parse.tokens[word.index + 1 :][:2]]
    return word.lemma in _OPENING and ":" in following


def addresses(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb has the listeners of the statement for its object: addressing the Duma."""
    if word.lemma not in _ADDRESSING:
        return False
    telling = {"tell", "inform", "address", "brief", "speak", "say"}
    return any(
        texts.statement.tokens[held.head].lemma in telling and held.role in {"object", "recipient", "to"}
        for _ours, held, _match in texts.matches_under(word.index)
    )


def puts_figure(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb puts something at a figure, or a noun is its measure: puts the value at ten."""
    is_measure = word.pos == "NOUN" and word.role == "object" and word.lemma in _MEASURES
    is_putting = word.pos == "VERB" and word.lemma in _PUTTING
    if not is_measure and not is_putting:
        return False
    # The parser may join "at ten" to the noun after "of".
    near = [word.head, *texts.parse.subtree(word.index)] if is_measure else [word.index]
    return any(
        texts.parse.tokens[each].text.lower() == "at"
        for noun in near
        for each in texts.children(noun, "prep")
    )


def is_of_news(word: ContentWord, texts: Texts) -> bool:
    """Return whether a noun only says of an agency or site what it brings: the news agency."""
    return word.lemma in _NEWS and texts.parse.tokens[word.head].lemma in _NEWS_BODIES


def submits(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb is "laid it before the Duma" where the statement submits it."""
    before = [
        each for each in texts.children(word.index, "prep") if texts.parse.tokens[each].text == "before"
    ]
    bodies = [noun for each in before for noun in texts.children(each, "pobj")]
    is_laid = word.lemma in _LAYING and bool(bodies)
    return is_laid and any(held.lemma in _SUBMITTING for held in texts.held.words)


def makes_public(word: ContentWord, texts: Texts) -> bool:
    """Return whether a word is the "public" of "made the text public" where the statement announces it."""
    makes = any(token.lemma == "make" for token in texts.parse.tokens[: word.index])
    return (
        word.text.lower() == "public"
        and makes
        and any(held.lemma in _ANNOUNCING for held in texts.held.words)
    )


def is_degree(word: ContentWord, texts: Texts) -> bool:
    """Return whether an adverb goes with "more" or "most" where the statement has a superlative."""
    before = texts.parse.tokens[max(word.index - 1, 0)]
    is_compared = before.text.lower() in {"more", "most", "less", "least"}
    held = {token.tag for token in texts.statement.tokens}
    return word.lemma in _DEGREES and is_compared and bool(held & {"JJS", "RBS"})


def is_medium(word: ContentWord, texts: Texts) -> bool:
    """Return whether a noun for a medium is who says something: the same site puts it at ten."""
    head = texts.parse.tokens[word.head].lemma
    is_speaker = word.role == "subject" and head in frame().presenting
    if word.lemma not in _OUTLETS:
        return False
    is_named = any(each.index == word.index + 1 and texts.names(each) for each in texts.words)
    return is_speaker or is_named or word.role in {"according", "per", "to"}


def is_title(word: ContentWord, texts: Texts) -> bool:
    """Return whether a word is the office of somebody: "Energy Minister", or a part of it."""
    offices = frame().offices
    if word.lemma in offices:
        return True
    head = next((each for each in texts.words if each.index == word.head), None)
    if head is None or word.role not in _TITLE_ROLES or head.lemma not in offices:
        return False
    return word.is_name or (_describes_name(head, texts) and not _has_office(texts))


def _has_office(texts: Texts) -> bool:
    """Return whether the statement says what office somebody has, which a wording may not change."""
    return any(held.lemma in frame().offices for held in texts.held.words)


def is_of_office(word: ContentWord, texts: Texts) -> bool:
    """Return whether a noun says of what somebody is the head: chief of the general staff."""
    head = next((each for each in texts.words if each.index == word.head), None)
    if head is not None and word.pos == "ADJ" and head.index != word.index:
        return is_of_office(head, texts)  # "foreign" of "foreign policy aide"
    is_part = word.pos == "NOUN" and word.role in {"of", "modifier"} and not word.is_name
    return is_part and head is not None and head.lemma in _HEADS_OF and _describes_name(head, texts)


def is_rank(word: ContentWord, texts: Texts) -> bool:
    """Return whether an adjective describes a body that the fact names: the ruling party."""
    return word.text.lower() in _RANKS and texts.held_for(word.head) is not None


def _describes_name(word: ContentWord, texts: Texts) -> bool:
    """Return whether a title is next to a name that the fact has."""
    token = texts.token(word)
    own = set(texts.parse.children(word.index))
    around = {token.head, *own} if token.dep == "appos" else own
    return any(each.index in around and texts.names(each) for each in texts.words)
