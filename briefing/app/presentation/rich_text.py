"""Copied text as HTML, for programs that paste with formatting."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QMimeData

_ADDRESS = re.compile(r"https?://[^\s\[\]<>\"]*[^\s\[\]<>\".,;:]")
_WITH_SOURCES = re.compile(r"(?P<text>.*\S) (?P<sources>\[[^\[\]]*\])")
_CELLS = "\t"


def set_text(data: QMimeData, text: str) -> None:
    """Set a text as plain text and as HTML.

    Standing, grade and sources, in brackets at the end of a line, are smaller in the HTML.
    """
    data.setText(text)
    data.setHtml(html_of(text))


def html_of(text: str) -> str:
    """Return a paragraph for each line, and addresses as links."""
    return "".join(f"<p>{_line(line)}</p>" for line in text.split("\n"))


def _line(line: str) -> str:
    match = _WITH_SOURCES.fullmatch(line)
    if match is None:
        return _with_links(line)
    return f"{_with_links(match['text'])} <small>{_with_links(match['sources'])}</small>"


def _with_links(text: str) -> str:
    parts, position = [], 0
    for match in _ADDRESS.finditer(text):
        address = escape(match[0])
        parts += [escape(text[position : match.start()]), f'<a href="{address}">{address}</a>']
        position = match.end()
    return "".join([*parts, escape(text[position:])]).replace(_CELLS, "&emsp;")
