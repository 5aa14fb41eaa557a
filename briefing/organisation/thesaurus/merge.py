"""Merge two thesauri."""

from __future__ import annotations

from briefing.organisation.thesaurus.entry import AcceptedPair, Thesaurus, thesaurus_of


def merged(ours: Thesaurus, theirs: Thesaurus, base: Thesaurus | None = None) -> Thesaurus:
    """Return the pairs of both, each with all who accepted it.

    With `base`, the version that both began with, a pair that one side removed is removed, unless the other
    changed it since. Without one, nothing is removed.
    """
    before = {pair.key: pair for pair in base.pairs} if base else {}
    first = {pair.key: pair for pair in ours.pairs}
    second = {pair.key: pair for pair in theirs.pairs}
    pairs = (_merged_pair(before.get(key), first.get(key), second.get(key)) for key in {**first, **second})
    return thesaurus_of(pair for pair in pairs if pair is not None)


def _merged_pair(
    base: AcceptedPair | None, ours: AcceptedPair | None, theirs: AcceptedPair | None
) -> AcceptedPair | None:
    if ours and theirs:
        return _joined(base, ours, theirs)
    left = ours or theirs
    return None if left == base else left


def _joined(base: AcceptedPair | None, ours: AcceptedPair, theirs: AcceptedPair) -> AcceptedPair:
    if ours == base:
        return theirs
    return ours if theirs == base else ours.joined_with(theirs)
