"""Box trees of long parts, kept so that a part is laid out at another offset without making its tree again.

What WeasyPrint does before it breaks a document into pages, as to find styles and to build the box tree,
does not depend on the height of the empty block that a part begins with. Nor do most lines (`kept_lines`).
A layout that is ended, since nobody waits for it, leaves its tree and the lines that it got to.
"""

from __future__ import annotations

import re
from collections import OrderedDict, deque
from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Any

from briefing.composition.addresses import DRAWING_ADDRESS
from briefing.render import checkpoints
from briefing.render.layout.shortcuts import released_context
from briefing.render.layout.styling.shared_styles import place_of
from briefing.render.layout.text_layer.kept_lines import Lines, keep_in
from briefing.render.layout.weasyprint_patches import OUTPUT_INTENT
from briefing.render.templates.parts import ANYWHERE

from weasyprint.css.properties import INITIAL_VALUES  # isort: skip
from weasyprint.document import Document, DocumentMetadata, Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip
from weasyprint.html import get_html_metadata  # isort: skip
from weasyprint.layout import LayoutContext  # isort: skip

_MOST_KEPT = 2
"""Those of the annexes with both endings."""
_LEAST_LETTERS = 20_000
"""A part with less HTML is laid out quickly, and is seldom longer than a page."""
_EMPTY_BLOCK = re.compile(
    r"<body\b[^<>]*>\s*<div style=\"([^<>\"]*)" + re.escape(ANYWHERE) + r"([^<>\"]*)\"></div>"
)
_TOP_OF_BODY = re.compile(
    r"(<body\b[^<>]*>)\s*(?:<div style=\"[^<>\"]*" + re.escape(ANYWHERE) + r"[^<>\"]*\"></div>\s*)?"
)
_MARGINS = frozenset(f"margin_{side}" for side in ("top", "right", "bottom", "left"))
_FONTS = 2
"""The place of the fonts among what a document is made of, and what a context is made of."""


@dataclass(slots=True)
class _BoxTree:
    """A box tree, with what else a layout of it needs, and the rest of the document that is made of it.

    `offset_block` is the empty block at its top. `styles_without` are styles of boxes with those that these
    have without that block, where they are known to differ in margins alone. It `has_all_lines` once it was
    laid out to the end.
    """

    html: Any
    root: Any
    offset_block: Any
    for_context: tuple[Any, ...]
    of_document: tuple[Any, ...]
    lines: Lines
    has_all_lines: bool
    styles_without: list[tuple[Any, Any]] | None = None

    def laid_out_at(self, offset_style: str) -> Document:
        """Lay out the document with another style attribute of the empty block."""
        block = self.offset_block
        shared = self.of_document[_FONTS].shared_styles
        block.style = shared.with_style_attribute(block.style, offset_style)
        return self._laid_out()

    def laid_out_without(self) -> Document:
        """Lay out the document without the empty block."""
        body = self.root.children[0]
        children, body.children = body.children, body.children[1:]
        changed = {id(style): other for style, other in self.styles_without or ()}
        restyled = [box for box in body.descendants() if id(box.style) in changed]
        former = [box.style for box in restyled]
        try:
            for box, style in zip(restyled, former, strict=True):
                box.style = changed[id(style)]
            return self._laid_out()
        finally:
            body.children = children
            for box, style in zip(restyled, former, strict=True):
                box.style = style

    def can_do_without(self, html: Any) -> bool:
        """Return whether a document without the empty block has the same boxes, but for their margins."""
        if self.styles_without is None:
            differing = self.for_context[0].differing_styles(html, self.offset_block.element)
            if differing is not None and all(_differ_in_margins(*pair) for pair in differing):
                self.styles_without = differing
        return self.styles_without is not None

    def _laid_out(self) -> Document:
        context = LayoutContext(*self.for_context)
        keep_in(context, self.lines)
        pages = [Page(box) for box in released_context.laid_out(self.html, self.root, context)]
        self.has_all_lines = True
        return Document(pages, *self.of_document)


