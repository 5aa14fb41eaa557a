"""The order of letters on a page, as FriBidi has it and as a PDF has it."""

from __future__ import annotations

import ctypes
import functools
from collections import defaultdict
from collections.abc import Iterator

import pypdfium2
from hypothesis import strategies as st
from pypdfium2 import raw

_BASES = {"ltr": 0x110, "rtl": 0x111}
"""FriBidi's types of paragraph."""
_BRACKETS = dict.fromkeys("()[]«»‹›<>", "|")
"""A bracket from right to left has the glyph of the other one, and so may its text in a PDF."""

# No letter of these joins the next one, so each has a glyph of its own in every word.
_WORDS_FROM_RIGHT = ("دارد", "روز", "آزاد", "ورود", "דוח", "הסכם", "זאת")
_WORDS_FROM_LEFT = ("Iran", "bcm", "Договор", "B2", "naïve")
_NUMBERS = ("55", "2025", "۱۷", "20–45", "3.5", "12/34", "40%", "$5", "٣٤")
_SIGNS = (": ", ", ", " (", ") ", " [", "] ", " «", "» ", ". ", "؛ ", "؟ ", " – ", "/", " ", " ", " ")
_TAGS = ("", "", "b", "i", 'span lang="fa"', 'span class="pad"', "a")


@functools.cache
def _library() -> ctypes.CDLL:
    return ctypes.CDLL("libfribidi.so.0")  # comes with Pango


def visual_lines(text: str, direction: str, line_lengths: list[int]) -> list[str]:
    """Return FriBidi's order of a paragraph's lines, without spaces.

    `line_lengths` counts the characters of each line that are no spaces.
    """
    library, length = _library(), len(text)
    codes, types, brackets = ((ctypes.c_uint32 * length)() for _ in range(3))
    codes[:] = [ord(sign) for sign in text]
    library.fribidi_get_bidi_types(codes, length, types)
    library.fribidi_get_bracket_types(codes, length, types, brackets)
    base, levels = ctypes.c_uint32(_BASES[direction]), (ctypes.c_int8 * length)()
    library.fribidi_get_par_embedding_levels_ex(types, brackets, length, ctypes.byref(base), levels)
    lines, start = [], 0
    for end in _line_ends(text, line_lengths):
        order = (ctypes.c_int * length)(*range(length))
        library.fribidi_reorder_line(0, types, end - start, start, base, levels, None, order)
        lines.append("".join(text[index] for index in order[start:end]))
        start = end
    return [comparable(line) for line in lines]


def _line_ends(text: str, line_lengths: list[int]) -> Iterator[int]:
    position = 0
    for length in line_lengths:
        left = length
        while left:
            left -= not text[position].isspace()
            position += 1
        while position < len(text) and text[position].isspace():
            position += 1
        yield position


def printed_lines(pdf: bytes) -> list[str]:
    """Return the lines of the first page from the top, their characters by place, without spaces."""
    page = pypdfium2.PdfDocument(pdf)[0]
    text = page.get_textpage()
    lines: dict[int, list[tuple[float, int, str]]] = defaultdict(list)
    for index in range(text.count_chars()):
        sign = text.get_text_range(index, 1)
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        if sign.strip():
            lines[round(-y.value)].append((x.value, index, sign))
    return [comparable("".join(sign for *_, sign in sorted(lines[y]))) for y in sorted(lines)]


def comparable(text: str) -> str:
    return "".join(_BRACKETS.get(sign, sign) for sign in text if not sign.isspace())


# Generated sentences


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, str, str]:
    """Return a sentence as text and as HTML with parts in elements of their own, and its direction."""
    words = draw(
        st.lists(
            st.tuples(
                st.sampled_from(_WORDS_FROM_RIGHT) | st.sampled_from(_WORDS_FROM_LEFT + _NUMBERS),
                st.sampled_from(_SIGNS),
                st.sampled_from(_TAGS),
                st.booleans(),
            ),
            min_size=2,
            max_size=14,
        )
    )
    direction = draw(st.sampled_from(["ltr", "rtl"]))
    text, html = "", ""
    for word, sign, tag, sign_inside in words:
        text += word + sign
        name = tag.partition(" ")[0]
        inside, outside = (word + sign, "") if sign_inside else (word, sign)
        html += (f"<{tag}>{inside}</{name}>" if tag else inside) + outside
    return text, html, direction
