"""Find what is said of a treaty only by the way: that it was concluded, and that it is new."""

from __future__ import annotations

import functools

from briefing.language import Parse

_CONCLUDING = frozenset({"sign", "conclude", "make", "reach", "ink", "enter"})
_RECENT = frozenset({"new", "present", "current", "latest", "said"})
_RENEWALS = frozenset({"extension", "renewal", "prolongation"})
_TAKING_EFFECT = frozenset({"take", "become", "come", "enter", "work"})
_NOTICES = frozenset(
    {"notice", "notification", "withdrawal", "denunciation", "termination", "cancellation", "decision"}
)
_DEFINITE = frozenset({"the", "this", "their"})
_TREATIES = frozenset(
    {"treaty", "pact", "agreement", "accord", "deal", "convention", "memorandum", "contract", "document"}
    | {"text", "instrument", "one", "version", "predecessor", "extension", "renewal", "understanding"}
)


@functools.lru_cache(maxsize=1024)
def concluded_texts(parse: Parse) -> frozenset[int]:
    """Return the verbs of "the pact signed in 2001" and "the pact that they had concluded".

    That a treaty of a year was signed is no claim.
    """
    return frozenset(
        number
        for number, token in enumerate(parse.tokens)
        if (
            token.lemma in _CONCLUDING
            and (_describes_treaty(parse, number) or _follows_treaty(parse, number))
        )
        or (token.lemma == "agree" and _is_agreed_text(parse, number))
        or (token.lemma in {*_CONCLUDING, "agree"} and _is_what_is_agreed(parse, number))
    )


def _is_what_is_agreed(parse: Parse, verb: int) -> bool:
    """Return whether a clause with "what" is the subject: "what they agreed has 47 articles"."""
    is_subject = parse.tokens[verb].dep in {"csubj", "csubjpass", "nsubj", "nsubjpass"}
    return is_subject and any(parse.tokens[each].text.lower() == "what" for each in parse.children(verb))


def _describes_treaty(parse: Parse, verb: int) -> bool:
    token = parse.tokens[verb]
    return token.dep in {"acl", "relcl"} and _is_treaty(parse, token.head)


def _follows_treaty(parse: Parse, verb: int) -> bool:
    """Return whether a verb is that of "the instrument concluded with them comprises".

    The parser may take it for the predicate. A treaty signs nothing, and a passive has an auxiliary.
    """
    is_participle = parse.tokens[verb].tag in {"VBN", "VBD"} and parse.tokens[verb].text[0].islower()
    return is_participle and verb > 0 and _is_treaty(parse, verb - 1)


def _is_agreed_text(parse: Parse, verb: int) -> bool:
    """Return whether a verb is that of "the text agreed between them" or "the extension agreed in 2021"."""
    following = {token.text.lower() for token in parse.tokens[verb + 1 : verb + 2]}
    is_of_text = _describes_treaty(parse, verb) or _follows_treaty(parse, verb)
    is_renewal = parse.tokens[verb - 1].lemma in _RENEWALS and bool(following & {"in", "on"})
    return is_of_text and (is_renewal or bool(following & {"between", "by", "with"}))


def effective_notices(parse: Parse) -> frozenset[int]:
    """Return the verbs by which a notice or withdrawal takes effect, which ends a treaty."""
    return frozenset(
        number
        for number, token in enumerate(parse.tokens)
        if token.pos == "VERB" and token.lemma in _TAKING_EFFECT and _is_of_notice(parse, number)
    )


def _is_of_notice(parse: Parse, verb: int) -> bool:
    subjects = [each for each in parse.children(verb) if parse.tokens[each].dep == "nsubj"]
    if parse.tokens[verb].dep == "relcl":
        subjects += [parse.tokens[verb].head]
    return any(parse.tokens[each].lemma in _NOTICES for each in subjects)


def recent_texts(parse: Parse) -> frozenset[int]:
    """Return the adjectives of "the new treaty", which only point at a treaty."""
    return frozenset(
        number
        for number, token in enumerate(parse.tokens)
        if token.dep == "amod"
        and token.lemma in _RECENT
        and parse.tokens[max(number - 1, 0)].text.lower() in _DEFINITE
        and _is_treaty(parse, token.head)
    )


def _is_treaty(parse: Parse, noun: int) -> bool:
    return parse.tokens[noun].lemma in _TREATIES