class KeptBoxTrees:
    """Keeps the trees of the long parts that were laid out last, by their HTML.

    That has `ANYWHERE` for the offset. They are parts that begin with an empty block, have no figures and
    share their styles with others.
    """

    def __init__(self) -> None:
        self._trees: OrderedDict[str, _BoxTree] = OrderedDict()
        self._laid_out: deque[str] = deque(maxlen=_MOST_KEPT)

    def is_moving(self, html: str) -> bool:
        """Return whether a long part was laid out lately, maybe elsewhere; it is from here on."""
        was_laid_out = html in self._laid_out
        if not was_laid_out and len(html) >= _LEAST_LETTERS:
            self._laid_out.append(html)
        return was_laid_out

    def forget(self) -> None:
        """Forget all trees, as after a layout that was ended in the middle of a step."""
        self._trees.clear()

    def can_keep(self, html: str, font_config: Any) -> bool:
        """Return whether the tree of a part is not kept yet with all lines, and can be."""
        is_kept = self._has(html, font_config) and self._trees[html].has_all_lines
        return not is_kept and _can_keep(html, font_config)

    def _has(self, html: str, font_config: Any) -> bool:
        tree = self._trees.get(html)
        return tree is not None and tree.of_document[_FONTS] is font_config

    def lay_out(self, html: str, offset_px: float, font_config: Any) -> Document | None:
        """Lay out a part at an offset from its tree; None where that is not kept."""
        if not self._has(html, font_config):
            return None
        self._trees.move_to_end(html)
        return self._trees[html].laid_out_at(_offset_style(html, offset_px))

    def keep(self, html: str, offset_px: float, lay_out: Callable[[], Document]) -> Document:
        """Lay out a part with `lay_out`, and keep its tree, if it can be laid out at other offsets."""
        lines: Lines = {}
        noted: list[tuple[Any, Any, tuple[Any, ...]]] = []
        names: set[str] = set()

        def note(source: Any, root: Any, context: Any) -> None:
            if context.footnotes:  # which a layout takes out of the tree
                return
            keep_in(context, lines)
            noted.append((source, root, _arguments_of(context)))
            names.update(*(box.__dict__ for box in root.descendants()))

        def keep_noted(*, has_all_lines: bool) -> None:
            for source, root, for_context in noted:
                block = _offset_block(root)
                if block is not None and block.element.get("style") == _offset_style(html, offset_px):
                    _leave_out_others(root, names)
                    rest = _rest_of_document(source, for_context[_FONTS])
                    tree = _BoxTree(source, root, block, for_context, rest, lines, has_all_lines)
                    self._keep(html, tree)

        try:
            with released_context.noting(note):
                document = lay_out()
        except BaseException as error:
            if checkpoints.is_from_checkpoint(error):
                keep_noted(has_all_lines=False)
            raise
        keep_noted(has_all_lines=True)
        return document

    def laid_out_on_new_page(
        self, html: str, font_config: Any, parse: Callable[[], Any]
    ) -> Document | None:
        """Lay out a part that begins a page from its tree below another part; None where that is not kept.

        `parse` returns its parsed HTML.
        """
        if len(html) < _LEAST_LETTERS:
            return None
        content = _without_offset(html)
        for below, tree in self._trees.items():
            if self._has(below, font_config) and _without_offset(below) == content:
                return tree.laid_out_without() if tree.can_do_without(parse()) else None
        return None

    def _keep(self, html: str, tree: _BoxTree) -> None:
        self._trees[html] = tree
        self._trees.move_to_end(html)
        if len(self._trees) > _MOST_KEPT:
            self._trees.popitem(last=False)


def _leave_out_others(root: Any, names: Container[str]) -> None:
    """Leave to the boxes of a tree the attributes that some had before the layout, to spare memory."""
    for box in root.descendants():
        # Attributes that are set one by one share their names with all boxes of the class.
        kind: Any = type(box)
        example = kind.__new__(kind)
        for name, value in box.__dict__.items():
            if name in names:
                setattr(example, name, value)
        box.__dict__ = example.__dict__


def _can_keep(html: str, font_config: Any) -> bool:
    return (
        len(html) >= _LEAST_LETTERS
        and font_config.shared_styles is not None
        and _EMPTY_BLOCK.search(html) is not None
        and DRAWING_ADDRESS not in html
    )


def _offset_style(html: str, offset_px: float) -> str:
    """Return the style attribute of the empty block at an offset."""
    block = _EMPTY_BLOCK.search(html)
    assert block is not None  # noqa: S101 - or else the tree is not kept
    return f"{block[1]}{offset_px}{block[2]}"


def _without_offset(html: str) -> str:
    """Return the HTML of a part as it is without an empty block, but for spaces at the top of its body."""
    return _TOP_OF_BODY.sub(r"\1", html, count=1)


def _differ_in_margins(style: Any, other: Any) -> bool:
    """Return whether two shared styles have other margins and are else the same."""
    return place_of(style) is not None and all(
        name in _MARGINS or style[name] == other[name] for name in INITIAL_VALUES
    )


def _offset_block(root: Any) -> Any:
    """Return the first block in the body; None where the tree has another shape."""
    body = next(iter(root.children), None)
    block = next(iter(body.children), None) if isinstance(body, boxes.BlockBox) else None
    is_shared = isinstance(block, boxes.BlockBox) and place_of(block.style) is not None
    return block if is_shared else None


def _arguments_of(context: Any) -> tuple[Any, ...]:
    """Return what the context of another layout is made of."""
    return (
        context.style_for,
        context.get_image_from_uri.func,
        context.font_config,
        context.counter_style,
        context.target_collector,
    )


def _rest_of_document(html: Any, font_config: Any) -> tuple[Any, ...]:
    """Return what a document is made of besides its pages, as WeasyPrint renders it."""
    metadata = DocumentMetadata(**get_html_metadata(html))
    return metadata, html.url_fetcher, font_config, {}, OUTPUT_INTENT
