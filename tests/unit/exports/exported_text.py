"""What a reader of each format gets to read, as text with single spaces."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import docx
import tinyhtml5.parser
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

if TYPE_CHECKING:
    from openpyxl import Workbook

HTML = "{http://www.w3.org/1999/xhtml}"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OF_DIRECTION = re.compile("[\u200e\u202b\u202c\u2066-\u2069]")


def spaced(text: str) -> str:
    return " ".join(_OF_DIRECTION.sub("", text).split())


def page(raw: bytes) -> ET.Element:
    """The page as a strict parser has it: one mistake in it fails."""
    parser = tinyhtml5.parser.HTMLParser()
    tree: ET.Element = parser.parse(raw.decode())
    assert parser.errors == []
    return tree


def words(element: ET.Element) -> str:
    return spaced("".join(_texts(element)))


def _texts(element: ET.Element) -> Iterator[str]:
    """Yield the texts in an element, apart from each other except where only the language changes."""
    apart = "" if element.get("lang") or element.tag == f"{HTML}bdi" else " "
    yield apart + (element.text or "")
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
    yield apart


def named(element: ET.Element, *names: str) -> list[ET.Element]:
    return [each for each in element.iter() if str(each.tag).removeprefix(HTML) in names]


def page_text(raw: bytes) -> str:
    return words(page(raw))


def rendered_markdown(raw: bytes) -> ET.Element:
    reader = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    parser = tinyhtml5.parser.HTMLParser()
    tree: ET.Element = parser.parse(f"<!DOCTYPE html><title>x</title>{reader.render(raw.decode())}")
    return tree


def markdown_text(raw: bytes) -> str:
    return words(rendered_markdown(raw))


def word_text(raw: bytes) -> str:
    return spaced(" ".join(word_paragraphs(raw)))


def word_paragraphs(raw: bytes) -> list[str]:
    body = docx.Document(io.BytesIO(raw)).element.body
    return [spaced("".join(_pieces(each))) for each in body.iter(f"{_WORD}p")]


def _pieces(paragraph: Any) -> Iterator[str]:
    for each in paragraph.iter():
        if each.tag == f"{_WORD}t":
            yield each.text or ""
        elif each.tag == f"{_WORD}br":
            yield " "


def csv_lines(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def book(raw: bytes) -> Workbook:
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(raw))


def sheet_lines(raw: bytes, name: str) -> list[dict[str, Any]]:
    _, headings, *lines = book(raw)[name].iter_rows(values_only=True)
    return [dict(zip(map(str, headings), line, strict=True)) for line in lines]
