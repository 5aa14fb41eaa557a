"""Scanned pages are recognised by Tesseract if it is installed, and their text is marked as recognised."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from briefing.sources import recognition
from briefing.sources.recognition import RecognitionLimits, read_recognising, words_of
from briefing.sources.source_text import SourceText
from tests.unit.sources.readers.documents import lines, pdf
from tests.unit.sources.readers.test_guarded import PATIENT

SCAN = pdf([[], []], drawn="0 0 100 100 re f\n")
MIXED = pdf([lines(["Own words."]), []], drawn="0 0 100 100 re f\n")
ROW = "5\t1\t1\t1\t{line}\t1\t300\t{top}\t200\t40\t96\t{word}"


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a program with the name of Tesseract on the path; returns the file for its code."""
    program = tmp_path / "tesseract"
    monkeypatch.setenv("PATH", str(tmp_path))
    write(program, "print_table('Article', '1')")
    return program


def recognised(raw: bytes, **options: Any) -> SourceText:
    return read_recognising(raw, "a.pdf", limits=PATIENT, **options)


def write(program: Path, code: str) -> None:
    head = f"""
    #!{sys.executable} -S
    import sys, time
    arguments, picture = sys.argv[1:], sys.stdin.buffer.read()
    def print_table(*words):
        assert picture.startswith(bytes([137]) + b"PNG") and arguments[-1] == "tsv"
        for number, word in enumerate(words):
            print({ROW!r}.format(line=number, top=300 + 100 * number, word=word))
    """
    program.write_text(textwrap.dedent(head).strip() + "\n" + code + "\n", encoding="utf-8")
    program.chmod(0o755)


@pytest.mark.usefixtures("tesseract")
def test_scanned_pages_are_recognised_and_marked() -> None:
    text = recognised(SCAN)
    assert text.text == "Article\n1\nArticle\n1"
    assert text.recognised
    assert "Text of 2 scanned pages was recognised by Tesseract (OCR)." in text.remarks[-1]
    assert (text.words[0].left, text.words[0].top) == (72, 72)


@pytest.mark.usefixtures("tesseract")
def test_pages_with_text_keep_it() -> None:
    text = recognised(MIXED)
    assert text.text == "Own words.\nArticle\n1"
    assert text.recognised


def test_nothing_is_recognised_where_all_pages_have_text(tesseract: Path) -> None:
    write(tesseract, "sys.exit(1)")
    text = recognised(pdf([lines(["Own words."])]))
    assert (text.text, text.recognised, text.remarks) == ("Own words.", False, ())


def test_the_language_of_the_source_is_that_of_the_recognition(tesseract: Path) -> None:
    write(tesseract, "print_table(arguments[arguments.index('-l') + 1])")
    assert recognised(MIXED, language="ru-RU").text.endswith("rus")


def test_a_failure_is_a_remark(tesseract: Path) -> None:
    write(tesseract, "sys.exit('no such language')")
    text = recognised(MIXED)
    assert (text.text, text.recognised) == ("Own words.", False)
    assert text.remarks[-1] == "Not recognised: 2. Tesseract failed: no such language"


def test_a_page_that_takes_too_long_is_a_remark(tesseract: Path) -> None:
    write(tesseract, "time.sleep(60)")
    text = recognised(MIXED, recognition=RecognitionLimits(page_s=0.2))
    assert "longer than 0.2 seconds" in text.remarks[-1]


def test_without_tesseract_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not recognition.is_installed()
    text = recognised(SCAN)
    assert text.text == ""
    assert text.remarks == (
        "Pages without text, perhaps scanned: 1–2.",
        "Install Tesseract to recognise the text of scanned pages.",
    )


def test_rows_that_are_no_words_are_left_out() -> None:
    table = (
        "level\tpage_num\n"
        + ROW.format(line=1, top=5, word=" ")
        + "\n"
        + ROW.format(line=1, top="x", word="a")
    )
    assert list(words_of(table)) == []
