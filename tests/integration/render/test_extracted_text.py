"""Readers of a PDF extract the characters that were typed, in logical order, in every script."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from briefing.render.layout.typesetter import Typesetter
from tests.extracted_text import READERS, SCRIPTS, Sample, extracted, readable, samples, set_pages
from tests.unit.profile import repeatable

_EVERY_SCRIPT = st.tuples(*(samples([script]) for script in SCRIPTS * 2), *(samples(SCRIPTS[-3:]),) * 12)


@pytest.fixture(scope="module")
def typesetter(tmp_path_factory: pytest.TempPathFactory) -> Typesetter:
    return Typesetter(Path(tmp_path_factory.mktemp("template")), {})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(tmp_path_factory.mktemp("pdf"))


def sample(text: str, script: str, language: str, place: str = "page") -> Sample:
    return Sample(script, language, text, place, frozenset())


@settings(repeatable, max_examples=2, phases=[Phase.generate])
@given(_EVERY_SCRIPT)
def test_readers_extract_generated_text_as_it_was_typed(
    typesetter: Typesetter, folder: Path, generated: tuple[Sample, ...]
) -> None:
    texts = extracted(set_pages(typesetter, generated), generated, folder)
    for reader in READERS:
        for one, text in zip(generated, texts[reader], strict=True):
            assert text == one.expected or not readable(one, reader), (reader, one)


@pytest.mark.parametrize(
    "own",
    [
        sample("مجلس شورای اسلامی", "Persian", "fa", "phrase"),
        sample("تحلیلگر", "Persian", "fa", "paragraph"),
        sample("معاهدهٔ همکاری‌های", "Persian", "fa"),
        sample("وقّعت الأمم المتّحدة", "Arabic", "ar"),
        sample("السَّلامُ عَلَيْكُمْ", "Arabic", "ar", "paragraph"),
        sample("בְּרֵאשִׁית", "Hebrew", "he"),
        sample("قانون ۱۲ مجلس ۲۰۲۵", "Persian", "fa"),
        sample("हिन्दी में संधि", "Devanagari", "hi", "phrase"),
        sample("น้ำ ที่นี่", "Thai", "th"),
        sample("official efﬁciency".replace("ﬁ", "fi"), "Latin", "en"),
    ],
    ids=lambda own: own.text,
)
def test_readers_extract_words_that_fonts_decompose(
    typesetter: Typesetter, folder: Path, own: Sample
) -> None:
    texts = extracted(set_pages(typesetter, [own]), [own], folder)
    assert texts == {reader: [own.expected] for reader in READERS}


def test_every_code_is_mapped_to_characters_and_has_the_width_of_its_glyph(typesetter: Typesetter) -> None:
    own = sample("معاهدهٔ همکاری‌های مُعَاهَدَةٌ", "Persian", "fa", "phrase")
    with pikepdf.open(_file(set_pages(typesetter, [own]))) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            shown = _mapped(font.ToUnicode.read_bytes())
            assert shown
            assert not {text for text in shown.values() if not text or set(text) & set("\0\ufeff\ufffe")}
            widths = _widths(font.DescendantFonts[0])
            assert set(shown) <= set(widths)
            assert _advances(font.DescendantFonts[0], shown) == pytest.approx(
                {code: widths[code] for code in shown}, abs=1
            )


def _file(pdf: bytes) -> io.BytesIO:
    return io.BytesIO(pdf)


def _mapped(to_unicode: bytes) -> dict[int, str]:
    entries = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]*)>\n", to_unicode.partition(b"endcodespacerange")[2])
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in entries}


def _widths(font: pikepdf.Object) -> dict[int, int]:
    rows = list(font.W)
    return {
        int(first) + place: int(width)
        for first, row in zip(rows[::2], rows[1::2], strict=True)
        for place, width in enumerate(row)
    }


def _advances(font: pikepdf.Object, codes: Iterable[int]) -> dict[int, float]:
    """Return the advance of the glyph of each code in the embedded font, in thousandths of the size."""
    with TTFont(io.BytesIO(font.FontDescriptor.FontFile2.read_bytes())) as embedded:
        order, metrics = embedded.getGlyphOrder(), embedded["hmtx"]
        places = font.CIDToGIDMap
        numbers = None if places == "/Identity" else places.read_bytes()
        glyphs = {
            code: code if numbers is None else int.from_bytes(numbers[2 * code : 2 * code + 2], "big")
            for code in codes
        }
        em = embedded["head"].unitsPerEm
        return {code: metrics[order[glyph]][0] * 1000 / em for code, glyph in glyphs.items()}
