"""Document → one web page that refers to nothing outside itself and runs no script."""

from __future__ import annotations

import re

from briefing import paths
from briefing.exports.blocks.document import document
from briefing.exports.blocks.nodes import PictureBlock, walk
from briefing.exports.blocks.phrases import as_words
from briefing.exports.edition import Edition
from briefing.exports.images import drawn
from briefing.render.templates import environment

_PAGE = "page.html.jinja"
_PLAIN = re.compile(r"[^A-Za-z0-9]")


def write(edition: Edition) -> bytes:
    """The page, in UTF-8. Raises RenderError where a picture cannot be drawn."""
    laid_out = document(edition.context)
    pictures = {
        block.address: drawn(block, edition)
        for block in walk(laid_out.body)
        if isinstance(block, PictureBlock)
    }
    page = environment.fill(
        paths.resources() / "exports",
        _PAGE,
        document=laid_out,
        anchors=laid_out.anchors,
        pictures=pictures,
        marking_in_css=css_string(laid_out.marking.label),
        words=as_words,
    )
    return page.lstrip().encode()


def css_string(text: str) -> str:
    """A text as a CSS string that holds nothing which could end the string or the style sheet."""
    escaped = _PLAIN.sub(lambda found: f"\\{ord(found[0]):x} ", text)
    return f'"{escaped}"'
