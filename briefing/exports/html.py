"""Document → one web page that refers to nothing outside itself and runs no script."""

from __future__ import annotations

import re

from briefing import paths
from briefing.composition.blocks.text import as_words, listed
from briefing.composition.views.blocks import PictureBlock, walk
from briefing.exports.blocks.document import document
from briefing.exports.edition import Edition
from briefing.exports.foreign_text import markup
from briefing.exports.format import Format
from briefing.exports.images import drawn

_PAGE = "page.html.jinja"
_PLAIN = re.compile(r"[^A-Za-z0-9]")


def write(edition: Edition) -> bytes:
    """Return the page in UTF-8. Raises RenderError where a picture cannot be drawn."""
    # With Jinja2, which the registry of formats shall not bring along.
    from briefing.render.templates.environment import fill

    laid_out = document(edition.context)
    pictures = {
        block.address: drawn(block, edition)
        for block in walk((*laid_out.cover, *laid_out.front, *laid_out.body))
        if isinstance(block, PictureBlock)
    }
    page = fill(
        paths.resources() / "exports",
        _PAGE,
        laid_out.language,
        document=laid_out,
        anchors=laid_out.anchors,
        pictures=pictures,
        head_in_css=css_string(" · ".join(filter(None, (laid_out.status.capitalize(), laid_out.issue)))),
        marking_in_css=css_string(laid_out.marking.label),
        words=as_words,
        marked=lambda text, own=None: markup(text, laid_out.language, own),
        listed=listed,
    )
    return page.lstrip().encode()


def css_string(text: str) -> str:
    """Quote a text as a CSS string without anything that could end the string or the style sheet."""
    escaped = _PLAIN.sub(lambda match: f"\\{ord(match[0]):x} ", text)
    return f'"{escaped}"'


FORMAT = Format(
    id="html",
    name="Web page",
    ending=".html",
    media_type="text/html",
    purpose="One file to read in a browser, on a phone, or with a screen reader.",
    lost="Page numbers in the contents; the template's look; embedded files.",
    write=write,
)
