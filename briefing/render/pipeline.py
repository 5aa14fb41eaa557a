"""The way from a briefing to a PDF, readable as one page: compose, lay out, write.

1. `composed`: Briefing → PrintedBriefing. Every word, number and reference is decided
   (briefing.composition).
2. `lay_out`: PrintedBriefing → LaidOutDocument. The template's pages are filled (render.templates) and laid
   out (render.layout) part by part in their order, since a part begins where the one before it ends; then
   the front again, whose table of contents names their pages; then headers and footers.
3. `write`: LaidOutDocument → bytes. The pages become a tagged, archivable PDF (render.pdf).
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict, Unpack

from briefing.composition.compose import compose_again
from briefing.composition.typed_words.unchanged_views import Composition, CompositionSettings
from briefing.composition.views.document import PrintedBriefing
from briefing.composition.views.statements import ChartView, SectionView
from briefing.errors import Check, Problem, RenderError, never_mind
from briefing.grading import Scales
from briefing.model.briefing import Briefing
from briefing.render import checkpoints
from briefing.render.foot import lay_out_with_foot
from briefing.render.page_budget.cuttable_rows import cuttable_rows, proposals
from briefing.render.page_budget.page_limit import page_limit, too_long
from briefing.render.page_budget.proposal import ANNEXES
from briefing.render.part_sequence import PartSequence, page_ranges, pages_of
from briefing.render.pdf.attachments import PdfAttachment
from briefing.render.result import Rendering, RowBox
from briefing.render.templates.loader import Template
from briefing.render.templates.manifest import PartKind
from briefing.render.templates.parts import DocumentPart, parts
from briefing.render.templates.renderer import TemplateRenderer
from briefing.render.undrawn_figures import undrawn_figures

if TYPE_CHECKING:
    # WeasyPrint takes a second to load: not for those who only ask for the version.
    from briefing.render.layout.laid_out_part import Document, LaidOutPart, Page
    from briefing.render.layout.typesetter import Typesetter

OMIT = "omit"
"""The value of the option `annexes` with which there are none."""
Progress = Callable[[str, int, int], None]
"""Called with the name of the step that begins, how many are done, and how many there are."""


def no_progress(_step: str, _done: int, _total: int) -> None:
    """Report no progress."""


class RenderSettings(TypedDict, total=False):
    """Settings of every rendering, each of which can be left out.

    A `typesetter` that laid out this template with these attachments before lays out only what changed.
    `enclosures` travel in the PDF; `earlier` is the issue against which changes are listed. `allow_flaws`
    makes text that would leave the page or that no font can show a warning. `laid_out` is the same briefing
    as it was composed and laid out before with the typesetter.
    """

    attachments: Mapping[str, bytes] | None
    allow_flaws: bool
    progress: Progress
    typesetter: Typesetter | None
    enclosures: Sequence[PdfAttachment]
    earlier: Briefing | None
    laid_out: tuple[PrintedBriefing, LaidOutDocument] | None


def render(
    briefing: Briefing, template: Template, scales: Scales, **settings: Unpack[RenderSettings]
) -> Rendering:
    """Render the briefing as a PDF; equal input gives equal bytes.

    Raises RenderError that names the row and the field, or the template's file and line, that it comes
    from. Text that would leave the page or that no font can show is refused too, unless `allow_flaws` makes
    it a warning. A figure that an error in the program keeps from being drawn is a warning always.
    """
    refuse_too_few_treaties(briefing, template)
    typesetter = typesetter_of(template, settings)
    printed, document = settings.get("laid_out") or _composed_and_laid_out(
        briefing, template, scales, {**settings, "typesetter": typesetter}
    )
    flaws = [*document.flaws, *beyond_limit(document.pages, briefing, printed, template, scales)]
    content = checked_and_written(document, printed, typesetter, flaws, settings)
    flaws += undrawn_figures(printed)
    return Rendering(content, len(document.pages), tuple(flaws), document.rows, omitted=document.omitted)


def _composed_and_laid_out(
    briefing: Briefing, template: Template, scales: Scales, settings: RenderSettings
) -> tuple[PrintedBriefing, LaidOutDocument]:
    printed = composed(briefing, template, scales, settings.get("earlier"))
    limited = template.with_max_pages(page_limit(briefing, template))
    progress = settings.get("progress", no_progress)
    return printed, lay_out(printed, limited, typesetter_of(template, settings), progress)


def sketch(
    briefing: Briefing,
    template: Template,
    scales: Scales,
    row_id: str,
    *,
    attachments: Mapping[str, bytes] | None = None,
    typesetter: Typesetter | None = None,
) -> Rendering:
    """Render one row as it will be printed, alone on its pages, numbered and referenced as in the whole.

    Raises RenderError, also where the row is not printed in a section.
    """
    printed = composed(briefing, template, scales)
    section = _section_with_only(row_id, printed.sections)
    if section is None:
        raise RenderError(f"The row '{row_id}' is not printed in a section.", "Show it, or choose another.")
    typesetter = typesetter or new_typesetter(template, attachments)
    document = _lay_out_alone(section, printed, template, typesetter)
    content = write(document, printed, typesetter)
    flaws = (*document.flaws, *undrawn_figures(printed, row_id))
    nothing = next((item.nothing for item in section.items if isinstance(item, ChartView)), "")
    return Rendering(content, len(document.pages), flaws, document.rows, nothing)


# 1. Compose


def composed(
    briefing: Briefing,
    template: Template,
    scales: Scales,
    earlier: Briefing | None = None,
    check: Check = never_mind,
) -> PrintedBriefing:
    """Compose what a template prints of a briefing, by its options and with charts in its colours.

    `check` is called between the steps, and may raise.
    """
    return composed_again(None, briefing, template, scales, earlier, check).printed


def composed_again(
    before: Composition | None,
    briefing: Briefing,
    template: Template,
    scales: Scales,
    earlier: Briefing | None,
    check: Check,
) -> Composition:
    """Compose as `composed` does, with what is still right of the composition `before` a change."""
    options = template.options(briefing.template_options)
    settings = CompositionSettings(options, scales, template.traits(options))
    return compose_again(before, briefing, settings, earlier, check)


def refuse_too_few_treaties(briefing: Briefing, template: Template) -> None:
    """Raise RenderError where a template needs more treaties than the briefing has."""
    treaties, least = briefing.library.treaties, template.spec.least_treaties
    if len(treaties) < least:
        named = f": {treaties[0].short_title}" if treaties else ""
        raise RenderError(
            f"The template '{template.spec.name}' needs {least} treaties side by side, and this briefing "
            f"holds {len(treaties) or 'none'}{named}.",
            "Add a fact of another treaty, or a comparison that names the treaties: in the window "
            "'Comparison of treaties' in the menu Insert, on the command line an AddItem edit.",
        )


def beyond_limit(
    pages: Sequence[Page],
    briefing: Briefing,
    printed: PrintedBriefing,
    template: Template,
    scales: Scales,
) -> list[Problem]:
    """Report that there are more pages than the briefing may take, with the rows to leave out first."""
    from briefing.render.layout.row_boxes import line_counts

    limit = page_limit(briefing, template)
    if limit is None or len(pages) <= limit:
        return []
    lines = line_counts(pages)
    rows = proposals(cuttable_rows(briefing, scales), sum(lines, Counter()))
    return too_long(lines, briefing, printed, template, rows)


# 2. Lay out


@dataclass(frozen=True, slots=True)
class LaidOutDocument:
    """A document's pages with headers and footers; `flaws` may keep it from being written.

    `document` holds what WeasyPrint needs to write them; `steps` is how many steps of progress there are.
    `omitted` are the ids of elements for which there was no room. `parts` are those printed, and
    `laid_out` their layouts, which the pages are joined from, and `page_ranges` the places of these pages;
    `furniture` are empty pages with the headers and footers.
    """

    document: Document
    pages: list[Page]
    rows: tuple[RowBox, ...]
    flaws: tuple[Problem, ...]
    steps: int
    omitted: tuple[str, ...] = ()
    parts: tuple[DocumentPart, ...] = ()
    laid_out: tuple[LaidOutPart, ...] = ()
    furniture: tuple[Page, ...] = ()
    page_ranges: tuple[range, ...] = ()


@dataclass(frozen=True, slots=True)
class LaidOutParts:
    """The parts of a document, and the `pages` that they share, as yet without headers and footers."""

    printed: PrintedBriefing
    template: Template
    typesetter: Typesetter
    renderer: TemplateRenderer
    parts: tuple[DocumentPart, ...]
    laid_out: tuple[LaidOutPart, ...]
    pages: list[Page]
    steps: int


def lay_out(
    printed: PrintedBriefing,
    template: Template,
    typesetter: Typesetter,
    progress: Progress = no_progress,
    *,
    unlinked: bool = False,
) -> LaidOutDocument:
    """Fill the template's pages and lay them out. Raises RenderError where the template is at fault.

    The typesetter's checks are called between the steps and within them. `unlinked` removes links to what
    is in another file, as is done where a companion file has the sources.
    """
    renderer = TemplateRenderer(template, printed)
    return with_furniture(
        lay_out_parts(printed, template, typesetter, renderer, progress, unlinked=unlinked)
    )


def lay_out_parts(
    printed: PrintedBriefing,
    template: Template,
    typesetter: Typesetter,
    renderer: TemplateRenderer,
    progress: Progress = no_progress,
    *,
    unlinked: bool = False,
) -> LaidOutParts:
    """Do what `lay_out` does up to the number of pages, which is in headers and footers."""
    from briefing.render.layout.page_joining import join_pages
    from briefing.render.layout.room import unlink_absent

    typesetter.fetcher.drawings = printed.drawings
    document_parts = parts(printed, template)
    steps = len(document_parts) + 1
    typesetter.ahead.expect(printed, document_parts)

    numbers = itertools.count()

    def begun(part: DocumentPart) -> None:
        progress(f"Laying out {part.title}", min(next(numbers), steps - 1), steps)

    sequence = PartSequence(
        printed,
        template.spec,
        renderer,
        typesetter,
        begun,
        meanwhile=lambda parts_so_far: _furniture(pages_of(parts_so_far), template, renderer, typesetter),
    )
    document_parts, laid_out = lay_out_with_foot(sequence, document_parts)
    typesetter.ahead.finish(laid_out)
    typesetter.check()
    with checkpoints.checked_by(typesetter.check_within):
        pages = join_pages(laid_out)
        # A row that is hidden is printed in the annexes alone, which may be left out.
        is_cut = printed.companion or printed.options.get(ANNEXES) == OMIT
        if unlinked or is_cut or PartKind.FOOT in template.spec.parts:
            unlink_absent(pages)
    return LaidOutParts(
        printed, template, typesetter, renderer, tuple(document_parts), tuple(laid_out), pages, steps
    )


def with_furniture(document: LaidOutParts) -> LaidOutDocument:
    """Lay out headers and footers, put them on the pages, and look for flaws in these."""
    from briefing.render.layout import row_boxes
    from briefing.render.layout.overflow import overflow_problems
    from briefing.render.layout.page_joining import put_furniture

    typesetter, pages = document.typesetter, document.pages
    with checkpoints.checked_by(typesetter.check_within):
        rows = row_boxes.row_boxes(pages)
        flaws: list[Problem] = []
        for part, laid in zip(document.parts, document.laid_out, strict=True):
            checkpoints.pass_by()
            flaws += overflow_problems(laid, part.title)
        flaws += typesetter.coverage.uncovered_characters(document.printed)
        furniture = _furniture(pages, document.template, document.renderer, typesetter)
        put_furniture(pages, furniture)
    return LaidOutDocument(
        document.laid_out[0].document,
        pages,
        tuple(rows),
        tuple(flaws),
        document.steps,
        document.parts[0].omitted,
        document.parts,
        document.laid_out,
        tuple(furniture),
        tuple(page_ranges(document.laid_out)),
    )


def _furniture(
    pages: Iterable[Page], template: Template, renderer: TemplateRenderer, typesetter: Typesetter
) -> list[Page]:
    """Lay out the headers and footers of pages, each on an empty page."""
    landscape = [page.width > page.height for page in pages]
    html = renderer.furniture(landscape, template.spec.max_pages)
    return typesetter.lay_out_furniture(html).pages


def _lay_out_alone(
    section: SectionView, printed: PrintedBriefing, template: Template, typesetter: Typesetter
) -> LaidOutDocument:
    """Lay out a section without headers and footers, and without links, whose targets are absent."""
    from briefing.render.layout import row_boxes
    from briefing.render.layout.overflow import overflow_problems
    from briefing.render.layout.page_joining import join_pages

    typesetter.fetcher.drawings = printed.drawings
    part = DocumentPart(PartKind.SECTIONS, section)
    laid_out = typesetter.lay_out(TemplateRenderer(template, printed).part(part))
    flaws = overflow_problems(laid_out, part.title)
    pages = join_pages([laid_out])
    for page in pages:
        page.links.clear()
    return LaidOutDocument(
        laid_out.document, pages, tuple(row_boxes.row_boxes(pages)), tuple(flaws), steps=1
    )


def _section_with_only(row_id: str, sections: Sequence[SectionView]) -> SectionView | None:
    """Return the section that holds a row, with nothing else in it."""
    for section in sections:
        for item in section.items:
            if item.row_id == row_id:
                return replace(section, items=(item,), sections=())
        if (inner := _section_with_only(row_id, section.sections)) is not None:
            return inner
    return None


def typesetter_of(template: Template, settings: RenderSettings) -> Typesetter:
    """Return the typesetter of the settings, or else a new one for a template."""
    return settings.get("typesetter") or new_typesetter(template, settings.get("attachments"))


def new_typesetter(template: Template, attachments: Mapping[str, bytes] | None) -> Typesetter:
    from briefing.render.layout.typesetter import Typesetter

    return Typesetter(template.folder, attachments or {})


# 3. Write


def checked_and_written(
    document: LaidOutDocument,
    printed: PrintedBriefing,
    typesetter: Typesetter,
    flaws: Sequence[Problem],
    settings: RenderSettings,
) -> bytes:
    """Write the pages as a PDF. Raises RenderError for flaws that are not allowed, and as `write` does."""
    if flaws and not settings.get("allow_flaws"):
        raise RenderError(flaws)
    progress = settings.get("progress", no_progress)

    def begun_page() -> None:
        progress("Writing the PDF", document.steps - 1, document.steps)

    return write(document, printed, typesetter, settings.get("enclosures", ()), begun_page)


def write(
    document: LaidOutDocument,
    printed: PrintedBriefing,
    typesetter: Typesetter,
    enclosures: Sequence[PdfAttachment] = (),
    begun_page: Callable[[], None] = lambda: None,
) -> bytes:
    """Write the pages as a PDF. Raises RenderError where a picture asks for what it may not have."""
    from briefing.render.pdf import writer
    from briefing.render.pdf.drawn_pieces import pieces_of

    # Pictures are fetched and drawn only now.
    with typesetter.writing():
        pages = document.document.copy(document.pages)
        return writer.write(pages, printed.cover.created, enclosures, begun_page, pieces_of(typesetter))
