"""The difference between a wording and the library's statement, word by word."""

from __future__ import annotations

import difflib
import re
from html import escape

from briefing.app.i18n import tr
from briefing.app.theme import theme

_GAP = "\u2009"
"""A thin space between struck-out and inserted words, which would otherwise read as one word."""


def difference_html(statement: str, wording: str) -> str:
    """Return the statement as HTML with deletions struck out and insertions underlined."""
    colours = theme.colours()
    before, after = _words(statement), _words(wording)
    parts = []
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        old, new = escape("".join(before[a1:a2])), escape("".join(after[b1:b2]))
        if kind == "equal":
            parts.append(old)
            continue
        if old:
            parts.append(f"<s style='background:{colours.removed}'>{old}</s>")
        if old and new:
            parts.append(_GAP)
        if new:
            parts.append(f"<u style='background:{colours.added}'>{new}</u>")
    return "".join(parts)


def difference_words(statement: str, wording: str) -> str:
    """Return the difference as text for a screen reader."""
    before, after = _words(statement), _words(wording)
    parts = []
    for kind, a1, a2, b1, b2 in difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind != "equal":
            old, new = "".join(before[a1:a2]).strip(), "".join(after[b1:b2]).strip()
            parts.append(tr("“{old}” became “{new}”", old=old or "…", new=new or "…"))
    return "; ".join(parts)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+|\s+|[^\w\s]", text)
