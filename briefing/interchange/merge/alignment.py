"""Find the items of three versions of a list that are the same: a citation, a quote, an action."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from briefing.interchange.matching import folded_words
from briefing.model.fact import Relation
from briefing.model.source import Attachment, Citation, Locator, TextQuote
from briefing.model.treaty import Action, Division, Obligation, Party, RelatedTreaty

_Key = Callable[[Any], Any]


class _Level(NamedTuple):
    """A way to compare items: those with one key may be the same, if they agree."""

    key: _Key
    agrees: Callable[[Any, Any], bool]


class Aligned(NamedTuple):
    """One item in its versions; None where a list does not have it."""

    base: Any
    mine: Any
    theirs: Any


def _related(related: RelatedTreaty) -> Any:
    return related.relation, related.treaty_id or folded_words(related.title)


_IDENTITIES: Mapping[type[Any], _Key] = {
    Citation: lambda each: (each.source_id, each.locator),
    TextQuote: lambda each: " ".join(each.exact.split()),
    Relation: lambda each: (each.kind, each.fact_id),
    Attachment: lambda each: each.sha256,
    Party: lambda each: each.id,
    Action: lambda each: (each.kind, each.party, each.date),
    Obligation: lambda each: each.kind,
    Division: lambda each: each.eid,
    RelatedTreaty: _related,
}
"""What makes two items the same, by their type. Others are the same if they are equal."""

_LINEAGES: Mapping[type[Any], _Key] = {
    Citation: lambda each: each.source_id,
    Action: lambda each: (each.kind, each.party),
}
"""What makes an item the later version of one in the base, although its identity changed."""


def label_of(item: Any) -> str:
    """Return the words by which the path of a field names an item."""
    match item:
        case Citation():
            return item.source_id
        case TextQuote():
            return item.exact if len(item.exact) <= 40 else f"{item.exact[:39]}…"  # noqa: PLR2004
        case Action():
            return " ".join(filter(None, (item.kind, item.party, item.date)))
        case _:
            identity = _IDENTITIES[type(item)](item) if type(item) in _IDENTITIES else item
            return " ".join(map(str, identity)) if isinstance(identity, tuple) else str(identity)


def aligned(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> Iterator[Aligned]:
    """Yield the items of three lists: in the order of mine, then what mine does not have."""
    in_mine = _pairs(base, mine, _levels(base, _LINEAGES))
    in_theirs = _pairs(base, theirs, _levels(base, _LINEAGES))
    from_base = {number: i for i, number in in_mine.items()}
    new_mine = [number for number in range(len(mine)) if number not in from_base]
    based = set(in_theirs.values())
    new_theirs = [number for number in range(len(theirs)) if number not in based]
    both = _pairs([mine[n] for n in new_mine], [theirs[n] for n in new_theirs], _levels(mine))
    same = {new_mine[i]: new_theirs[j] for i, j in both.items()}
    for number, item in enumerate(mine):
        if number in from_base:
            i = from_base[number]
            yield Aligned(base[i], item, theirs[in_theirs[i]] if i in in_theirs else None)
        else:
            yield Aligned(None, item, theirs[same[number]] if number in same else None)
    in_base = {number: i for i, number in in_theirs.items()}
    used = set(same.values())
    for number, item in enumerate(theirs):
        if number in in_base and in_base[number] not in in_mine:
            yield Aligned(base[in_base[number]], None, item)
        elif number not in in_base and number not in used:
            yield Aligned(None, None, item)


def _levels(items: Sequence[Any], *further: Mapping[type[Any], _Key]) -> list[_Level]:
    """Return the ways in which items are compared, the surest first."""
    if not items:
        return []
    type_ = type(items[0])
    tables = (_IDENTITIES, *further)
    levels = [_Level(table[type_], _may_be_same) for table in tables if type_ in table]
    if type_ is Citation:
        levels.append(_Level(_LINEAGES[Citation], _share_a_quote))
    return [_Level(lambda each: each, _may_be_same), *levels]


def _pairs(left: Sequence[Any], right: Sequence[Any], levels: Sequence[_Level]) -> dict[int, int]:
    """Return the numbers of the items on the right that are the same as those on the left, one each."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for level in levels:
        free: dict[Any, list[int]] = defaultdict(list)
        for j, item in enumerate(right):
            if j not in taken:
                free[level.key(item)].append(j)
        for i, item in enumerate(left):
            if i in pairs:
                continue
            candidates = free.get(level.key(item), [])
            j = next((j for j in candidates if level.agrees(item, right[j])), -1)
            if j >= 0:
                candidates.remove(j)
                taken.add(j)
                pairs[i] = j
    return pairs


def _share_a_quote(one: Citation, other: Citation) -> bool:
    """Return whether two citations of a source are of one passage, with different parts of its place."""
    places = [each.locator or Locator() for each in (one, other)]
    parts = ([getattr(place, name) for place in places] for name in Locator.__struct_fields__)
    if any(None not in part and part[0] != part[1] for part in parts):
        return False
    return bool(_pairs(one.quotes, other.quotes, _levels(one.quotes)))


def _may_be_same(one: Any, other: Any) -> bool:
    """Return whether nothing contradicts that two items with one identity are the same.

    Equal words at two places of one text are two quotes.
    """
    if not isinstance(one, TextQuote) or not isinstance(other, TextQuote):
        return True
    if _are_placed(one, other):
        return _overlap(one, other)
    return _agree_at_end(one.prefix, other.prefix) and _agree_at_end(one.suffix[::-1], other.suffix[::-1])


def _are_placed(one: TextQuote, other: TextQuote) -> bool:
    return (
        one.text_sha256 is not None
        and one.text_sha256 == other.text_sha256
        and None not in (one.start, one.end, other.start, other.end)
    )


def _overlap(one: TextQuote, other: TextQuote) -> bool:
    return (one.start or 0) < (other.end or 0) and (other.start or 0) < (one.end or 0)


def _agree_at_end(one: str, other: str) -> bool:
    """Return whether one text may be the end of the other, apart from its spacing."""
    one, other = " ".join(one.split()), " ".join(other.split())
    return one.endswith(other) or other.endswith(one)
