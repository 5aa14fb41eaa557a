"""Context → HTML: Jinja2 in a sandbox that reaches nothing but the template's own folder."""

from __future__ import annotations

import dataclasses
import itertools
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import jinja2
from jinja2 import meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from markupsafe import Markup, escape

from briefing.codec import read_text
from briefing.composition.phrases import phrases_in
from briefing.composition.views.annexes import AnnexFact
from briefing.composition.views.arguments import Argument, Questions
from briefing.composition.views.document import FOOTNOTES, PrintedBriefing
from briefing.composition.views.statements import FactView, ItemView, SectionView
from briefing.errors import BriefingError, Problem, RenderError
from briefing.model.briefing import OptionValue
from briefing.render.templates.loader import BASE, PartKind, Template, base_of, find_file
from briefing.typography import typeset
from briefing.typography.scripts import text_direction

PAGE = "page.html.jinja"
FURNITURE = "furniture.html.jinja"


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """A stretch of the document that is laid out by itself: the front, a section, the annexes or the back.

    With `offset_px` it begins so far below the top of its first page, where the part before it ends.
    `following` are sections that are laid out with it in one go.
    """

    kind: PartKind
    section: SectionView | None = None
    offset_px: float = 0.0
    following: tuple[DocumentPart, ...] = ()

    @property
    def title(self) -> str:
        return self.section.title if self.section else f"the {self.kind}"


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents; `page` is empty until the pages are known."""

    number: str
    title: str
    anchor: str
    page: str


@dataclass(frozen=True, slots=True)
class PageFurniture:
    """What the header and footer of one page need to know."""

    number: int
    total: int
    landscape: bool


def parts(context: PrintedBriefing, template: Template) -> list[DocumentPart]:
    """The document's parts in the template's order; each top-level section is one."""
    found: list[DocumentPart] = []
    for kind in template.spec.parts:
        if kind is PartKind.SECTIONS:
            found += _in_one_go(
                [DocumentPart(kind, section) for section in context.sections], context.options
            )
        elif kind is not PartKind.BACK or context.options.get("back_page", False):
            found.append(DocumentPart(kind))
    return found


def _in_one_go(sections: list[DocumentPart], options: Mapping[str, OptionValue]) -> list[DocumentPart]:
    """The sections as one part where they follow one another and have notes at the foot of the page.

    A part that runs on is laid over the page before it: there the notes of both would stand in one place.
    """
    if not sections or options.get("notes") != FOOTNOTES or options.get("new_page", True):
        return sections
    return [dataclasses.replace(sections[0], following=tuple(sections[1:]))]


@dataclass(frozen=True, slots=True)
class ItemRun:
    """Items that follow one another; in a flowing run all are facts that nothing contradicts."""

    flowing: bool
    items: tuple[ItemView, ...]


def runs(items: Sequence[ItemView], flowing: bool) -> list[ItemRun]:
    """The items in runs; without `flowing` they are one run."""
    if not flowing:
        return [ItemRun(False, tuple(items))]
    groups = itertools.groupby(items, lambda item: isinstance(item, FactView) and not item.opposed)
    return [ItemRun(plain, tuple(group)) for plain, group in groups]


def look(options: Mapping[str, OptionValue]) -> str:
    """The classes of a page by which the style sheets know what the reader chose."""
    named = (("paper", "A4"), ("typeface", "serif"), ("colour", "colour"))
    return " ".join(f"{name}-{str(options.get(name, default)).lower()}" for name, default in named)


def argument(printed: PrintedBriefing, *, everything: bool = True) -> Argument:
    """Return each judgement with the statements for and against it."""
    return printed.argument if everything else printed.short_argument


def questions(printed: PrintedBriefing) -> Questions:
    """Return the questions that a reader may ask."""
    return printed.questions


def unseen(printed: PrintedBriefing) -> tuple[AnnexFact, ...]:
    """Return the facts that are not shown but that a judgement rests on or a statement names."""
    return printed.unseen_facts


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "range": safe_range,
    "direction": text_direction,
    "runs": runs,
    "look": look,
    "argument": argument,
    "questions": questions,
    "unseen": unseen,
}
"""The functions that pages may call, by name: part of the template interface."""
PHRASE = "t"
"""The function by which pages get a printed phrase in the language of the document."""
FILTERS = ("set",)
"""The filters that pages may use beside those of Jinja."""


class TemplateRenderer:
    """Renders the parts of one context with one template."""

    def __init__(self, template: Template, context: PrintedBriefing) -> None:
        self._template = template
        self._context = context
        self._environment = _environment(template.folder, context.cover.language)
        self._tokens = template.tokens({name.replace("_", "-"): v for name, v in context.options.items()})

    def part(self, part: DocumentPart, contents: Sequence[ContentsEntry] = ()) -> str:
        """The HTML of a part. Raises RenderError that names the template's file and line, and the row."""
        return self._render(PAGE, part=part, contents=contents, annexes=self._context.annexes)

    def furniture(self, landscape: Sequence[bool]) -> str:
        """The HTML of all headers and footers: an empty page each, told whether its page is `landscape`."""
        total = len(landscape)
        sheets = [PageFurniture(number, total, wide) for number, wide in enumerate(landscape, start=1)]
        return self._render(FURNITURE, sheets=sheets)

    def _render(self, name: str, **values: Any) -> str:
        """The template's own page of this name filled, or the base's where it has none."""
        shared = {"briefing": self._context, "options": self._context.options, "tokens": self._tokens}
        names = [name, f"{BASE}/{name}"]
        return _filled(self._environment, self._template.folder, names, {**shared, **values})


