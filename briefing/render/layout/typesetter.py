"""Lay out HTML as pages, part by part.

A part is laid out without knowing its page numbers: headers and footers come from a document of empty
pages, laid out once all parts are counted, whose margin boxes are put onto the parts' pages. So a part's
pages depend on its HTML alone, and nothing is laid out twice.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from briefing.composition.addresses import DRAWING_ADDRESS
from briefing.composition.views.document import PrintedBriefing
from briefing.errors import Check, Problem, RenderError, never_mind
from briefing.render import checkpoints
from briefing.render.layout import weasyprint_patches
from briefing.render.layout.asset_fetcher import TEMPLATE_ADDRESS, AssetFetcher, RefusedError
from briefing.render.layout.finished_pages.changed_block import PartBefore
from briefing.render.layout.finished_pages.compact import compact
from briefing.render.layout.finished_pages.furniture import Furniture, furniture_of
from briefing.render.layout.finished_pages.html_ends import note_html
from briefing.render.layout.finished_pages.identity import mark, new_part
from briefing.render.layout.finished_pages.kept_parts import KeptParts
from briefing.render.layout.finished_pages.moved import (
    can_move,
    has_room,
    note_offset,
    put_at_top,
    put_places_on_grid,
)
from briefing.render.layout.finished_pages.out_of_flow import differs_out_of_flow
from briefing.render.layout.finished_pages.tag_numbers import TagNumbers
from briefing.render.layout.glyph_coverage import GlyphCoverage
from briefing.render.layout.kept_box_trees import KeptBoxTrees
from briefing.render.layout.laid_out_part import LaidOutPart
from briefing.render.layout.packed.storing import is_waiting, store
from briefing.render.layout.styling.template_styles import FontSet, styles_of
from briefing.render.layout.undrawable_text import (
    named_in_style,
    named_where_undrawable,
    own_characters,
    style_strings,
)
from briefing.render.templates.parts import ANYWHERE, DocumentPart
from briefing.typography import fonts
from briefing.typography.fonts import ScriptFont

import weasyprint  # isort: skip
from weasyprint.document import Document  # isort: skip
from weasyprint.text.fonts import FontConfiguration  # isort: skip

_MOST_KEPT_PARTS = 128
_LANGUAGE = re.compile(r"""\blang=["']?([\w-]+)""")
_DRAWING = re.compile(re.escape(DRAWING_ADDRESS) + r"""([^"'\s]+)""")


Remember = Callable[[DocumentPart, str, Iterable[tuple[str, ...]]], None]
"""Takes a part, its HTML, and the fields of the printed briefing with which it was filled."""


class PartsAhead(Protocol):
    """Parts of a document that another process lays out before they are needed."""

    def expect(self, printed: PrintedBriefing, parts: Sequence[DocumentPart]) -> None:
        """Take these for the parts of the document, which prints this."""

    def remember_with(self, remember: Remember, printed: PrintedBriefing) -> None:
        """Have the HTML of parts remembered with which they were laid out, while this is printed."""

    def wait_for(self, part: DocumentPart, check: Check) -> None:
        """Wait until a part is laid out, where that can be expected; `check` may raise meanwhile."""

    def prepare(self, html: str) -> bool:
        """Have HTML laid out that may be needed soon, where that costs no time; return whether it is."""

    def prepared(self, html: str, check: Check) -> Document | None:
        """Return HTML that was laid out so; `check` may raise while it is awaited."""

    def finish(self, laid_out: Sequence[LaidOutPart]) -> None:
        """Keep no part any more: the whole document is laid out."""

    def stop_drawing(self) -> None:
        """Draw nothing more: all pages are drawn."""

    def document_to_move(self, html: str, offset_px: float) -> Document | None:
        """Return a part that has room at an offset, as it is at the top of a page."""


class _NothingAhead:
    def expect(self, printed: PrintedBriefing, parts: Sequence[DocumentPart]) -> None:
        pass

    def remember_with(self, remember: Remember, printed: PrintedBriefing) -> None:
        pass

    def wait_for(self, part: DocumentPart, check: Check) -> None:
        pass

    def prepare(self, _html: str) -> bool:
        return False

    def prepared(self, _html: str, _check: Check) -> Document | None:
        return None

    def finish(self, laid_out: Sequence[LaidOutPart]) -> None:
        pass

    def stop_drawing(self) -> None:
        pass

    def document_to_move(self, _html: str, _offset_px: float) -> Document | None:
        return None


