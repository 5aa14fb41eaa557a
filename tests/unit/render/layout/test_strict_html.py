"""HTML that expat reads gives the tree that the HTML parser gives."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5
from hypothesis import given
from hypothesis import strategies as st

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint
from briefing.render.layout.shortcuts.strict_html import parsed

_HEAD = '<!DOCTYPE html>\n<html lang="en">\n<head>\n  <title>A &amp; B</title>\n</head>\n'
_PAGE = _HEAD + '<body class="front">%s</body>\n</html>\n'
_TAGS = (
    "a", "b", "i", "em", "span", "small", "sup", "p", "div", "section", "h1", "h2", "ul", "ol", "li",
    "dl", "dt",
    "dd", "table", "caption", "colgroup", "thead", "tbody", "tr", "th", "td", "br", "img", "hr", "col",
    "pre",
    "svg", "select", "option", "button", "body", "DIV", "figure",
)  # fmt: skip
_ATTRIBUTES = (
    "", ' class="row"', " class='row one'", " id=row", " hidden", ' title="a\nb"', ' title="a>b"',
    ' title="&lt;a&gt;"', ' xml:lang="fa"', ' xmlns="x"', ' Class="row"', ' data-row="1"', "/",
    ' class="row" class="two"',
)  # fmt: skip
_TEXTS = (
    "", " ", "\n", "words", "a &amp; b", "&#34;", "&nbsp;", "&#150;", "a & b", "a < b", "\r\n", "\0",
    "\f", "]]>",
    "<!-- comment -->", "<?php?>", "<![CDATA[x]]>", "<br>", "<br />", "</br>", "</p>", "\u00a0", "سلام",
    "\ufeff",
    "\x01",
)  # fmt: skip


def _element(tag: str, attributes: str, content: list[str], *, is_closed: bool) -> str:
    return f"<{tag}{attributes}>" + "".join(content) + (f"</{tag}>" if is_closed else "")


def _elements(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    content = st.lists(inner, max_size=4)
    attributes = st.sampled_from(_ATTRIBUTES[:1] * 12 + _ATTRIBUTES)
    is_closed = st.sampled_from([True] * 19 + [False])
    return st.builds(_element, st.sampled_from(_TAGS), attributes, content, is_closed=is_closed)


_texts = st.sampled_from(_TEXTS[:6] * 4 + _TEXTS)
_markup = st.recursive(_texts | _elements(_texts), _elements, max_leaves=12)


def _described(element: Element) -> tuple[Any, ...]:
    content = [_described(child) for child in element]
    return element.tag, list(element.items()), element.text or "", content, element.tail or ""


@given(st.lists(_markup, max_size=4).map("".join))
def test_a_document_that_is_read_has_the_tree_of_the_html_parser(markup: str) -> None:
    document = _PAGE % markup
    root = parsed(document)
    if root is not None:
        assert _described(root) == _described(tinyhtml5.parse(document, namespace_html_elements=False))


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<p>One<br>two</p>\n<p>three</p>",
        '<section id="s1"><h2>A <b>title</b></h2><ul><li>One</li> <li><p>two</p></li></ul></section>',
        "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td><p>B</p></td></tr></tbody></table>",
        '<p><a href="#one">1</a> &lt; <img src="https://picture.invalid/1.png" alt=""></p>',
    ],
)
def test_elements_that_are_closed_and_in_their_places_are_read(markup: str) -> None:
    document = _PAGE % markup
    root = parsed(document)
    assert root is not None
    assert _described(root) == _described(tinyhtml5.parse(document, namespace_html_elements=False))


@pytest.mark.parametrize(
    "markup",
    [
        "<p>One<p>two",
        "<p>One<div>two</div></p>",
        "<table><tr><td>One</td></tr></table>",
        "<table><tbody>out of place<tr><td>One</td></tr></tbody></table>",
        '<a href="#a">One <a href="#b">two</a></a>',
        "<b><p><b>One</b></p></b>",
        "<div/>One",
        "<p title='a\nb'>One</p>",
        "<p>&nbsp;</p>",
        "<p>One</p><!-- comment -->",
        "<svg viewBox='0 0 1 1'></svg>",
        "<pre>\nOne</pre>",
    ],
)
def test_what_the_html_parser_may_change_is_left_to_it(markup: str) -> None:
    assert parsed(_PAGE % markup) is None


def test_a_tag_of_a_body_in_a_comment_is_no_body() -> None:
    assert parsed("<html><head><!-- <body> --></head><body><p>One</p></body></html>") is None
    assert parsed("<html><head><title>One</title></head><body><p>One</p></body></html>") is not None


def test_trees_of_two_documents_are_not_the_same_objects() -> None:
    first, second = parsed(_PAGE % "<p>One</p>"), parsed(_PAGE % "<p>Two</p>")
    assert first is not None
    assert second is not None
    assert "".join(first.itertext()) != "".join(second.itertext())
    assert not {id(element) for element in first.iter()} & {id(element) for element in second.iter()}
