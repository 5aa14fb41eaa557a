"""What selectors read of the elements that they match."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from cssselect2.compiler import CompiledSelector
from cssselect2.parser import (
    AttributeSelector,
    ClassSelector,
    CombinedSelector,
    CompoundSelector,
    IDSelector,
    LocalNameSelector,
    MatchesAnySelector,
    NamespaceSelector,
    NegationSelector,
    PseudoClassSelector,
    Selector,
    SpecificityAdjustmentSelector,
)

_DEPENDENCE = "_briefing_dependence"
_WEAKER = "_briefing_weaker"
_FROM_ABOVE = (" ", ">")
"""Combinators with which a selector reads what elements around its own have."""


@dataclass(frozen=True, slots=True)
class Dependence:
    """What a selector reads of an element and those around it, besides their names.

    Of attributes, `values` are those whose values it reads, `names` those that it looks for; `ids` are
    identifiers.
    """

    values: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()


def dependence_of(test: Any) -> Dependence | None:
    """Return what a selector reads; None where it may read more than an element and those around it."""
    known: Dependence | None = getattr(test, _DEPENDENCE, None)
    return known


class _ReadsMoreError(Exception):
    """A selector reads something else than names and attributes."""


def weaker_test(test: Any) -> Any:
    """Return a test that all elements pass which a selector matches, and whose dependence is known.

    None where `dependence_of` is known of the selector itself.
    """
    return getattr(test, _WEAKER, None)


def note_dependence(test: Any, tree: Any, compile_into: Callable[[Any, Any], None]) -> None:
    """Note what a selector reads that was parsed as a tree; `compile_into` compiles a selector."""
    dependence = _dependence(tree)
    setattr(test, _DEPENDENCE, dependence)
    if dependence is None:
        weaker, compiled = _weaker(tree), CompiledSelector.__new__(CompiledSelector)
        compile_into(compiled, Selector(weaker))
        setattr(compiled.test, _DEPENDENCE, _dependence(weaker))
        setattr(test, _WEAKER, compiled.test)


def _weaker(tree: Any) -> Any:
    """Return a selector without what reads more than an element and those around it."""
    if isinstance(tree, CombinedSelector):
        right = _weaker(tree.right)
        is_from_above = tree.combinator in _FROM_ABOVE
        return CombinedSelector(_weaker(tree.left), tree.combinator, right) if is_from_above else right
    return CompoundSelector(
        [simple for simple in tree.simple_selectors if _dependence(CompoundSelector([simple])) is not None]
    )


def _dependence(tree: Any) -> Dependence | None:
    try:
        read = list(_read_by(tree))
    except _ReadsMoreError:
        return None
    return Dependence(
        frozenset(name for kind, name in read if kind == "value"),
        frozenset(name for kind, name in read if kind == "name"),
        frozenset(name for kind, name in read if kind == "id"),
    )


def _read_by(tree: Any) -> Iterator[tuple[str, str]]:
    """Yield the kind and the name of what a selector reads."""
    if isinstance(tree, CombinedSelector):
        if tree.combinator not in _FROM_ABOVE:
            raise _ReadsMoreError
        yield from _read_by(tree.left)
        tree = tree.right
    for simple in tree.simple_selectors:
        if isinstance(simple, MatchesAnySelector | SpecificityAdjustmentSelector | NegationSelector):
            for each in simple.selector_list:
                yield from _read_by(each.parsed_tree)
        else:
            yield from _read_by_simple(simple)


def _read_by_simple(simple: Any) -> Iterator[tuple[str, str]]:
    if isinstance(simple, IDSelector):
        yield "id", simple.ident
    elif isinstance(simple, AttributeSelector) and not simple.namespace:
        kind = "name" if simple.operator is None else "value"
        yield kind, simple.name
        yield kind, simple.lower_name
    elif isinstance(simple, PseudoClassSelector) and simple.name in {"link", "any-link"}:
        yield "name", "href"
    elif not _is_of_name_or_class(simple):
        raise _ReadsMoreError


def _is_of_name_or_class(simple: Any) -> bool:
    is_root = isinstance(simple, PseudoClassSelector) and simple.name == "root"
    return is_root or isinstance(simple, ClassSelector | LocalNameSelector | NamespaceSelector)
