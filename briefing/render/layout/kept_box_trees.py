"""Box trees of long parts, kept so that a part is laid out at another offset without making its tree again.

What WeasyPrint does before it breaks a document into pages, as to find styles and to build the box tree,
does not depend on the height of the empty block that a part begins with. Nor do most lines (`kept_lines`).
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from briefing.composition.addresses import DRAWING_ADDRESS
from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint
from briefing.render.layout.shortcuts import released_context
from briefing.render.layout.styling.shared_styles import place_of
from briefing.render.layout.text_layer.kept_lines import Lines, keep_in
from briefing.render.templates.parts import ANYWHERE

from weasyprint.document import Document, Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip
from weasyprint.layout import LayoutContext  # isort: skip

_MOST_KEPT = 2
"""Those of the annexes with both endings."""
_LEAST_LETTERS = 20_000
"""A part with less HTML is laid out quickly, and is seldom longer than a page."""
_EMPTY_BLOCK = re.compile(
    r"<body\b[^<>]*>\s*<div style=\"([^<>\"]*)" + re.escape(ANYWHERE) + r"([^<>\"]*)\"></div>"
)
_FONT_CONFIG = 2
"""The place of the fonts among what a document is made of."""


@dataclass(frozen=True, slots=True)
class _BoxTree:
    """A box tree, with what else a layout of it needs, and the rest of the document that is made of it.

    `offset_block` is the empty block at its top.
    """

    html: Any
    root: Any
    offset_block: Any
    for_context: tuple[Any, ...]
    of_document: tuple[Any, ...]
    lines: Lines

    def laid_out(self, font_config: Any, offset_style: str) -> Document:
        """Lay out the document with another style attribute of the empty block."""
        block = self.offset_block
        block.style = font_config.shared_styles.with_style_attribute(block.style, offset_style)
        context = LayoutContext(*self.for_context)
        keep_in(context, self.lines)
        pages = [Page(box) for box in released_context.laid_out(self.html, self.root, context)]
        return Document(pages, *self.of_document)


class KeptBoxTrees:
    """Keeps the trees of the long parts that were laid out last, by their HTML.

    That has `ANYWHERE` for the offset. They are parts that begin with an empty block, have no figures and
    share their styles with others.
    """

    def __init__(self) -> None:
        self._trees: OrderedDict[str, _BoxTree] = OrderedDict()

    def forget(self) -> None:
        """Forget all trees, as after a layout that was ended in the middle of a step."""
        self._trees.clear()

    def can_keep(self, html: str, font_config: Any) -> bool:
        """Return whether the tree of a part is not kept yet, and can be."""
        return not self._has(html, font_config) and _can_keep(html, font_config)

    def _has(self, html: str, font_config: Any) -> bool:
        tree = self._trees.get(html)
        return tree is not None and tree.of_document[_FONT_CONFIG] is font_config

    def laid_out(
        self, html: str, offset_px: float, font_config: Any, lay_out: Callable[[], Document]
    ) -> Document:
        """Lay out a part at an offset, from its tree if that is kept, else with `lay_out`.

        Then its tree is kept.
        """
        if self._has(html, font_config):
            self._trees.move_to_end(html)
            tree = self._trees[html]
            return tree.laid_out(font_config, _offset_style(html, offset_px))
        if not _can_keep(html, font_config):
            return lay_out()
        lines: Lines = {}
        noted: list[tuple[Any, Any, tuple[Any, ...]]] = []

        def note(source: Any, root: Any, context: Any) -> None:
            if context.footnotes:  # which a layout takes out of the tree
                return
            keep_in(context, lines)
            noted.append((source, root, _arguments_of(context)))

        with released_context.noting(note):
            document = lay_out()
        for source, root, for_context in noted:
            block = _offset_block(root)
            if block is not None and block.element.get("style") == _offset_style(html, offset_px):
                self._keep(html, _BoxTree(source, root, block, for_context, _rest_of(document), lines))
        return document

    def _keep(self, html: str, tree: _BoxTree) -> None:
        self._trees[html] = tree
        self._trees.move_to_end(html)
        if len(self._trees) > _MOST_KEPT:
            self._trees.popitem(last=False)


def is_long(html: str) -> bool:
    """Return whether the layout of a part takes so long that it is prepared."""
    return len(html) >= _LEAST_LETTERS


def _can_keep(html: str, font_config: Any) -> bool:
    return (
        is_long(html)
        and font_config.shared_styles is not None
        and _EMPTY_BLOCK.search(html) is not None
        and DRAWING_ADDRESS not in html
    )


def _offset_style(html: str, offset_px: float) -> str:
    """Return the style attribute of the empty block at an offset."""
    block = _EMPTY_BLOCK.search(html)
    assert block is not None  # noqa: S101 - or else the tree is not kept
    return f"{block[1]}{offset_px}{block[2]}"


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


def _rest_of(document: Document) -> tuple[Any, ...]:
    """Return what a document is made of besides its pages."""
    return (
        document.metadata,
        document.url_fetcher,
        document.font_config,
        document.color_profiles,
        document.output_intent,
    )
