"""Elements that WeasyPrint looks for in each document, found by their names without its selectors."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from weasyprint import css, document

_find_stylesheets, _get_html_metadata = css.find_stylesheets, document.get_html_metadata


class _ElementsByName:
    """A tree of elements, of which those with some names are asked for."""

    def __init__(self, root: Any) -> None:
        self._root = root

    def query_all(self, *names: str) -> Iterator[Any]:
        """Yield elements in the order of the tree, wrapped as far as WeasyPrint unwraps them."""
        wanted = frozenset(names)
        return (
            SimpleNamespace(etree_element=element) for element in self._root.iter() if element.tag in wanted
        )


def _found_stylesheets(wrapper: Any, *rest: Any) -> Iterator[Any]:
    found: Iterator[Any] = _find_stylesheets(_ElementsByName(wrapper.etree_element), *rest)
    return found


def _found_metadata(html: Any) -> dict[str, Any]:
    root = html.etree_element
    found: dict[str, Any] = _get_html_metadata(
        SimpleNamespace(
            wrapper_element=_ElementsByName(root),
            etree_element=root,
            base_url=html.base_url,
            url_fetcher=html.url_fetcher,
        )
    )
    return found


def apply() -> None:
    """Let WeasyPrint use these functions."""
    css.find_stylesheets = _found_stylesheets
    document.get_html_metadata = _found_metadata
