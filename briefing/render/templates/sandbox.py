"""The sandbox of templates: pages print texts and numbers, never objects.

An object without a text of its own prints as its address in memory, which differs in each run, so the bytes
of a PDF would too; and the reader would see ``<generator object …>``.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from types import GeneratorType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefing.render.templates.repeated_pages import NotingContext, RepeatedTemplate

_PRINTABLE = (str, int, float, type(None))
_MAX_DEPTH = 20
_MOST_ATTRIBUTES = 4096
_safe_attributes: dict[tuple[type[Any], str], bool] = {}
_TEXT_FILTERS = (
    "capitalize", "center", "e", "escape", "forceescape", "format", "indent", "lower", "pprint", "replace",
    "safe", "string", "striptags", "title", "trim", "truncate", "upper", "urlize", "wordcount", "wordwrap",
)  # fmt: skip
"""Filters that make a text of any value that they are given."""


def printable(value: Any, depth: int = 0) -> Any:
    """Return a value that has a text of its own. Raises TypeError for any other."""
    if isinstance(value, _PRINTABLE) or hasattr(value, "__html__"):
        return value
    if isinstance(value, list | tuple | set | frozenset | dict) and depth < _MAX_DEPTH:
        for entry in value.items() if isinstance(value, dict) else value:
            printable(entry, depth + 1)
        return value
    if isinstance(value, jinja2.Undefined):
        return str(value)  # raises the error that names the missing variable
    kind = "function" if callable(value) else type(value).__name__
    raise TypeError(f"a {kind} cannot be printed; print one of its fields, or the result of a call")


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox in which every way from a value to a text goes through `printable`."""

    intercepted_binops = frozenset(["%"])
    context_class = NotingContext
    template_class = RepeatedTemplate

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, finalize=printable)
        self.filters["printable"] = printable
        self.filters["join"] = _joining(self.filters["join"])
        for name in _TEXT_FILTERS:
            self.filters[name] = _checking(self.filters[name])

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse a page; the operands of ``~`` are checked."""
        tree = super()._parse(source, name, filename)
        for joined in tree.find_all(nodes.Concat):
            joined.nodes = [
                nodes.Filter(operand, "printable", [], [], None, None, lineno=operand.lineno)
                for operand in joined.nodes
            ]
        return tree.set_environment(self)  # type: ignore[return-value] # it returns the node itself

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Decide on an attribute once for each type of object: Jinja looks at nothing else."""
        known = _safe_attributes.get((type(obj), attr))
        if known is None:
            if len(_safe_attributes) >= _MOST_ATTRIBUTES:
                _safe_attributes.clear()
            known = super().is_safe_attribute(obj, attr, value)
            _safe_attributes[type(obj), attr] = known
        return known

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if isinstance(left, str):
            printable(right)
        return super().call_binop(context, operator, left, right)

    def call(self, context: Any, function: Any, /, *arguments: Any, **named: Any) -> Any:
        """Call a function; what a method of a text takes into that text is checked."""
        method = getattr(function, "__wrapped__", function)  # the sandbox wraps `format`
        if isinstance(getattr(method, "__self__", None), str):
            arguments = tuple(map(_listed, arguments))
            printable([*arguments, *named.values()])
        return super().call(context, function, *arguments, **named)


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, GeneratorType) else value


def _checking(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a filter so that it takes printable values; Jinja's marks on the filter remain."""

    @functools.wraps(filter_)
    def checked(*values: Any, **named: Any) -> Any:
        # A filter with such a mark is given the context or the environment first.
        first = 1 if hasattr(filter_, "jinja_pass_arg") else 0
        printable([*values[first:], *named.values()])
        return filter_(*values, **named)

    return checked


def _joining(join: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(join)
    def checked(eval_context: Any, values: Any, separator: str = "", attribute: Any = None) -> Any:
        values = list(values)
        if attribute is None:
            printable(values)
        return join(eval_context, values, separator, attribute)

    return checked
