"""Selectors that match elements, found once for elements that no selector tells apart.

Elements are of one kind if they have the same name, the same values of the attributes that selectors name,
and parents of one kind. What most selectors match depends on the kind alone. Others, such as those that
count siblings, are tried on each element.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefing.render.layout.styling.selector_dependence import dependence_of, weaker_test
from briefing.render.layout.styling.selector_matching import (
    all_selectors,
    matching_selectors,
    selectors_to_try,
)

_MOST_KINDS = 4096
"""With more, all are forgotten."""

SheetMatch = tuple[int, tuple[Any, ...]]
"""The number of a style sheet, and what its matcher returns of a selector that matches."""


@dataclass(slots=True, eq=False)
class Kind:
    """A kind of elements: what matches all of them, and selectors that may match some."""

    matches: tuple[SheetMatch, ...] | None = None
    to_try: tuple[tuple[int, Any], ...] = ()
    children: dict[tuple[object, ...], Kind] = field(default_factory=dict)


class ElementKinds:
    """The kinds of elements in documents with the same style sheets."""

    def __init__(self, sheets: Sequence[Any]) -> None:
        self._matchers = [sheet.matcher for sheet, _, _ in sheets]
        self._orders = [matcher.order for matcher in self._matchers]
        tests = [entry[0] for matcher in self._matchers for entry in all_selectors(matcher)]
        known = [dependence_of(weaker_test(test) or test) for test in tests]
        on_kind = [each for each in known if each is not None]
        self._values = frozenset({"class"}).union(*(each.values for each in on_kind))
        self._names = frozenset().union(*(each.names for each in on_kind)) - self._values
        self._ids = frozenset().union(*(each.ids for each in on_kind))
        self._root, self._count = Kind(), 0

    def are_of(self, sheets: Sequence[Any]) -> bool:
        """Return whether these are the style sheets, with the same rules."""
        matchers = [sheet.matcher for sheet, _, _ in sheets]
        return matchers == self._matchers and [each.order for each in matchers] == self._orders

    def kind(self, element: Any, above: Kind | None) -> Kind:
        """Return the kind of an element below a parent of another; the root of a document has none."""
        siblings = self._root if above is None else above
        key = (element.tag, *self._told_apart(element))
        known = siblings.children.get(key)
        if known is None:
            self._count += 1
            if self._count > _MOST_KINDS:
                self._root, self._count = Kind(), 0
            known = siblings.children[key] = Kind()
        return known

    def _told_apart(self, element: Any) -> Iterator[str | tuple[str, str]]:
        """Yield what selectors may read of the attributes of an element."""
        for name, value in element.attrib.items():
            if name in self._values or (name == "id" and value in self._ids):
                yield name, value
            elif name in self._names:
                yield name

    def matches(self, element: Any, kind: Kind) -> tuple[SheetMatch, ...]:
        """Return the selectors that match an element, by style sheet in the order of their weight."""
        if kind.matches is None:
            self._complete(element, kind)
        found: tuple[SheetMatch, ...] = kind.matches or ()
        others = [(number, tuple(match)) for number, (test, *match) in kind.to_try if test(element)]
        return tuple(sorted((*found, *others))) if others else found

    def _complete(self, element: Any, kind: Kind) -> None:
        """Note what matches all elements of a kind, of which this is one."""
        to_try = [
            (number, entry)
            for number, matcher in enumerate(self._matchers)
            for entry in selectors_to_try(matcher, element)
            if dependence_of(entry[0]) is None and _may_match(entry[0], element)
        ]
        kind.to_try = tuple(to_try)  # first, since a layout can be ended at each step
        tried = {(number, entry[2]) for number, entry in to_try}
        kind.matches = tuple(
            (number, match)
            for number, matcher in enumerate(self._matchers)
            for match in matching_selectors(matcher, element)
            if (number, match[1]) not in tried
        )


def _may_match(test: Any, element: Any) -> bool:
    """Return whether a selector may match an element of the kind that this one is of."""
    weaker = weaker_test(test)
    return weaker is None or bool(weaker(element))
