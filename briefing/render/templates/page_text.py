"""The names that a page uses, read from its syntax tree without filling it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import jinja2
from jinja2 import meta, nodes

from briefing.codec import read_text
from briefing.render.templates.environment import make_environment, syntax_error
from briefing.render.templates.functions import PHRASE
from briefing.render.templates.loader import Template


@dataclass(frozen=True, slots=True)
class Named:
    """A name with its attributes, as a page writes it: ``briefing.cover.title``.

    `binds` is the name that the page gives it, or with `of_elements` gives every one of its elements; for a
    name that is given to something else the `chain` is empty.
    """

    chain: tuple[str, ...]
    line: int
    binds: str = ""
    of_elements: bool = False


@dataclass(frozen=True, slots=True)
class PageText:
    """The names in a page that is not filled.

    `names` are in reading order; of `undefined` ones nothing in the page says what they are; `defined` are
    seen by the pages that it includes; `others` are the pages that it includes or imports. Its macros and
    what it imports are `offered` to its own blocks, and to the pages that extend it; it extends `parent`.
    """

    names: tuple[Named, ...]
    undefined: frozenset[str]
    defined: frozenset[str]
    others: frozenset[str]
    offered: frozenset[str]
    parent: str = ""


def read_page(template: Template, name: str) -> PageText:
    """Read the page of this name. Raises RenderError where its syntax is wrong."""
    environment = make_environment(template.folder, "en")
    path = template.file(name)
    try:
        tree = environment.parse(read_text(path) if path else "", name, str(path))
    except jinja2.TemplateSyntaxError as error:
        raise syntax_error(error, template.folder, name) from None
    named = tuple(_named(tree))
    return PageText(
        named,
        frozenset(meta.find_undeclared_variables(tree)) - environment.globals.keys(),
        frozenset(name.binds for name in named if name.binds),
        frozenset(filter(None, meta.find_referenced_templates(tree))),
        frozenset(_offered(tree)),
        next(
            (
                str(node.template.value)
                for node in tree.body
                if isinstance(node, nodes.Extends) and isinstance(node.template, nodes.Const)
            ),
            "",
        ),
    )


def _offered(tree: nodes.Template) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, nodes.Import):
            yield node.target
        elif isinstance(node, nodes.Macro):
            yield node.name
        elif isinstance(node, nodes.FromImport):
            yield from (name if isinstance(name, str) else name[1] for name in node.names)


def _named(node: nodes.Node) -> Iterator[Named]:
    if isinstance(node, nodes.For | nodes.Assign):
        wide = isinstance(node, nodes.For)
        source = node.iter if isinstance(node, nodes.For) else node.node
        if isinstance(node.target, nodes.Name):
            yield Named(_chain(source), node.lineno, node.target.name, wide)
        else:
            for target in node.target.find_all(nodes.Name):
                yield Named((), node.lineno, target.name)
    elif bound := _bound_by(node):
        yield from (Named((), node.lineno, name) for name in bound)
    elif phrase_id := _phrase_id(node):
        yield Named((PHRASE, phrase_id), node.lineno)
    elif chain := _chain(node):
        yield Named(chain, node.lineno)
        return
    for child in node.iter_child_nodes():
        yield from _named(child)


def _bound_by(node: nodes.Node) -> list[str]:
    """Return the names that a macro, a call of one, or a block with a value binds."""
    if isinstance(node, nodes.Macro | nodes.CallBlock):
        return [argument.name for argument in node.args]
    if isinstance(node, nodes.With):
        targets: list[nodes.Node] = list(node.targets)
    elif isinstance(node, nodes.AssignBlock):
        targets = [node.target]
    else:
        return []
    each = (name for target in targets for name in (target, *target.find_all(nodes.Name)))
    return [name.name for name in each if isinstance(name, nodes.Name)]


def _phrase_id(node: nodes.Node) -> str:
    """Return the id of the phrase that is asked for by name; empty where none is."""
    if not isinstance(node, nodes.Call) or _chain(node.node) != (PHRASE,) or not node.args:
        return ""
    return str(node.args[0].value) if isinstance(node.args[0], nodes.Const) else ""


def _chain(node: nodes.Node) -> tuple[str, ...]:
    """Return the names from a variable to an attribute; empty for any other expression."""
    if isinstance(node, nodes.Name):
        return (node.name,) if node.ctx == "load" else ()
    if isinstance(node, nodes.Getattr):
        before = _chain(node.node)
        return (*before, node.attr) if before else ()
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        before = _chain(node.node)
        return (*before, str(node.arg.value)) if before and isinstance(node.arg.value, str) else ()
    if isinstance(node, nodes.Call) and _chain(node.node)[1:] == ("get",) and node.args:
        [key, *_] = node.args
        if isinstance(key, nodes.Const):
            return (_chain(node.node)[0], "get", str(key.value))
    return ()
