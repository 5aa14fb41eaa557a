"""Context → HTML: Jinja2 in a sandbox that reaches nothing but the template's own folder."""

from __future__ import annotations

import dataclasses
import itertools
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range

from briefing.codec import read_text
from briefing.errors import BriefingError, Problem, RenderError
from briefing.render import wording
from briefing.render.template import Template
from briefing.render.views import Context, FactView, ItemView, SectionView

PAGE = "page.html.jinja"
FURNITURE = "furniture.html.jinja"


def annexes(context: Context) -> dict[str, str]:
    """Anchor and title of each annex that is printed, in order."""
    named = {"annex-facts": "Facts", "annex-sources": "Sources"}
    if context.matrix is not None and context.options.get("matrix", True):
        named["annex-matrix"] = "Evidence for the judgements"
    if context.waivers and context.options.get("waivers", False):
        named["annex-waivers"] = "Findings of the review that were let stand"
    return {
        anchor: f"Annex {chr(ord('A') + number)}. {title}"
        for number, (anchor, title) in enumerate(named.items())
    }


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the document that is laid out by itself: the front, a section, or the annexes.

    With `offset_px` it begins so far below the top of its first page, where the part before it ends.
    """

    kind: str
    section: SectionView | None = None
    offset_px: float = 0.0

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
class Sheet:
    """What the header and footer of one page need to know."""

    number: int
    total: int


def parts(context: Context) -> list[Part]:
    """The document's parts in order: the front, each top-level section, the annexes."""
    sections = [Part("section", section) for section in context.sections]
    return [Part("front"), *sections, Part("annexes")]


@dataclass(frozen=True, slots=True)
class Run:
    """Items that follow one another; in a flowing run all are facts that nothing contradicts."""

    flowing: bool
    items: tuple[ItemView, ...]


def runs(items: Sequence[ItemView], flowing: bool) -> list[Run]:
    """The items in runs; without `flowing` they are one run."""
    if not flowing:
        return [Run(False, tuple(items))]
    groups = itertools.groupby(items, lambda item: isinstance(item, FactView) and not item.opposed)
    return [Run(plain, tuple(group)) for plain, group in groups]


class Pages:
    """Renders the parts of one context with one template."""

    def __init__(self, template: Template, context: Context) -> None:
        self._template = template
        self._context = context
        self._environment = _environment(template.folder)

    def part(self, part: Part, contents: Sequence[ContentsEntry] = ()) -> str:
        """The HTML of a part. Raises RenderError that names the template's file and line, and the row."""
        return self._render(PAGE, part=part, contents=contents, annexes=annexes(self._context))

    def furniture(self, total: int) -> str:
        """The HTML of all headers and footers: `total` empty pages."""
        sheets = [Sheet(number, total) for number in range(1, total + 1)]
        return self._render(FURNITURE, sheets=sheets)

    def _render(self, name: str, **values: Any) -> str:
        context = self._context
        return _filled(
            self._environment,
            self._template.folder,
            name,
            {"briefing": context, "options": context.options, **values},
        )


def fill(folder: Path, name: str, **values: Any) -> str:
    """A page of a folder, filled. Raises RenderError that names the file and line, and the row."""
    return _filled(_environment(folder), folder, name, values)


def _filled(environment: jinja2.Environment, folder: Path, name: str, values: dict[str, Any]) -> str:
    try:
        return environment.get_template(name).render(values)
    except jinja2.TemplateSyntaxError as error:
        file = str(folder / (error.name or name))
        message = f"The template has a syntax error: {error.message}."
        raise RenderError(Problem(message, "Mend the template.", file, error.lineno)) from None
    except jinja2.TemplateNotFound as error:
        message = f"The template has no file '{error.name}'."
        raise RenderError(Problem(message, "Add it.", str(folder))) from None
    except BriefingError:
        raise
    except Exception as error:  # noqa: BLE001 - a template is a program: anything may come out of it
        raise RenderError(_problem(error, folder)) from None


def _environment(folder: Path) -> ImmutableSandboxedEnvironment:
    def load(name: str) -> tuple[str, str, None] | None:
        path = folder / name
        return (read_text(path, inside=folder), str(path), None) if path.is_file() else None

    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FunctionLoader(load),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # What is left cannot tell the time, draw at random, or reach outside.
    environment.globals.clear()
    environment.globals.update({"range": safe_range, "direction": wording.direction, "runs": runs})
    environment.filters.pop("random", None)
    return environment


def _problem(error: Exception, folder: Path) -> Problem:
    """The error with the template's file and line where it arose, and the row that was being printed."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(folder)
    ]
    file = frames[-1].filename if frames else str(folder)
    line = frames[-1].lineno if frames else None
    row = _row(error.__traceback__)
    message = f"The template cannot be filled: {error}."
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
