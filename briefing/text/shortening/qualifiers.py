"""Words that qualify what a sentence says: likelihoods, negations, limits, conditions, hedges."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_LIKELIHOODS = """
likely unlikely likelihood probable probably improbable improbably probability possible possibly
impossible possibility perhaps maybe certain certainly uncertain chance chances even odds remote
realistic confidence doubt doubtful very highly almost nearly virtually exceptionally extremely more
less most least about around roughly
"""
_NEGATIONS = """
no not never none nobody nothing nowhere neither nor without hardly barely scarcely seldom rarely
cannot few little fail fails failed lack lacks lacked deny denies denied denying refuse refuses
refused reject rejects rejected only solely merely partly partially some up least most mostly mainly
except but yet however although though despite
"""
_CONDITIONS = """
if unless until till provided providing whether once when while before after as by
"""
_HEDGES = """
may might could can would should shall must will reportedly allegedly apparently seemingly
supposedly seem seems seemed appear appears appeared suggest suggests suggested claim claims claimed
say says said report reports reported according alleged expected planned intends plans hopes
"""
_QUALIFIERS = frozenset(f"{_LIKELIHOODS} {_NEGATIONS} {_CONDITIONS} {_HEDGES}".split())
"""English words without which the rest of a sentence may say more, or the opposite."""


def qualifiers_in(text: str) -> list[str]:
    """Return the words of a text that qualify what is said, such as likelihoods, negations and hedges."""
    return [match.group() for match in WORD.finditer(text) if qualifies(match.group())]


def qualifies(word: str) -> bool:
    """Return whether a word is one of them."""
    plain = word.casefold().replace("’", "'")
    return plain in _QUALIFIERS or plain.endswith("n't")
