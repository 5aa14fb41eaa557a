"""Selectors that match an element, without trying those that name what it does not have.

cssselect2 looks up selectors that name an identifier, a class or an element, and tries all others on each
element. Most of these name attributes, or one of some elements. Apply this before WeasyPrint is imported,
which compiles selectors then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from cssselect2.compiler import CompiledSelector
from cssselect2.parser import (
    AttributeSelector,
    CombinedSelector,
    LocalNameSelector,
    MatchesAnySelector,
    PseudoClassSelector,
    SpecificityAdjustmentSelector,
)
from webencodings import ascii_lower

from briefing.render.layout.styling.selector_dependence import note_dependence

_NEEDS = "_briefing_needs"
_OTHERS = "_briefing_others"
_LINKS = frozenset({"a", "area", "link"})
_MOST_KINDS = 1024
"""Of elements by name and attributes; with more, all are forgotten."""
_initialise = CompiledSelector.__init__


class _Needs(NamedTuple):
    """Names of which an element must have one, or None for any, and attributes that it must have."""

    names: frozenset[str] | None
    attributes: frozenset[str]


def matching_selectors(matcher: Any, element: Any) -> list[Any]:
    """Return the selectors that match an element as `Matcher.match`, whose result it has."""
    found: list[Any] = []
    for selectors in _looked_up(matcher, element):
        matcher.add_relevant_selectors(element, selectors, found)
    found.sort()
    return found


def selectors_to_try(matcher: Any, element: Any) -> Iterator[Any]:
    """Return the selectors that an element may match by its name and its attributes."""
    return (entry for selectors in _looked_up(matcher, element) for entry in selectors)


def all_selectors(matcher: Any) -> Iterator[Any]:
    """Return all selectors of a matcher, as it keeps them."""
    by_name = (
        matcher.id_selectors,
        matcher.class_selectors,
        matcher.lower_local_name_selectors,
        matcher.namespace_selectors,
    )
    for selectors in by_name:
        for named in selectors.values():
            yield from named
    yield from matcher.lang_attr_selectors
    yield from matcher.other_selectors


def _looked_up(matcher: Any, element: Any) -> Iterator[Sequence[Any]]:
    """Yield the lists of selectors that an element may match by what it has."""
    if element.id is not None and element.id in matcher.id_selectors:
        yield matcher.id_selectors[element.id]
    for name in element.classes:
        if name in matcher.class_selectors:
            yield matcher.class_selectors[name]
    if by_name := matcher.lower_local_name_selectors.get(ascii_lower(element.local_name)):
        yield by_name
    if by_namespace := matcher.namespace_selectors.get(element.namespace_url):
        yield by_namespace
    if "lang" in element.etree_element.attrib:
        yield matcher.lang_attr_selectors
    yield _others(matcher, element)


def _others(matcher: Any, element: Any) -> list[Any]:
    """Return the other selectors that an element of this name with these attributes may match."""
    known = matcher.__dict__.setdefault(_OTHERS, {})
    attributes = element.etree_element.attrib
    key = (element.local_name, matcher.order, *attributes)
    others: list[Any] | None = known.get(key)
    if others is None:
        if len(known) >= _MOST_KINDS:
            known.clear()
        others = known[key] = [
            entry
            for entry in matcher.other_selectors
            if _may_match(entry[0], element.local_name, attributes)
        ]
    return others


def _may_match(test: Any, name: str, attributes: Iterable[str]) -> bool:
    needs: _Needs | None = getattr(test, _NEEDS, None)
    return needs is None or (
        (needs.names is None or name in needs.names) and needs.attributes.issubset(attributes)
    )


def _compiled(selector: Any, parsed: Any) -> None:
    """Compile a selector, and note what an element needs to match it."""
    _initialise(selector, parsed)
    simple = list(_simple_selectors(parsed.parsed_tree))
    names = [found for each in simple if (found := _names(each)) is not None]
    needs = _Needs(
        frozenset.intersection(*names) if names else None,
        frozenset(each.name for each in simple if _is_plain_attribute(each)),
    )
    setattr(selector.test, _NEEDS, needs)
    note_dependence(selector.test, parsed.parsed_tree, _initialise)


def _simple_selectors(tree: Any) -> Iterator[Any]:
    """Return the simple selectors of the element itself, not of those around it."""
    yield from (tree.right if isinstance(tree, CombinedSelector) else tree).simple_selectors


def _names(selector: Any) -> frozenset[str] | None:
    """Return the names of which an element must have one; None for any."""
    if isinstance(selector, LocalNameSelector) and selector.local_name == selector.lower_local_name:
        return frozenset({selector.local_name})
    if isinstance(selector, PseudoClassSelector) and selector.name in {"link", "any-link", "local-link"}:
        return _LINKS
    if isinstance(selector, MatchesAnySelector | SpecificityAdjustmentSelector):
        alternatives = [_names_of_any(each.parsed_tree) for each in selector.selector_list]
        known = [names for names in alternatives if names is not None]
        return frozenset().union(*known) if len(known) == len(alternatives) else None
    return None


def _names_of_any(tree: Any) -> frozenset[str] | None:
    return next((names for each in _simple_selectors(tree) if (names := _names(each)) is not None), None)


def _is_plain_attribute(selector: Any) -> bool:
    """Return whether an element without an attribute of this name cannot match."""
    return (
        isinstance(selector, AttributeSelector)
        and selector.namespace == ""
        and selector.name == selector.lower_name
    )


def apply() -> None:
    """Note what selectors need that are compiled from here on."""
    CompiledSelector.__init__ = _compiled
