"""Pages that others include, which are not filled again where all that they look up is as it was.

The table of contents has a line for each section: with each letter that is typed above it, it would take
longer than all else on its page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from typing import Any

import jinja2
from jinja2.runtime import Context

_ALWAYS_FILLED = "briefing"
"""What is looked up in it is not known; pages with it are filled each time."""


class NotingContext(Context):
    """The variables of a page, with those noted that were looked up."""

    noted: dict[str, Any] | None = None
    """By name; None where the page was given all of them, as to include another one."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.noted = {}

    def resolve_or_missing(self, key: str) -> Any:
        """Look up a variable by its name."""
        value = super().resolve_or_missing(key)
        if self.noted is not None:
            self.noted[key] = value
        return value

    def get_all(self) -> dict[str, Any]:
        """Return all variables."""
        self.noted = None
        return super().get_all()


class RepeatedTemplate(jinja2.Template):
    """A page that keeps what it was filled with last, and its text."""

    @classmethod
    def _from_namespace(
        cls, environment: jinja2.Environment, namespace: MutableMapping[str, Any], names: Any
    ) -> jinja2.Template:
        template = super()._from_namespace(environment, namespace, names)
        if not template.blocks:
            template.root_render_func = _remembering(template.root_render_func)
        return template


def _remembering(fill: Callable[[Any], Iterable[str]]) -> Callable[[Any], Iterator[str]]:
    """Return a function that fills a page, unless it was filled with the same the last time."""
    kept: tuple[dict[str, Any], list[str]] | None = None

    def fill_or_repeat(context: NotingContext) -> Iterator[str]:
        nonlocal kept
        if kept is not None and _are_same(kept[0], context):
            yield from kept[1]
            return
        pieces = []
        for piece in fill(context):
            pieces.append(piece)
            yield piece
        # Macros that others import are of one context.
        is_text = not (context.vars or context.exported_vars or context.eval_ctx.volatile)
        noted = context.noted
        kept = (noted, pieces) if is_text and noted is not None and _ALWAYS_FILLED not in noted else None

    return fill_or_repeat


def _are_same(noted: dict[str, Any], context: NotingContext) -> bool:
    return all(_is_same(value, context.resolve_or_missing(name)) for name, value in noted.items())


def _is_same(one: Any, other: Any) -> bool:
    """Return whether two values are equal; undefined ones, which may not be compared, never are."""
    if one is other:
        return True
    return type(one) is type(other) and not isinstance(one, jinja2.Undefined) and bool(one == other)
