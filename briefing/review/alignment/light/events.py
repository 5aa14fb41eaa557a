"""Verbs that say no more of an event, a gift or a statement than that there is one."""

from __future__ import annotations

from briefing.review.alignment.changes.realised import is_done
from briefing.review.alignment.frame import frame
from briefing.review.alignment.light.texts import EVIDENT, Texts
from briefing.review.alignment.words import ContentWord
from briefing.review.text.numerals import numbers_in
from briefing.review.text.word_lists import phrases, word_lists

_PERFORMING = frozenset(
    {"sign", "conclude", "complete", "conduct", "effect", "execute", "undertake", "accomplish", "reach"}
    | {"receive", "get", "obtain", "win", "gain", "meet", "see", "witness", "pay"}
)
"""Verbs that say of an event no more than that it happened."""
_PUBLISHING = frozenset(
    {"publish", "carry", "run", "print", "issue", "release", "bring_out", "file", "relay", "level", "hurl"}
    | {"air", "voice", "put_forward", "lodge", "advance", "write", "pen", "author"}
)
"""Verbs for what is done with a statement: a report, an accusation."""
_GIVING = frozenset({"send", "supply", "deliver", "provide", "give", "ship", "transfer"})
_RECEIVING = frozenset({"receive", "get", "obtain", "due"})
_FIELDS = frozenset({"field", "area", "sector", "sphere", "subject"})
_COVERING = frozenset({"extend", "cover", "include", "encompass", "span", "list", "embrace", "range"})
_BACKING = frozenset({"support", "back", "favour", "favor", "approve", "endorse"})
_REFUSING = frozenset({"oppose", "reject"})
"""Verbs for votes against."""
_GROWING = frozenset({"rise", "grow", "climb", "go_up", "increase", "expand"})
_ARRIVING = frozenset({"arrive", "reach", "get", "come", "go", "land", "turn_up"})
_LIGHT = frozenset({"make", "give", "have", "take", "put", "do"})
_VOICING = frozenset(
    {"submit", "lodge", "issue", "voice", "file", "address", "raise", "send", "put_in", "enter"}
    | {"exert", "apply", "wield"}
)
"""Verbs for "make" with a request, an offer or an objection, and for "put" with pressure."""
_ENDING = frozenset({"end", "expire", "elapse", "lapse", "run_out", "finish", "pass"})
_GAINING = frozenset({"gain", "get", "win", "receive", "obtain", "earn", "give", "grant", "add", "secure"})
_PROLONGING = frozenset({"prolong", "extend", "renew", "extension", "prolongation", "renewal"})
_LIFETIMES = frozenset({"life", "lifetime", "lifespan", "validity", "duration", "term"})
_AFTER = frozenset({"after", "upon", "on", "following"})
_DECIDING = frozenset({"vote", "move", "go", "come", "act", "proceed", "convene"})
"""Verbs by which somebody gets to do what the infinitive after them says: voted to approve."""
_OCCURRING = frozenset(
    {"hang", "loom", "exist", "arise", "persist", "prevail", "reign", "lie", "face", "confront", "threaten"}
    | {"appear", "emerge", "present", "obtain", "subsist"}
)
"""Verbs that say of their subject no more than that there is one."""


