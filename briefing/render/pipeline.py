"""The way from a briefing to a PDF, readable as one page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.composition.compose import compose
from briefing.composition.views.document import PrintedBriefing
from briefing.composition.views.statements import SectionView
from briefing.errors import Problem, RenderError
from briefing.grading import Scales
from briefing.model.briefing import Briefing
from briefing.render.layout.glyph_coverage import uncovered_characters
from briefing.render.layout.overflow import too_long
from briefing.render.pdf.attachments import PdfAttachment
from briefing.render.result import Rendering, RowBox
from briefing.render.templates.environment import (
    ContentsEntry,
    DocumentPart,
    TemplateRenderer,
    parts,
)
from briefing.render.templates.loader import PartKind, Template

if TYPE_CHECKING:
    from briefing.render.layout.typesetter import Document, LaidOutPart, Page, Typesetter

_LIKELY_FRONT_PAGES = 2
_MOST_TRIES = 4

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many steps are done, and of how many."""


def render(  # noqa: PLR0913 - all but three are settings with a default
    briefing: Briefing,
    template: Template,
    scales: Scales,
    *,
    attachments: Mapping[str, bytes] | None = None,
    allow_flaws: bool = False,
    progress: Progress = lambda _step, _done, _total: None,
    typesetter: Typesetter | None = None,
    enclosures: Sequence[PdfAttachment] = (),
    earlier: Briefing | None = None,
) -> Rendering:
    """The briefing as a PDF.

    Raises RenderError that names the row and the field, or the template's file and line, that it comes
    from. Text that would leave the page or that no font can show is refused too, unless `allow_flaws` makes
    it a warning. Equal input gives equal bytes. A `typesetter` that set this template with these
    attachments before sets anew only what changed. `enclosures` travel in the PDF;
    `earlier` is the issue against which changes are told.
    """
    # WeasyPrint takes a second to load: not for those who only ask for the version.
    from briefing.render.layout import typesetter as layout
    from briefing.render.pdf import writer as pdf_writer

    _refuse_too_few(briefing, template)
    context = composed(briefing, template, scales, earlier)
    typesetter = typesetter or layout.Typesetter(template.folder, attachments or {})
    set_ = typeset(context, template, typesetter, progress)
    if set_.flaws and not allow_flaws:
        raise RenderError(set_.flaws)
    progress("Writing the PDF", set_.steps - 1, set_.steps)
    with typesetter.writing():
        content = pdf_writer.write(set_.document.copy(set_.sheets), context.cover.created, enclosures)
    return Rendering(content, len(set_.sheets), set_.flaws, set_.rows)


def composed(
    briefing: Briefing, template: Template, scales: Scales, earlier: Briefing | None = None
) -> PrintedBriefing:
    """What a template prints of a briefing, by its options and with drawings in its colours."""
    options = template.options(briefing.template_options)
    return compose(briefing, options, scales, earlier, template.traits(options))


@dataclass(frozen=True, slots=True)
class Typeset:
    """A document's pages with headers and footers; `flaws` may keep it from being written."""

    document: Document
    sheets: list[Page]
    rows: tuple[RowBox, ...]
    flaws: tuple[Problem, ...]
    steps: int


def typeset(
    context: PrintedBriefing,
    template: Template,
    typesetter: Typesetter,
    progress: Progress = lambda *_: None,
) -> Typeset:
    """The pages of what is to be printed. Raises RenderError where the template cannot be filled or set."""
    from briefing.render.layout import row_boxes as boxes
    from briefing.render.layout import typesetter as layout

    typesetter.fetcher.drawings = context.drawings
    writer = TemplateRenderer(template, context)
    front, *others = parts(context, template)
    steps = len(others) + 2
    body: list[LaidOutPart] = []
    for number, part in enumerate(others):
        progress(f"Laying out {part.title}", number, steps)
        runs_on = part.section is not None and bool(body) and not context.options.get("new_page", True)
        offset = body[-1].end_px if runs_on else 0.0
        body.append(typesetter.lay_out(writer.part(replace(part, offset_px=offset)), runs_on=runs_on))
    progress("Laying out the front", len(others), steps)
    contents = [
        *_numbered(context),
        *(("", title, anchor) for anchor, title in context.annexes.items()),
    ]
    laid_out = [_front(front, contents, writer, typesetter, body), *body]

    sheets = layout.joined(laid_out)
    rows = boxes.row_places(sheets)
    flaws = [
        *_overflowing(laid_out, [front, *others]),
        *too_long(boxes.line_counts(sheets), context, template),
        *uncovered_characters(context),
    ]
    landscape = [page.width > page.height for page in sheets]
    layout.put_furniture(sheets, typesetter.lay_out(writer.furniture(landscape)).pages)
    return Typeset(laid_out[0].document, sheets, tuple(rows), tuple(flaws), steps)


