"""The size of each character on the pages of a PDF, as a reader shows it."""

from __future__ import annotations

import ctypes
import math

import pypdfium2
import pypdfium2.raw as pdfium


def glyph_sizes(pdf: bytes) -> list[tuple[str, float]]:
    """Return each character that is visible and its size in points, that of drawings as they are placed."""
    document = pypdfium2.PdfDocument(pdf)
    sizes = []
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            character = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
            sizes.append((character, _size(text.raw, index)))
    document.close()
    return [(character, size) for character, size in sizes if size]


def _size(text: object, index: int) -> float:
    """Return the size of a character; 0 for one that the reader adds between lines."""
    if pdfium.FPDFText_IsGenerated(text, index):
        return 0.0
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
    size: float = pdfium.FPDFText_GetFontSize(text, index)
    return size * math.hypot(matrix.c, matrix.d)