def fill(folder: Path, name: str, language: str = "en", **values: Any) -> str:
    """A page of a folder, filled. Raises RenderError that names the file and line, and the row."""
    return _filled(_environment(folder, language), folder, [name], values)


def _filled(
    environment: jinja2.Environment, folder: Path, names: Sequence[str], values: Mapping[str, Any]
) -> str:
    """The first page of these names that there is, filled."""
    try:
        return environment.select_template(names).render(values)
    except jinja2.TemplateSyntaxError as error:
        raise _malformed(error, folder, names[0]) from None
    except jinja2.TemplateNotFound as error:
        message = f"The template has no file '{error.name}'."
        raise RenderError(Problem(message, "Add it.", str(folder))) from None
    except (BriefingError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - a template is a program: anything may come out of it
        raise RenderError(_problem(error, folder)) from None


@dataclass(frozen=True, slots=True)
class Named:
    """A name with its attributes, as a page writes it: ``briefing.cover.title``.

    `binds` is the name that the page gives it, or with `each` gives every one of its elements; a page that
    gives a name to something else has an empty `chain`.
    """

    chain: tuple[str, ...]
    line: int
    binds: str = ""
    each: bool = False


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page says without being filled.

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
    """What the page of this name says. Raises RenderError where its syntax is wrong."""
    environment = _environment(template.folder, "en")
    path = template.file(name)
    try:
        tree = environment.parse(read_text(path) if path else "", name, str(path))
    except jinja2.TemplateSyntaxError as error:
        raise _malformed(error, template.folder, name) from None
    named = tuple(_named(tree))
    return PageText(
        named,
        frozenset(meta.find_undeclared_variables(tree)) - environment.globals.keys(),
        frozenset(each.binds for each in named if each.binds),
        frozenset(filter(None, meta.find_referenced_templates(tree))),
        frozenset(_offered(tree)),
        next(
            (
                str(each.template.value)
                for each in tree.body
                if isinstance(each, nodes.Extends) and isinstance(each.template, nodes.Const)
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
            yield from (each if isinstance(each, str) else each[1] for each in node.names)


def _named(node: nodes.Node) -> Iterator[Named]:
    if isinstance(node, nodes.For | nodes.Assign):
        wide = isinstance(node, nodes.For)
        source = node.iter if isinstance(node, nodes.For) else node.node
        if isinstance(node.target, nodes.Name):
            yield Named(_chain(source), node.lineno, node.target.name, wide)
        else:
            for target in node.target.find_all(nodes.Name):
                yield Named((), node.lineno, target.name)
    elif isinstance(node, nodes.Macro):
        yield from (Named((), node.lineno, argument.name) for argument in node.args)
    elif phrase_id := _phrase_id(node):
        yield Named((PHRASE, phrase_id), node.lineno)
    elif chain := _chain(node):
        yield Named(chain, node.lineno)
        return
    for child in node.iter_child_nodes():
        yield from _named(child)


def _phrase_id(node: nodes.Node) -> str:
    """The id of the phrase that is asked for by name; empty where none is."""
    if not isinstance(node, nodes.Call) or _chain(node.node) != (PHRASE,) or not node.args:
        return ""
    return str(node.args[0].value) if isinstance(node.args[0], nodes.Const) else ""


def _chain(node: nodes.Node) -> tuple[str, ...]:
    """The names from a variable to what is asked of it; empty where something else is asked."""
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


def _environment(folder: Path, language: str) -> ImmutableSandboxedEnvironment:
    def typeset_markup(text: str, own: str = "", inline: bool = True) -> Markup:
        return typeset.markup(str(text), language, own=own, inline=inline)

    def load(name: str) -> tuple[str, str, None] | None:
        path = find_file(folder, name)
        return (read_text(path), str(path), None) if path else None

    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FunctionLoader(load),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # What is left cannot tell the time, draw at random, or reach outside.
    environment.globals.clear()
    environment.globals.update(FUNCTIONS)
    environment.globals[PHRASE] = _phrase_function(language)
    environment.filters.pop("random", None)
    environment.filters["set"] = typeset_markup
    return environment


def _phrase_function(language: str) -> Callable[..., str]:
    """Return the function ``t`` of pages. With a value that is HTML the phrase is HTML, else plain text."""
    phrases = phrases_in(language)

    def phrase(phrase_id: str, /, **values: object) -> str:
        if any(isinstance(value, Markup) for value in values.values()):
            return Markup().join(map(escape, phrases.pieces(phrase_id, values)))
        return phrases(phrase_id, **values)

    return phrase


def _malformed(error: jinja2.TemplateSyntaxError, folder: Path, name: str) -> RenderError:
    file = str(find_file(folder, error.name or name) or folder)
    message = f"The template has a syntax error: {error.message}."
    return RenderError(Problem(message, "Mend the template.", file, error.lineno))


def _problem(error: Exception, folder: Path) -> Problem:
    """The error with the template's file and line where it arose, and the row that was being printed."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if any(Path(frame.filename).is_relative_to(root) for root in (folder, base_of(folder)))
    ]
    file = frames[-1].filename if frames else str(folder)
    line = frames[-1].lineno if frames else None
    row = _row(error.__traceback__)
    said = "it includes or calls itself without end" if isinstance(error, RecursionError) else error
    message = f"The template cannot be filled: {said}."
    return Problem(message, "Mend the template.", file, line, field=f"row {row}" if row else "")


def _row(trace: TracebackType | None) -> str:
    """The id of the innermost row among the local variables of the template's frames."""
    found = ""
    while trace is not None:
        for value in trace.tb_frame.f_locals.values():
            # Asked of views alone: an undefined variable of a template answers with an error.
            if dataclasses.is_dataclass(type(value)):
                found = getattr(value, "row_id", "") or found
        trace = trace.tb_next
    return found
