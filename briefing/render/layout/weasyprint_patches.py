"""WeasyPrint 70 with two habits of a typesetter that it has no setting for.

- A name, a code or an abbreviation is never parted at the end of a line.
- A source is noted once at the foot of a page, however often the page cites it, in their order.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pyphen

from briefing.typography import fonts

fonts.use_packaged_fonts_only()
with warnings.catch_warnings():
    # WeasyPrint warns that fontconfig lists no font: that is what we want.
    warnings.simplefilter("ignore")
    from weasyprint.layout import LayoutContext
    from weasyprint.text import line_break

NOTE = "data-note"
"""The attribute of a note's element; its value is the anchor of the source."""
NUMBER = "data-number"
"""The attribute with the number by which the notes of a page are ordered."""

_NOUNS_ARE_CAPITALISED = ("de", "lb")
_lay_out_footnote, _report_footnote = LayoutContext.layout_footnote, LayoutContext.report_footnote
_measure_footnotes = LayoutContext._update_footnote_area  # noqa: SLF001 - there is no public way to order them


class _Hyphenator(pyphen.Pyphen):  # type: ignore[misc] # ships no types
    """Parts words, and neither names nor codes: what has a capital letter or a digit stays whole."""

    def __init__(self, lang: str, **limits: Any) -> None:
        super().__init__(lang=lang, **limits)
        self._may_begin_with_capital = lang.startswith(_NOUNS_ARE_CAPITALISED)

    def iterate(self, word: str) -> Iterator[tuple[str, str]]:
        inside = word[1:] if self._may_begin_with_capital else word
        if any(letter.isupper() or letter.isdigit() for letter in inside):
            return iter(())
        parts: Iterator[tuple[str, str]] = super().iterate(word)
        return parts


def _note_once_a_page(context: Any, footnote: Any) -> bool:
    """Put a note at the foot of the page, unless one for the same source stands there."""
    source = footnote.element.get(NOTE)
    noted = {other.element.get(NOTE) for other in context.current_page_footnotes}
    if source and source in noted:
        context.footnotes.remove(footnote)
    else:
        # It tells whether the notes overflow their area. That has no height of its own here and grows with
        # them, so that what overflows is a rounding error.
        _lay_out_footnote(context, footnote)
    return False


def _report_what_is_there(context: Any, footnote: Any) -> None:
    """Move a note to the next page; one that was left out has nothing to move."""
    if footnote in context.current_page_footnotes:
        _report_footnote(context, footnote)


def _in_order_of_numbers(context: Any) -> Any:
    """Measure the notes of a page, and leave them as they are to be printed."""
    overflows = _measure_footnotes(context)
    notes = context.current_page_footnotes
    context.current_footnote_area.children = sorted(
        notes, key=lambda note: int(note.element.get(NUMBER, 0))
    )
    return overflows


line_break.pyphen = SimpleNamespace(Pyphen=_Hyphenator, language_fallback=pyphen.language_fallback)
LayoutContext.layout_footnote = _note_once_a_page
LayoutContext.report_footnote = _report_what_is_there
LayoutContext._update_footnote_area = _in_order_of_numbers  # noqa: SLF001
