"""The template interface as data: every name that pages may use, with its type.

The check of templates, the reference page and the test that freezes each version read this one description.
"""

from __future__ import annotations

import dataclasses
import functools
import inspect
import itertools
import types
import typing
from collections.abc import Iterator, Mapping

import jinja2
from jinja2 import nodes

from briefing import paths
from briefing.codec import read_document
from briefing.composition.phrases import ENGLISH, english, placeholders
from briefing.composition.template_traits import Derived
from briefing.composition.views.blocks import ComposedBlocks
from briefing.composition.views.document import REARRANGED, PrintedBriefing
from briefing.render.templates.functions import FILTERS, PHRASE, functions_in
from briefing.render.templates.loader import BASE, TOKENS
from briefing.render.templates.manifest import OptionKind, OptionSpec, PartKind, TemplateSpec
from briefing.render.templates.parts import ContentsEntry, DocumentPart, PageFurniture
from briefing.template_files import MANIFEST

VALUES: Mapping[str, object] = {
    "briefing": PrintedBriefing,
    "part": DocumentPart,
    "contents": tuple[ContentsEntry, ...],
    "sheets": tuple[PageFurniture, ...],
    "annexes": dict[str, str],
    "composed": ComposedBlocks,
    "options": dict,
    "tokens": dict,
}
"""The values that pages are given, by name."""


def attributes(kind: object) -> Mapping[str, object]:
    """Return the attributes of a view by name, with their types; empty for what is no view."""
    views = [view for view in typing.get_args(kind) if view is not types.NoneType]
    if isinstance(kind, types.UnionType):
        return {name: None for view in views for name in attributes(view)}
    return _attributes(kind) if isinstance(kind, type) and dataclasses.is_dataclass(kind) else {}


@functools.cache
def _attributes(view: type) -> Mapping[str, object]:
    """Constants, fields and properties of a view by name, with their types."""
    constants = {name: None for name in ("kind", "title") if hasattr(view, name)}
    properties = {
        name: types_of(attribute.fget)["return"]
        for name, attribute in vars(view).items()
        if isinstance(attribute, property)
    }
    names = {**constants, **properties, **types_of(view)}
    # Pages get these by the functions and values of that name.
    hidden = REARRANGED if view is PrintedBriefing else frozenset()
    return {name: kind for name, kind in names.items() if name not in hidden}


def types_of(declared: object) -> dict[str, object]:
    """Return the types of a view's fields by name, or of a function's parameters and its ``return``."""
    return typing.get_type_hints(declared)


def element(kind: object) -> object:
    """Return the type of the elements of a tuple; None for anything else."""
    return typing.get_args(kind)[0] if typing.get_origin(kind) is tuple else None


def names() -> list[str]:
    """Every name of the interface, sorted.

    ``briefing.cover.title`` is a value, with ``[]`` for an element of a sequence and ``=`` before what a
    constant is; a view within one of the same type is not followed again. ``runs(_, flowing)`` is a
    function, ``t(link.source, number)`` a phrase, ``|set`` a filter, ``--ink`` a colour of the style
    sheets, ``base/…`` a macro or block of the program's base, ``template.yaml:…`` a field of the manifest.
    """
    parts = (
        _value_names(),
        _function_names(),
        _phrase_names(),
        _filter_names(),
        _base_names(),
        _manifest_names(),
    )
    return sorted(set(itertools.chain(*parts)))


def _value_names() -> Iterator[str]:
    for name, kind in VALUES.items():
        yield name
        yield from _names_within(name, kind, ())


def _function_names() -> Iterator[str]:
    for name, function in functions_in(ENGLISH).items():
        _, *further = inspect.signature(function).parameters  # the first is never named by a page
        yield f"{name}({', '.join(['_', *further])})"
        yield from _names_within(f"{name}()", types_of(function).get("return"), ())


def _phrase_names() -> Iterator[str]:
    """Yield the printed phrases with the names of their values."""
    for phrase_id, forms in english().items():
        yield f"{PHRASE}({', '.join([phrase_id, *sorted(placeholders(forms))])})"


def _filter_names() -> Iterator[str]:
    return (f"|{name}" for name in FILTERS)


def _names_within(path: str, kind: object, above: tuple[object, ...]) -> Iterator[str]:
    """Yield the names within a value of this type, at any depth; `above` are the views around it."""
    for view, place in views(kind, path):
        for name, inner in {} if view in above else attributes(view).items():
            constant = inspect.getattr_static(view, name, None)
            yield f"{place}.{name}" + (f" = {constant}" if isinstance(constant, str) else "")
            yield from _names_within(f"{place}.{name}", inner, (*above, view))


def views(kind: object, path: str) -> Iterator[tuple[type, str]]:
    """Yield the views in a type, each with its path: of a union all, of a sequence its elements."""
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        yield kind, path
    elif isinstance(kind, types.UnionType):
        for member in typing.get_args(kind):
            yield from views(member, path)
    elif typing.get_origin(kind) in {tuple, list}:
        yield from views(typing.get_args(kind)[0], f"{path}[]")


def _base_names() -> Iterator[str]:
    """Yield the pages of the program's base with their macros and blocks, and its colours."""
    base = paths.templates() / BASE
    for page in sorted(base.glob("*.jinja")):
        yield f"{BASE}/{page.name}"
        tree = jinja2.Environment().parse(page.read_text(encoding="utf-8"))  # noqa: S701 - not rendered
        for macro in tree.find_all(nodes.Macro):
            yield f"{BASE}/{page.name}: {macro.name}({', '.join(argument.name for argument in macro.args)})"
        for block in tree.find_all(nodes.Block):
            yield f"{BASE}/{page.name}: block {block.name}"
    colours = read_document(base / TOKENS, inside=base).get("colour")
    yield from (f"--{name.text}" for name, _ in (colours.entries or () if colours else ()))


def _manifest_names() -> Iterator[str]:
    for field in TemplateSpec.__struct_fields__:
        yield f"{MANIFEST}:{field}"
    for field in OptionSpec.__struct_fields__:
        yield f"{MANIFEST}:options[].{field}"
    for field, kinds in (("parts", PartKind), ("derived", Derived), ("options[].kind", OptionKind)):
        yield from (f"{MANIFEST}:{field} = {value}" for value in kinds)
