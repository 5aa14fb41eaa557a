"""Recognise the text of scanned pages with Tesseract, if it is installed; the text is marked as such.

Tesseract is a program of its own, which the user installs; it runs under limits of time and memory.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from briefing.errors import SourceError
from briefing.guarded_process import Limits
from briefing.operating_system import restrict_memory_of
from briefing.sources.readers.guarded import READ_LIMITS, GuardedReader
from briefing.sources.readers.pdf import RecognisedWord
from briefing.sources.readers.pdf.reading import pages_without_text
from briefing.sources.readers.registry import reader_for
from briefing.sources.source_text import SourceText

PROGRAM = "tesseract"
_DPI = 300
_LEVEL_OF_WORDS = "5"
_COLUMNS = 12
_LANGUAGES = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fa": "fas", "fr": "fra", "he": "heb", "it": "ita",
    "ja": "jpn", "pl": "pol", "pt": "por", "ru": "rus", "tr": "tur", "uk": "ukr", "zh": "chi_sim",
}  # fmt: skip

Progress = Callable[[int, int], None]
"""Called before each page with the number of pages that are done, and of all."""


@dataclass(frozen=True, slots=True)
class RecognitionLimits:
    """The limits of Tesseract for each page."""

    page_s: float = 60
    memory_mb: int = 1500
    most_pages: int = 500


def is_installed() -> bool:
    return shutil.which(PROGRAM) is not None


def read_recognising(
    raw: bytes,
    name: str,
    *,
    language: str = "",
    limits: Limits = READ_LIMITS,
    recognition: RecognitionLimits | None = None,
    progress: Progress = lambda _done, _all: None,
) -> SourceText:
    """Read a file in a guarded process; pages of a PDF without text are recognised if that is possible.

    `language` is a language tag (BCP 47). Raises SourceError for a file that cannot be read at all; a page
    that cannot be recognised is a remark.
    """
    with GuardedReader(limits) as reader:
        text = reader.read(raw, name)
        missing = pages_without_text(text) if reader_for(raw, name).id == "pdf" else []
        if not missing:
            return text
        if not is_installed():
            remark = "Install Tesseract to recognise the text of scanned pages." if text.remarks else ""
            return replace(text, remarks=(*text.remarks, *([remark] if remark else [])))
        pages = _Pages(reader, raw, name, language, recognition or RecognitionLimits())
        recognised = {}
        for done, page in enumerate(missing[: pages.limits.most_pages]):
            progress(done, len(missing))
            if words := pages.recognise(page):
                recognised[page] = words
        if recognised:
            text = reader.read(raw, name, recognised)
        return replace(text, remarks=(*text.remarks, *pages.remarks(len(recognised))))


class _Pages:
    def __init__(
        self, reader: GuardedReader, raw: bytes, name: str, language: str, limits: RecognitionLimits
    ) -> None:
        self._reader, self._raw, self._name = reader, raw, name
        self._language = _LANGUAGES.get(language.partition("-")[0].lower(), "eng")
        self.limits = limits
        self._failures: dict[str, list[int]] = {}

    def recognise(self, page: int) -> list[RecognisedWord]:
        """Return the words of a page; empty where that failed, which is a remark then."""
        try:
            png = self._reader.picture(self._raw, self._name, page, _DPI)
        except SourceError as error:
            self._failed(error.problems[0].message, page)
            return []
        if not png:
            self._failed("The page is damaged.", page)
            return []
        return self._words(png, page)

    def _words(self, png: bytes, page: int) -> list[RecognisedWord]:
        command = [
            shutil.which(PROGRAM) or PROGRAM,
            "stdin",
            "stdout",
            "-l",
            self._language,
            "--dpi",
            str(_DPI),
            "tsv",
        ]
        try:
            with subprocess.Popen(  # noqa: S603 - the program that the user installed, with fixed arguments
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            ) as process:
                restrict_memory_of(process.pid, self.limits.memory_mb)
                try:
                    table, complaint = process.communicate(png, timeout=self.limits.page_s)
                except subprocess.TimeoutExpired:
                    process.kill()
                    self._failed(f"Tesseract took longer than {self.limits.page_s:g} seconds.", page)
                    return []
        except OSError as error:
            self._failed(f"Tesseract cannot be started: {error.strerror or error}.", page)
            return []
        if process.returncode:
            lines = complaint.decode("utf-8", errors="replace").strip().splitlines() or ["no reason given"]
            self._failed(f"Tesseract failed: {lines[0]}", page)
            return []
        return list(words_of(table.decode("utf-8", errors="replace")))

    def _failed(self, reason: str, page: int) -> None:
        self._failures.setdefault(reason, []).append(page + 1)

    def remarks(self, recognised: int) -> Iterator[str]:
        if recognised:
            noun = "page" if recognised == 1 else "pages"
            yield (
                f"Text of {recognised} scanned {noun} was recognised by Tesseract (OCR). Compare quotes "
                "with the pages."
            )
        for reason, pages in self._failures.items():
            yield f"Not recognised: {', '.join(map(str, pages))}. {reason}"


def words_of(table: str) -> Iterator[RecognisedWord]:
    """Yield the words of Tesseract's table (TSV), in points."""
    line: Sequence[str] = ()
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) < _COLUMNS or cells[0] != _LEVEL_OF_WORDS or not cells[11].strip():
            continue
        try:
            left, top, width, height = (int(cell) * 72 / _DPI for cell in cells[6:10])
        except ValueError:
            continue
        begins_line, line = cells[1:5] != line, cells[1:5]
        text = cells[11].strip().replace("\0", "")
        yield RecognisedWord(text, left, top, left + width, top + height, begins_line)