def performs_event(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb only performs what the statement has as a verb: contracts were signed."""
    if word.pos != "VERB" or word.lemma in frame().open_words:
        return False
    for noun, held, match in texts.matches_under(word.index):
        if noun.role != "object":
            continue
        if _is_performed(held, texts):
            return word.lemma in _VOICING or (word.lemma == "receive" and _has_origin(word, texts))
        if held.pos == "VERB":
            is_same = match.relation.kind in EVIDENT and is_done(texts.statement, held.index)
            return is_same and word.lemma in _PERFORMING
    return False


def _is_performed(held: ContentWord, texts: Texts) -> bool:
    """Return whether a noun of the statement is the object of a light verb: made a request."""
    head = texts.statement.tokens[held.head]
    return held.pos == "NOUN" and held.role == "object" and head.lemma in _LIGHT


def _has_origin(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb has a phrase with "from"."""
    return any(
        texts.parse.tokens[child].text.lower() == "from" for child in texts.parse.children(word.index)
    )


def gains_time(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb gives a length of time to what the statement prolongs: gained five years."""
    if word.lemma not in _GAINING or word.pos != "VERB":
        return False
    times = (texts.parse.tokens[each].lemma for each in texts.children(word.index, "dobj", "npadvmod"))
    is_timed = any(lemma in {"year", "month", "decade", "term"} for lemma in times)
    return is_timed and any(held.lemma in _PROLONGING for held in texts.held.words)


def is_lifetime(word: ContentWord, texts: Texts) -> bool:
    """Return whether a noun is the "life" of a treaty whose term the statement gives or prolongs."""
    held = {each.lemma for each in texts.held.words}
    is_timed = bool(held & (_PROLONGING | {"term", "unlimited"})) or (
        held & {"year"} and "conclude" in held
    )
    return word.pos == "NOUN" and word.lemma in _LIFETIMES and bool(is_timed)


def permits_act(word: ContentWord, texts: Texts) -> bool:
    """Return whether a word is the "free" of "free to end it" for what the statement has somebody want."""
    if word.lemma not in {"free", "entitle", "entitled"}:
        return False
    acts = [texts.held_for(each) for each in texts.children(word.index, "xcomp")]
    wanting = {"want", "wish", "choose", "decide", "may", "can", "right"}
    return any(acts) and any(token.lemma in wanting for token in texts.statement.tokens)


def pays_price(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb is the "pay" of what somebody is to pay, where the statement has a price."""
    return word.lemma == "pay" and any(held.lemma in {"price", "cost"} for held in texts.held.words)


def leads_to_event(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb is the "voted" of "voted to approve", for what the statement says is done."""
    if word.lemma not in _DECIDING or word.pos != "VERB":
        return False
    acts = (texts.held_for(each) for each in texts.children(word.index, "xcomp", "advcl"))
    return any(held is not None and held.pos == "VERB" for held in acts)


def occurs(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb says that there is what there is by the statement: a threat hangs over us."""
    if word.pos != "VERB" or word.lemma not in _OCCURRING:
        return False
    subjects = (texts.held_for(each) for each in texts.children(word.index, "nsubj", "nsubjpass"))
    return any(held is not None and _exists(held, texts) for held in subjects)


def _exists(held: ContentWord, texts: Texts) -> bool:
    head = texts.statement.tokens[held.head]
    return held.pos == "NOUN" and head.lemma in {"be", "exist", "arise", "emerge"}


def counts_votes(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb says how those of a figure voted, who voted so in the statement: 191 backed it.

    The statement has "by 191 votes to 8": the first are for it, the second against.
    """
    lemmas = [token.lemma.lower() for token in texts.statement.tokens]
    is_side = word.lemma in _BACKING or word.lemma in _REFUSING
    if not is_side or word.pos != "VERB" or "vote" not in lemmas:
        return False
    votes = lemmas.index("vote")
    sides = _BACKING if word.lemma in _BACKING else _REFUSING
    number = -1 if sides is _BACKING else 1
    figures = [index for index, token in enumerate(texts.statement.tokens) if token.pos == "NUM"]
    before, after = [each for each in figures if each < votes], [each for each in figures if each > votes]
    held = before[-1:] if number < 0 else after[:1]
    own = [word.index - 1]
    for subject in texts.children(word.index, "nsubj"):
        own += [subject, *texts.parse.children(subject)]
    return any(_is_figure(texts, each, index) for each in own for index in held)


def _is_figure(texts: Texts, ours: int, theirs: int) -> bool:
    one, other = (
        numbers_in(parse.tokens[at].text) for parse, at in ((texts.parse, ours), (texts.statement, theirs))
    )
    return bool(one and other) and one[0].equals(other[0])


def covers_field(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb only says what is one of the fields of the statement: extends to space."""
    has_fields = any(held.lemma in _FIELDS for held in texts.held.words)
    return has_fields and word.pos == "VERB" and word.lemma in _COVERING


def ends_before(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb says of a time that it is over, after which, in the statement, something is."""
    if word.lemma not in _ENDING or word.pos != "VERB":
        return False
    subjects = (texts.held_for(each) for each in texts.children(word.index, "nsubj"))
    return any(held is not None and held.role in _AFTER for held in subjects)


def publishes(word: ContentWord, texts: Texts) -> bool:
    """Return whether somebody brings out what is said: the report that it published."""
    if word.lemma not in _PUBLISHING:
        return False
    statements = {each.index for each in texts.words if each.lemma in frame().statements}
    described = texts.token(word)
    is_object = any(
        each.index in statements and each.head == word.index and each.role == "object"
        for each in texts.words
    )
    return is_object or (described.dep in {"acl", "relcl"} and described.head in statements)


def is_recipient(word: ContentWord, texts: Texts) -> bool:
    """Return whether somebody gets what is for him in the statement: gas that Iran is to receive."""
    if word.lemma not in _RECEIVING:
        return False
    token = texts.token(word)
    verbs = (word.index, token.head) if token.dep == "xcomp" else (word.index,)
    return any(
        ours.role == "subject" and held.role in {"for", "to", "recipient"}
        for verb in verbs
        for ours, held, _match in texts.matches_under(verb)
    )


def arrives(word: ContentWord, texts: Texts) -> bool:
    """Return whether something gets to whom, in the statement, it is given or who receives it."""
    if word.lemma not in _ARRIVING or word.pos != "VERB":
        return False
    places = texts.children(word.index, "dobj")
    places += [noun for by in texts.children(word.index, "prep") for noun in texts.children(by, "pobj")]
    held = [each for each in map(texts.held_for, places) if each is not None]
    return any(
        each.role == "subject" and texts.statement.tokens[each.head].lemma in _RECEIVING for each in held
    )


def reaches_bound(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb of growth only leads to the bound that the statement has: could rise to 55."""
    follows_to = any(
        texts.parse.tokens[each].text.lower() == "to" for each in texts.children(word.index, "prep")
    )
    has_bound = texts.statement.text in phrases(*word_lists().qualifier["up_to"])
    return word.lemma in _GROWING and word.pos == "VERB" and follows_to and has_bound


def gives(word: ContentWord, texts: Texts) -> bool:
    """Return whether somebody gives what is for somebody in the statement: troops for Russia."""
    if word.lemma not in _GIVING:
        return False
    given = [held.index for ours, held, _match in texts.matches_under(word.index) if ours.role == "object"]
    return any(held.role in {"for", "to"} and held.head in given for held in texts.held.words)
