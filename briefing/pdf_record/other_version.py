"""Compare a PDF by another version of the program with its project, by what no version prints otherwise.

Arrangement, headings, numbers and drawing change from version to version. The words of statements and the
ids of rows and sources, which name the targets of links, do not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import pikepdf

from briefing.model.briefing import Briefing, FactItem, Judgement, Prose
from briefing.pdf_record.embed import (
    COMPANION_NAME,
    PRINTING_NAME,
    PROJECT_NAME,
    REVIEW_NAME,
    SOURCES_NAME,
    STIX_NAME,
)
from briefing.pdf_record.fingerprint import page_texts
from briefing.pdf_record.read import attached, opened
from briefing.pdf_record.verdict import Aspect, Difference

_ROW = "row-"
_FILES = frozenset({COMPANION_NAME, PROJECT_NAME, PRINTING_NAME, SOURCES_NAME, STIX_NAME, REVIEW_NAME})
_ACTIVE = frozenset({"/AA", "/AcroForm", "/JavaScript", "/OpenAction"})
_WORDS_SHOWN = 12
_LEAST_LETTERS = 3


def compared_content(
    raw: bytes, expected: bytes | None, printed: Briefing, name: str, *, is_companion: bool = False
) -> tuple[tuple[Difference, ...], tuple[str, ...]]:
    """Return what of the project is not on the pages or is not the project's, and how much was compared.

    `expected` is what this version prints of the project; a text that is not on those pages either is not
    looked for. None where this version cannot print it. A companion file has a part of the texts, and which
    only the expected pages say.
    """
    pages, pages_here = page_letters(raw), None if expected is None else page_letters(expected)
    texts = [text for text in _texts(printed) if _can_be_read_back(text)]
    if is_companion and pages_here is None:
        texts = []
    printed_here = [text for text in texts if pages_here is None or is_on_pages(text, pages_here)]
    missing = [
        Difference(Aspect.TEXT, f"The project has “{_shortened(text)}”, which is not on the pages.")
        for text in printed_here
        if not is_on_pages(text, pages)
    ]
    strange = [
        Difference(
            Aspect.STRUCTURE, f"The pages have the row '{row_id[:80]}', which the project does not show."
        )
        for row_id in sorted(_marked_rows(raw, name) - _shown_rows(printed))
    ]
    strange += _foreign(raw, name)
    count = len(printed_here)
    remark = (
        f"Compared: {count} texts of the project, {count - len(missing)} of them on the pages, and the ids "
        "of rows. Not compared: arrangement, grades, drawing, and words that the project does not have. To "
        "compare everything, verify the PDF with the version that made it."
    )
    return (*missing, *strange), (remark,)


def _texts(printed: Briefing) -> Iterator[str]:
    """Yield the texts that are printed in the project's words, one a paragraph."""
    yield printed.title
    facts = {fact.id: fact for fact in printed.library.facts}
    for item in printed.walk_items():
        if item.hidden:
            continue
        if isinstance(item, FactItem):
            yield item.wording or facts[item.fact_id].statement
        elif isinstance(item, Judgement | Prose):
            yield from item.text.splitlines()
    for source in printed.library.sources:
        yield source.title or source.description


def _can_be_read_back(text: str) -> bool:
    """Return whether every version writes the text so that it is read back as it was written.

    Text from right to left and combined characters depend on the version.
    """
    return len(_letters(text)) >= _LEAST_LETTERS and not any(
        unicodedata.bidirectional(letter) in {"R", "AL", "NSM"} for letter in text
    )


def _letters(text: str) -> str:
    """Return letters and digits alone: spaces, quotation marks and emphasis are printed otherwise."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum()).casefold()


def page_letters(raw: bytes) -> list[str]:
    """Return letters and digits of each page."""
    return [_letters(text) for text in page_texts(raw)]


def is_on_pages(text: str, pages: Sequence[str]) -> bool:
    """Return whether a text is on a page, or begins on one and ends on the next.

    `pages` have letters and digits alone.
    """
    letters = _letters(text)
    return any(letters in page for page in pages) or any(
        _continues(letters, first, second) for first, second in pairwise(pages)
    )


def _continues(letters: str, first: str, second: str) -> bool:
    """Return whether the longest beginning that is on the first page has the rest on the second."""
    shortest, longest = 0, len(letters)
    while shortest < longest:
        middle = (shortest + longest + 1) // 2
        if letters[:middle] in first:
            shortest = middle
        else:
            longest = middle - 1
    # A header can begin as the text goes on, so a few letters more may be on the first page.
    return any(
        letters[:length] in first and letters[length:] in second
        for length in range(shortest, max(0, shortest - _LEAST_LETTERS), -1)
    )


def _marked_rows(raw: bytes, name: str) -> set[str]:
    with opened(raw, name) as pdf:
        names = pdf.Root.get("/Names")
        if not isinstance(names, pikepdf.Dictionary) or "/Dests" not in names:
            return set()
        targets = pikepdf.NameTree(names.Dests)
        return {target.removeprefix(_ROW) for target in targets if target.startswith(_ROW)}


def _foreign(raw: bytes, name: str) -> Iterator[Difference]:
    """Yield what no version of the program puts into a PDF."""
    with opened(raw, name) as pdf:
        for file_name in sorted(set(attached(pdf, name)) - _FILES):
            yield Difference(Aspect.ATTACHMENTS, f"The file '{file_name[:80]}' was added.")
        names = pdf.Root.get("/Names")
        entries = {*pdf.Root.keys(), *(names.keys() if isinstance(names, pikepdf.Dictionary) else ())}
        for key in sorted(entries & _ACTIVE):
            yield Difference(Aspect.DOCUMENT, f"The entry {key} was added, which no version writes.")
        for number, page in enumerate(pdf.pages, 1):
            kinds = {str(note.get("/Subtype")) for note in page.obj.get("/Annots", ())}
            for kind in sorted(kinds - {"/Link"}):
                yield Difference(Aspect.ANNOTATIONS, f"It has {kind}, which no version writes.", number)


def _shown_rows(printed: Briefing) -> set[str]:
    return set(_ids(printed))


def _ids(printed: Briefing) -> Iterable[str]:
    return (item.id for item in printed.walk_items() if not item.hidden)


def _shortened(text: str) -> str:
    words = text.split()
    return " ".join(words[:_WORDS_SHOWN]) + (" …" if len(words) > _WORDS_SHOWN else "")
