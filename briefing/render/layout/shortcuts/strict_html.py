"""HTML that is XML too, as that of templates mostly is, read by expat in place of the HTML parser.

The two give the same tree where each element is closed, and is where HTML allows it. All else is left to
the HTML parser: it closes elements by itself, adds missing ones and moves those that are out of place.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator
from functools import lru_cache
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLParser

import tinyhtml5
import weasyprint

_parse = tinyhtml5.parse
_MOST_SHELLS = 16
_VOID = "br|hr|img|wbr"
_DOCUMENT = re.compile(r"(.*?<body[^<>]*>)(.*)(</body>\s*</html>\s*)\Z", re.DOTALL)
"""All before the content of the body, its content, and all after it."""
_READ_OTHERWISE = re.compile(
    r"[\r\0\f]|<[!?]|xmlns|</(?:body|html)|&(?!(?:amp|lt|gt|quot|#34|#39);)"
    r"""|=\s*(?:"[^"]*[\n\t]|'[^']*[\n\t])"""
    rf"|<(?!(?:{_VOID})\b)[^<>]*/>"
)
"""What XML and HTML read as different text, or as different elements."""
_UNCLOSED = re.compile(rf"""<({_VOID})((?:\s+[a-z-]+=(?:"[^"<>]*"|'[^'<>]*'))*)\s*/?>""")
_IN_HEAD = re.compile(r"<!--|<(?:script|style|noscript|template|noframes)\b|<body.*<body", re.DOTALL)
"""What may have a tag of a body in it that is none."""

_PHRASING = frozenset(
    {
        "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "dfn", "em", "i", "img", "kbd", "mark",
        "q", "s",
        "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
    }
)  # fmt: skip
_REOPENED = frozenset({"a", "b", "code", "em", "i", "s", "small", "strong", "u"})
"""Elements that the HTML parser opens again after one in which they were not closed."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {
    "address", "article", "aside", "blockquote", "div", "dl", "figcaption", "figure", "footer",
    "header", "hr",
    "main", "nav", "ol", "p", "section", "table", "ul",
}  # fmt: skip
_FLOW = _PHRASING | _BLOCKS
_CHILDREN = {
    **dict.fromkeys(("ul", "ol"), _FLOW | {"li"}),
    "dl": _FLOW | {"dt", "dd"},
    "table": frozenset({"caption", "colgroup", "thead", "tbody", "tfoot"}),
    "colgroup": frozenset(),
    **dict.fromkeys(("thead", "tbody", "tfoot"), frozenset({"tr"})),
    "tr": frozenset({"th", "td"}),
}
"""Elements that may be in others than `_FLOW`."""
_WITHOUT_TEXT = frozenset({"table", "colgroup", "thead", "tbody", "tfoot", "tr"})
_CELLS = frozenset({"caption", "th", "td"})
_ATTRIBUTE = re.compile(r"[a-z][a-z0-9-]*\Z")


class _NotStrictError(Exception):
    """The HTML parser may read a document otherwise."""


def parsed(text: str) -> Element | None:
    """Return the tree of a document without namespaces; None where it is left to the HTML parser."""
    match = _DOCUMENT.match(text)
    if match is None or _READ_OTHERWISE.search(match[2]):
        return None
    try:
        content = _content(match[2])
        _check(content)
        root = copy.deepcopy(_shell(match[1], match[3]))
    except (_NotStrictError, ParseError, UnicodeEncodeError):
        return None
    body = root[-1]
    after = body.text or ""
    body.text = content.text
    body.extend(content)
    if len(body):
        body[-1].tail = (body[-1].tail or "") + after or None
    else:
        body.text = (body.text or "") + after or None
    return root


def _content(markup: str) -> Element:
    """Return the elements of a body, in an element without attributes."""
    parser = XMLParser()  # noqa: S314 - there are no declarations in it
    parser.feed("<body>" + _UNCLOSED.sub(r"<\1\2/>", markup) + "</body>")
    content: Element = parser.close()
    return content


@lru_cache(_MOST_SHELLS)
def _shell(before: str, after: str) -> Element:
    """Return a document with an empty body, as the HTML parser reads it."""
    if _IN_HEAD.search(before):
        raise _NotStrictError
    root: Element = _parse(before + after, namespace_html_elements=False)
    if [child.tag for child in root] != ["head", "body"] or len(root[-1]):
        raise _NotStrictError
    return root


def _check(content: Element) -> None:
    """Raise where the HTML parser would change the order or the nesting of elements."""
    waiting: list[tuple[Element, frozenset[str]]] = [(content, frozenset())]
    while waiting:
        parent, closed_by_others = waiting.pop()
        if parent.tag in _WITHOUT_TEXT and any(text.strip() for text in _own_text(parent)):
            raise _NotStrictError
        for child in parent:
            if not _may_be_in(child, parent, closed_by_others):
                raise _NotStrictError
            waiting.append((child, _inside(child.tag, closed_by_others)))


def _own_text(element: Element) -> Iterator[str]:
    yield element.text or ""
    yield from (child.tail or "" for child in element)


def _may_be_in(child: Element, parent: Element, closed_by_others: frozenset[str]) -> bool:
    tag = child.tag
    return (
        tag in _CHILDREN.get(parent.tag, _FLOW)
        and tag not in closed_by_others
        and not ("p" in closed_by_others and tag in _BLOCKS)
        and not (tag in _HEADINGS and parent.tag in _HEADINGS)
        and all(map(_ATTRIBUTE.match, child.keys()))
    )


def _inside(tag: str, closed_by_others: frozenset[str]) -> frozenset[str]:
    """Return which elements around the content of an element end where some others begin."""
    if tag in _CELLS:
        return frozenset()
    return closed_by_others | {tag} if tag == "p" or tag in _REOPENED else closed_by_others


def _parsed_in_either_way(document: Any, **options: Any) -> Any:
    """Parse as `tinyhtml5.parse`, whose arguments and result it has."""
    if isinstance(document, io.StringIO) and options == {"namespace_html_elements": False}:
        root = parsed(document.getvalue())
        if root is not None:
            return root
    return _parse(document, **options)


def apply() -> None:
    """Let WeasyPrint use this parser."""
    weasyprint.tinyhtml5 = SimpleNamespace(parse=_parsed_in_either_way)