class Typesetter:
    """Lays out HTML with one template's style sheet, parsed once, and one set of fonts.

    A part's pages depend on its HTML alone, so the parts last laid out are kept: who sets a briefing again
    after a change waits for the parts that changed.
    """

    def __init__(self, folder: Path, attachments: Mapping[str, bytes]) -> None:
        self._folder = folder
        self.fetcher = AssetFetcher(folder, attachments)
        self.fetcher.drawable = self._drawable
        self.fetcher.drawable_style = self._drawable_style
        self._own_characters = own_characters(folder)
        self.coverage = GlyphCoverage(self._own_characters)
        self._text_of_styles: set[str] = set()
        self.kept: KeptParts[Document] = KeptParts(_MOST_KEPT_PARTS, lambda part: not is_waiting(part))
        """By their HTML those as they are at the top of a page, others by their HTML and their offset."""
        self.guard: Callable[[Callable[[], Document]], Document] = _unguarded
        """Calls the layout of a part that is not kept; what it raises ends the layout."""
        self.check: Check = never_mind
        """Called between the steps of all that is laid out; what it raises ends it."""
        self.check_within: Check = never_mind
        """Called within steps, for each block; what it raises ends the layout, too."""
        self.stores_boxes = False
        """Keeps the boxes of parts as bytes: where those of most are not needed soon."""
        self.ahead: PartsAhead = _NothingAhead()
        """Parts that were laid out in another process."""
        self.keeps_trees = False
        """Keeps what is the same of long parts at other offsets, once one of an edited document moves."""
        self._trees = KeptBoxTrees()
        self._parsed_before: tuple[str, weasyprint.HTML] | None = None
        self._furniture: Furniture | None = None
        """The headers and footers that were laid out last."""
        self._changed_before: tuple[str, PartBefore, Document] | None = None
        """The part of which one block was laid out last, with its HTML and the part before."""
        with _complaints(folder):
            self._styles = styles_of(folder, TEMPLATE_ADDRESS, self.fetcher)

    def _font_set(self, script_fonts: dict[str, ScriptFont]) -> FontSet:
        with _complaints(self._folder):
            return self._styles.font_set(script_fonts, self.fetcher)

    def fonts_of(self, scripts: Sequence[str]) -> FontConfiguration:
        """Return the fonts for pages with these further scripts."""
        return self._font_set({script: fonts.SCRIPT_FONTS[script] for script in scripts}).fonts

    def lay_out(self, html: str, *, runs_on: bool = False) -> LaidOutPart:
        """Lay out one part. Raises RenderError for what the template asks for and may not have."""
        document = self._kept_or_laid_out(html)
        if self.stores_boxes:
            store(document, self.fetcher)
        return LaidOutPart(document, runs_on)

    def _kept_or_laid_out(self, html: str) -> Document:
        kept = self.kept.get(html) or self._laid_out(html)
        note_html(kept, html)
        self.kept.keep(html, kept)
        return kept

    def lay_out_below(self, html: str, offset_px: float) -> LaidOutPart:
        """Lay out a part whose HTML has `ANYWHERE` for the height of the empty block that it begins with.

        A part without a break is kept as it is at the top of a page, and moved to where it is to be, if it
        has room there.
        """
        document = self.kept.get(html) or self.ahead.document_to_move(html, offset_px)
        if document is None or not has_room(document, offset_px):
            here = html, offset_px
            document = self.kept.get(here)
            if document is None:
                document = self._laid_out_at(html, offset_px)
                note_offset(document, offset_px)
                if can_move(document):
                    put_at_top(document, offset_px)
            if not can_move(document):
                self.kept.keep(here, document)
                return self._part_below(document, 0.0)
        self.kept.keep(html, document)
        return self._part_below(document, offset_px)

    def lay_out_change(self, html: str, before: PartBefore) -> LaidOutPart | None:
        """Lay out the one block of a part at the top of a page that changed; None where that is not all.

        It is for a page that is shown for a moment, too.
        """
        if self.kept.get(html) is not None or self._styles.depend_on_content:
            return None
        document = self._changed(html, before)
        return None if document is None else LaidOutPart(document)

    def lay_out_change_below(self, html: str, offset_px: float, before: PartBefore) -> LaidOutPart:
        """Lay out such a part for a page that is shown for a moment, while words of it are typed.

        Only the block that changed is laid out, unless more changed than the height of one block.
        """
        is_kept = any(self.kept.get(key) is not None for key in (html, (html, offset_px)))
        if not is_kept and not self._styles.depend_on_content and before.can_be_at(offset_px):
            document = self._changed(html, before)
            if document is not None and not can_move(document):
                return LaidOutPart(document, runs_on=True)
            if document is not None and has_room(document, offset_px):
                return LaidOutPart(document, runs_on=True, moved_px=offset_px)
        return self.lay_out_below(html, offset_px)

    def _changed(self, html: str, before: PartBefore) -> Document | None:
        """Lay out one block of a part again; None where that is not all that changed."""
        html = html.replace(ANYWHERE, str(before.offset_px))
        if self._changed_before is not None and self._changed_before[:2] == (html, before):
            return self._changed_before[2]
        short, same = before.without_same_end(html)
        parsed = self._drawable(short)
        source = self._parsed(parsed)
        block = before.changed_block(source.etree_element, same)
        if block is None:
            self._parsed_before = parsed, source
            return None
        block.leave_out_below()
        document = block.part_with(self._rendered(source, self._drawable(html) if same else parsed))
        self._changed_before = None if document is None else (html, before, document)
        return document

    def ends_alike(self, part: LaidOutPart, html: str) -> bool:
        """Return whether a part is certain to end as it does without some text, as in this HTML."""
        if self._styles.depend_on_content:
            return False
        html = self._drawable(html)
        is_of_same_fonts = self._font_set_for(html).fonts is part.document.font_config
        return is_of_same_fonts and differs_out_of_flow(part.document, self._parsed(html).etree_element)

    def prepare(self, html: str) -> bool:
        """Have a part laid out elsewhere that is wanted soon; return whether it is."""
        return self.kept.get(html) is None and self.ahead.prepare(html)

    def prepare_below(self, html: str, offset_px: float) -> None:
        """Have a part laid out elsewhere, where that costs no time, that may be wanted at an offset."""
        if self.kept.get((html, offset_px)) is None:
            self.ahead.prepare(html.replace(ANYWHERE, str(offset_px)))

    def prepare_to_move(self, html: str, offset_px: float) -> None:
        """Lay out a long part as with `lay_out_below`, and keep what is the same at other offsets."""
        font_set = self._font_set_for(html)
        if html.count(ANYWHERE) == 1 and self._trees.can_keep(html, font_set.fonts):
            self._laid_out_from_tree(html, offset_px, keeps_tree=True)

    def _part_below(self, document: Document, moved_px: float) -> LaidOutPart:
        if self.stores_boxes:
            store(document, self.fetcher)
        return LaidOutPart(document, runs_on=True, moved_px=moved_px)

    def lay_out_furniture(self, html: str) -> LaidOutPart:
        """Lay out empty pages with headers and footers, of those before only what changed."""
        document = self.kept.get(html)
        if document is None:
            with weasyprint_patches.margin_boxes():
                document = self._changed_furniture(html) or self._new_furniture(html)
        self.kept.keep(html, document)
        return LaidOutPart(document, runs_on=False)

    def _new_furniture(self, html: str) -> Document:
        document = self._laid_out(html)
        self._furniture = furniture_of(document)
        return self._furniture.document if self._furniture else document

    def _changed_furniture(self, html: str) -> Document | None:
        """Lay out again what changed of the headers and footers; None where that is not known."""
        if self._furniture is None or self._styles.depend_on_content:
            return None
        html = self._drawable(html)
        source = self._parsed(html)
        changed = self._furniture.changed_to(source.etree_element)
        if changed is None:
            self._parsed_before = html, source
            return None
        changed.leave_out_others()
        furniture = changed.furniture_with(self._rendered(source, html))
        if furniture is None:
            return None
        self._furniture = furniture
        return furniture.document

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Pictures are drawn while the PDF is written. Raises RenderError for what one may not have."""
        self.fetcher.refusals.clear()
        with _complaints(self._folder):
            yield
        if self.fetcher.refusals:
            raise _refused(self._folder, self.fetcher.refusals[0])

    def _drawable(self, markup: str) -> str:
        return named_where_undrawable(markup, _LANGUAGE.findall(markup), self._own_characters)

    def _drawable_style(self, css: str) -> str:
        named = named_in_style(css, self._own_characters)
        self._text_of_styles.update(style_strings(named))
        return named

    def _laid_out(self, html: str) -> Document:
        if (prepared := self.ahead.prepared(html, self.check)) is not None:
            return prepared
        drawable = self._drawable(html)
        font_set = self._font_set_for(drawable)

        def lay_out() -> Document:
            parse = partial(self._parsed, drawable)
            known = self._trees.laid_out_on_new_page(html, font_set.fonts, parse)
            return known or parse().render(**_means(font_set))

        return self._finished(font_set, lay_out)

    def _laid_out_at(self, html: str, offset_px: float) -> Document:
        """Lay out a part with an offset for `ANYWHERE` in its HTML."""
        here = html.replace(ANYWHERE, str(offset_px))
        is_moving = self.keeps_trees and self._trees.is_moving(html)
        prepared = self.ahead.prepared(here, self.check)
        if prepared is not None:
            return prepared
        return self._laid_out_from_tree(html, offset_px, keeps_tree=is_moving)

    def _laid_out_from_tree(self, html: str, offset_px: float, *, keeps_tree: bool) -> Document:
        here = self._drawable(html.replace(ANYWHERE, str(offset_px)))
        font_set = self._font_set_for(here)

        def lay_out() -> Document:
            return self._parsed(here).render(**_means(font_set))

        def lay_out_from_tree() -> Document:
            known = self._trees.lay_out(html, offset_px, font_set.fonts)
            if known is not None or not (keeps_tree and self._trees.can_keep(html, font_set.fonts)):
                return known or lay_out()
            return self._trees.keep(html, offset_px, lay_out)

        return self._finished(font_set, lay_out_from_tree)

    def _parsed(self, html: str) -> weasyprint.HTML:
        before, self._parsed_before = self._parsed_before, None
        if before is not None and before[0] == html:
            return before[1]
        with _complaints(self._folder):
            return weasyprint.HTML(string=html, base_url=TEMPLATE_ADDRESS, url_fetcher=self.fetcher)

    def _rendered(self, source: weasyprint.HTML, html: str) -> Document:
        """Lay out HTML that was parsed, with the fonts for its text."""
        font_set = self._font_set_for(html)
        return self._finished(font_set, lambda: source.render(**_means(font_set)))

    def _font_set_for(self, html: str) -> FontSet:
        """Return the fonts for the text of a part."""
        drawn = (self.fetcher.drawings.get(name, "") for name in _DRAWING.findall(html))
        text = "".join([html, *drawn, *sorted(self._text_of_styles)])
        return self._font_set(fonts.script_fonts(text, _LANGUAGE.findall(html)))

    def _finished(self, font_set: FontSet, lay_out: Callable[[], Document]) -> Document:
        """Return a part that is laid out with these fonts, with its boxes as pages need them."""
        self.check()
        with _complaints(self._folder):
            try:
                with checkpoints.checked_by(self.check_within):
                    document = self.guard(lay_out)
            except BaseException as error:
                if not checkpoints.is_from_checkpoint(error):
                    self._trees.forget()
                    if font_set.fonts.shared_styles:
                        font_set.fonts.shared_styles.forget()
                raise
        part, tag_numbers = new_part(), TagNumbers()
        with checkpoints.checked_by(self.check_within):
            for page in document.pages:
                checkpoints.pass_by()
                mark([page], part)
                tag_numbers.put_on(page)
                put_places_on_grid(page)
                compact([page])
        return document


def _means(font_set: FontSet) -> dict[str, Any]:
    """Return what WeasyPrint renders a part with."""
    return {
        "font_config": font_set.fonts,
        "stylesheets": font_set.styles,
        "pdf_variant": weasyprint_patches.PDF_VARIANT,
    }


def _unguarded(lay_out: Callable[[], Document]) -> Document:
    return lay_out()


@contextmanager
def _complaints(folder: Path) -> Iterator[None]:
    """Turn what WeasyPrint only logs as an error into a RenderError."""
    errors: list[str] = []
    handler = _Collector(errors)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield
    except RefusedError as error:
        raise _refused(folder, str(error)) from None
    except RecursionError:
        message = "The template cannot be laid out: its elements are nested too deeply."
        raise RenderError(Problem(message, "Correct the template.", str(folder))) from None
    finally:
        logger.removeHandler(handler)
    if errors:
        raise RenderError(
            [Problem(f"The pages cannot be laid out: {message}", "", str(folder)) for message in errors]
        )


def _refused(folder: Path, why: str) -> RenderError:
    return RenderError(
        Problem(f"The template cannot be laid out: {why}.", "Correct the template.", str(folder))
    )


class _Collector(logging.Handler):
    def __init__(self, errors: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._errors = errors

    def emit(self, record: logging.LogRecord) -> None:
        self._errors.append(record.getMessage())