def sketch(
    briefing: Briefing,
    template: Template,
    scales: Scales,
    row_id: str,
    *,
    attachments: Mapping[str, bytes] | None = None,
    typesetter: Typesetter | None = None,
) -> Rendering:
    """One row as it will be printed, alone on its pages, its numbers and references as in the whole.

    Raises RenderError, also where the row is not printed in a section.
    """
    from briefing.render.layout import row_boxes as boxes
    from briefing.render.layout import typesetter as layout
    from briefing.render.pdf import writer as pdf_writer

    context = composed(briefing, template, scales)
    typesetter = typesetter or layout.Typesetter(template.folder, attachments or {})
    typesetter.fetcher.drawings = context.drawings
    section = _only(context.sections, row_id)
    if section is None:
        raise RenderError(f"The row '{row_id}' is not printed in a section.", "Show it, or choose another.")
    laid_out = typesetter.lay_out(
        TemplateRenderer(template, context).part(DocumentPart(PartKind.SECTIONS, section))
    )
    flaws = _overflowing([laid_out], [DocumentPart(PartKind.SECTIONS, section)])
    sheets = layout.joined([laid_out])
    for page in sheets:
        page.links.clear()  # they lead to rows that are not here
    with typesetter.writing():
        content = pdf_writer.write(laid_out.document.copy(sheets), context.cover.created)
    return Rendering(content, len(sheets), tuple(flaws), tuple(boxes.row_places(sheets)))


def _only(sections: Sequence[SectionView], row_id: str) -> SectionView | None:
    """The section that holds a row, with nothing else in it."""
    for section in sections:
        for item in section.items:
            if item.row_id == row_id:
                return replace(section, items=(item,), sections=())
        if (found := _only(section.sections, row_id)) is not None:
            return found
    return None


def _refuse_too_few(briefing: Briefing, template: Template) -> None:
    """Raise RenderError where a template needs more treaties than the briefing speaks of."""
    held, least = briefing.library.treaties, template.spec.least_treaties
    if len(held) < least:
        named = f": {held[0].short_title}" if held else ""
        raise RenderError(
            f"The template '{template.spec.name}' needs {least} treaties side by side, and this briefing "
            f"holds {len(held) or 'none'}{named}.",
            "Add a fact of another treaty, or a comparison that names the treaties: in the window "
            "'Comparison of treaties' in the menu Insert, on the command line an AddItem edit.",
        )


def _front(
    part: DocumentPart,
    entries: Sequence[tuple[str, str, str]],
    writer: TemplateRenderer,
    typesetter: Typesetter,
    others: Sequence[LaidOutPart],
) -> LaidOutPart:
    """The front, whose table of contents names pages that come after it.

    How many pages the front has itself is guessed first; where that was wrong, it is laid out again.
    """
    count = _LIKELY_FRONT_PAGES
    for _ in range(_MOST_TRIES):
        laid_out = typesetter.lay_out(writer.part(part, _contents(entries, _anchor_pages(others, count))))
        if len(laid_out.pages) == count:
            break
        count = len(laid_out.pages)
    return laid_out


def _numbered(context: PrintedBriefing) -> list[tuple[str, str, str]]:
    """Number, title and anchor of each top-level section."""
    return [(section.number, section.title, section.anchor) for section in context.sections]


def _contents(entries: Iterable[tuple[str, str, str]], pages_of: Mapping[str, int]) -> list[ContentsEntry]:
    """A line for each top-level section and annex."""
    return [
        ContentsEntry(number, title, anchor, str(pages_of.get(anchor, "")))
        for number, title, anchor in entries
    ]


def _anchor_pages(parts_laid_out: Iterable[LaidOutPart], count: int) -> dict[str, int]:
    """The page on which each anchor stands, where `count` pages come before these parts."""
    found: dict[str, int] = {}
    for laid_out in parts_laid_out:
        count -= laid_out.runs_on
        for page in laid_out.pages:
            count += 1
            for anchor in page.anchors:
                found.setdefault(anchor, count)
    return found


def _overflowing(parts_laid_out: Sequence[LaidOutPart], names: Sequence[DocumentPart]) -> list[Problem]:
    from briefing.render.layout.row_boxes import overflows

    return [
        Problem(
            f"'{overflow.text}' leaves the page (page {overflow.page} of {part.title}).",
            "Shorten it or break it up, or hide the row.",
            field=f"row {overflow.row} {overflow.field}".strip() if overflow.row else "",
        )
        for laid_out, part in zip(parts_laid_out, names, strict=True)
        for overflow in overflows(laid_out.pages)
    ]
