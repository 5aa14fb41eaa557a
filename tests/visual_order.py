"""The order of letters on a page, as FriBidi has it and as a PDF has it."""

from __future__ import annotations

import ctypes
import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pypdfium2
from hypothesis import strategies as st
from pypdfium2 import raw

_BASES = {"ltr": 0x110, "rtl": 0x111, "auto": 0x40}
"""FriBidi's types of paragraph."""
_FIRST_PLACE = 0x2600
"""The first of many signs without a direction, which keep the place of an isolated part."""
Part = str | tuple[str, "list[Part]"]
"""A stretch of a paragraph, or an isolated part: its direction, and the parts in it."""

_BRACKETS = dict.fromkeys("()[]«»‹›<>", "|")
"""A bracket from right to left has the glyph of the other one, and so may its text in a PDF."""

_UNSEEN = "\u200e\u200f\u2060"
"""Signs of direction, which a PDF has where directions meet."""

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


def visual_line(parts: Sequence[Part], direction: str) -> str:
    """Return the order of one line with isolated parts, without spaces.

    FriBidi orders each part alone: it joins neighbouring isolates, which the algorithm keeps apart.
    """
    isolated = [part for part in parts if not isinstance(part, str)]
    places = iter(range(_FIRST_PLACE, _FIRST_PLACE + len(isolated)))
    text = "".join(part if isinstance(part, str) else chr(next(places)) for part in parts)
    [line] = visual_lines(text, direction, [sum(not sign.isspace() for sign in text)])
    for place, (own, inside) in enumerate(isolated, _FIRST_PLACE):
        line = line.replace(chr(place), visual_line(inside, own))
    return line


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
    return "".join(_BRACKETS.get(sign, sign) for sign in text if not sign.isspace() and sign not in _UNSEEN)


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


def _words() -> st.SearchStrategy[str]:
    word = st.sampled_from(_WORDS_FROM_RIGHT) | st.sampled_from(_WORDS_FROM_LEFT + _NUMBERS)
    return st.tuples(word, st.sampled_from(_SIGNS)).map("".join)


def paragraphs_with_isolates() -> st.SearchStrategy[list[Part]]:
    """Return paragraphs of words and isolated parts, which may have isolated parts in them."""
    inside: st.SearchStrategy[list[Part]] = st.lists(_words(), min_size=1, max_size=4)
    for _ in range(2):
        isolated = st.tuples(st.sampled_from(["ltr", "rtl", "auto"]), inside)
        inside = st.lists(_words() | isolated, min_size=1, max_size=5)
    return inside


def as_html(parts: Sequence[Part]) -> str:
    """Return the parts as HTML, the isolated ones as elements with a direction."""
    return "".join(
        part
        if isinstance(part, str)
        else f"<bdi>{as_html(part[1])}</bdi>"
        if part[0] == "auto"
        else f"<span dir={part[0]}>{as_html(part[1])}</span>"
        for part in parts
    )
