"""What a wording changes of the library's statement, word by word."""

from __future__ import annotations

import difflib
import re
from html import escape

from briefing.app.i18n import tr
from briefing.app.theme import theme


def difference_html(statement: str, wording: str) -> str:
    """The statement with what was taken out struck and what was put in underlined."""
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
        if new:
            parts.append(f"<u style='background:{colours.added}'>{new}</u>")
    return "".join(parts)


def difference_words(statement: str, wording: str) -> str:
    """The same for a screen reader."""
    before, after = _words(statement), _words(wording)
    said = []
    for kind, a1, a2, b1, b2 in difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind != "equal":
            old, new = "".join(before[a1:a2]).strip(), "".join(after[b1:b2]).strip()
            said.append(tr("“{old}” became “{new}”", old=old or "…", new=new or "…"))
    return "; ".join(said)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+|\s+|[^\w\s]", text)
