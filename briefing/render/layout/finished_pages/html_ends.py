"""HTML of a part whose end is as before, without what is in the elements there.

The table of contents is longer than all else on the front of a long document. While words above it are
typed, it is not to be parsed and compared with each letter.
"""

from __future__ import annotations

import re

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint

from weasyprint.document import Document  # isort: skip

_HTML = "briefing_html"
_LEAST_SPARED = 2_000
"""To find less takes longer than to parse it."""
_AFTER_BODY = re.compile(r"</body>\s*</html>\s*\Z")
_CLOSING = re.compile(r"</([a-z][a-z0-9]*)>\s*\Z")
_OPENING = re.compile(r"""<([a-z][a-z0-9]*)(?:\s+[a-z-]+=(?:"[^"<>]*"|'[^'<>]*'))*\s*>""")
_READ_OTHERWISE = re.compile(
    r"<[!?]|<(?:script|style|template|textarea|title|noscript|plaintext|xmp|iframe)\b"
)
"""What may have a tag in it that is none."""


def note_html(document: Document, html: str) -> None:
    """Note the HTML that a part was laid out of."""
    document.__dict__[_HTML] = html


def noted_html(document: Document) -> str | None:
    """Return the HTML that a part was laid out of; None where that is not known."""
    html: str | None = document.__dict__.get(_HTML)
    return html


def without_same_end(former: str, html: str) -> tuple[str, int]:
    """Return HTML with the last elements of its body empty, and how many; 0 where that spares little.

    They are those that are the same in the former HTML, text after them included.
    """
    after = _AFTER_BODY.search(html, max(0, len(html) - _LEAST_SPARED))
    if after is None:
        return html, 0
    same, end = len(html) - _common_end(former, html), after.start()
    emptied: list[str] = []
    begin = end
    while (element := _element_before(html, begin, same)) is not None:
        begin, text = element
        emptied.append(text)
    if end - begin < _LEAST_SPARED or _READ_OTHERWISE.search(html, begin, end):
        return html, 0
    return html[:begin] + "".join(reversed(emptied)) + html[end:], len(emptied)


def _common_end(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their ends."""
    known, most = 0, min(len(one), len(other))
    while known < most:
        tried = (known + most + 1) // 2
        if one[len(one) - tried : len(one) - known] == other[len(other) - tried : len(other) - known]:
            known = tried
        else:
            most = tried - 1
    return known


def _element_before(html: str, end: int, first: int) -> tuple[int, str] | None:
    """Return where the element begins that ends at a place, and its HTML without what is in it.

    None where it begins before the `first` place, or has no tag at its end.
    """
    closing = _CLOSING.search(html, max(first, end - 64), end)
    if closing is None:
        return None
    name, open_yet, later = closing[1], 0, end
    while (begin := html.rfind(f"<{name}", first, later)) >= 0:
        opening = _OPENING.match(html, begin, end)
        if opening is None:
            return None
        open_yet += html.count(f"</{name}>", begin, later) - (opening[1] == name)
        if open_yet == 0:
            return begin, opening[0] + closing[0]
        later = begin
    return None
