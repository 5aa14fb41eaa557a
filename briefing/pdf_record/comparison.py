"""Compare a PDF with the one that its project gives: pages, attached files, metadata, the rest."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from briefing.pdf_record.embed import PRINTING_NAME
from briefing.pdf_record.fingerprint import Fingerprint, PageFingerprint, fingerprint_of, page_picture
from briefing.pdf_record.verdict import Aspect, Difference

_WORDS_SHOWN = 12
_MOST_ODD_PIXELS = 0.002
_ODD_BY = 96


def compared(
    raw: bytes, expected: bytes, name: str, *, lenient: bool = False
) -> tuple[tuple[Difference, ...], tuple[str, ...]]:
    """Return how a PDF differs from the expected one, and with `lenient` differences that are no fault.

    `lenient` is for a PDF made by other versions, which may draw and tag the same words otherwise.
    """
    comparison = _PdfComparison(
        fingerprint_of(raw, name), fingerprint_of(expected, name), raw, expected, lenient=lenient
    )
    return tuple(comparison.differences()), tuple(comparison.remarks)


@dataclass(slots=True)
class _Pair:
    """A page of the file, its number there from 1, and the page that it should be."""

    number: int
    actual: PageFingerprint
    desired: PageFingerprint
    wanted_number: int


class _PdfComparison:
    """With `lenient`, what another version may draw or tag otherwise is a remark and no difference."""

    def __init__(
        self, actual: Fingerprint, desired: Fingerprint, raw: bytes, expected: bytes, *, lenient: bool
    ) -> None:
        self._actual, self._desired = actual, desired
        self._raw, self._expected = raw, expected
        self._lenient = lenient
        self.remarks: list[str] = []

    def differences(self) -> Iterator[Difference]:
        pairs: list[_Pair] = []
        yield from self._paired(pairs)
        for pair in pairs:
            yield from self._page(pair)
        yield from self._attachments()
        yield from self._metadata()
        yield from self._document()

    def _paired(self, pairs: list[_Pair]) -> Iterator[Difference]:
        """Fill `pairs` with the pages that belong together; those left over differ."""
        actual, desired = self._actual.pages, self._desired.pages
        matcher = difflib.SequenceMatcher(
            None, [page.text for page in actual], [page.text for page in desired], autojunk=False
        )
        for _, start, end, first, last in matcher.get_opcodes():
            for index, target in zip_longest(range(start, end), range(first, last)):
                if index is None and target is not None:
                    message = f"Page {target + 1} of the {len(desired)} that the project gives is missing."
                    yield Difference(Aspect.PAGES, message)
                elif target is None and index is not None:
                    yield Difference(Aspect.PAGES, "The project gives no such page.", index + 1)
                elif index is not None and target is not None:
                    pairs.append(_Pair(index + 1, actual[index], desired[target], target))

    def _page(self, pair: _Pair) -> Iterator[Difference]:
        actual, desired, number = pair.actual, pair.desired, pair.number
        if actual.text != desired.text:
            yield Difference(Aspect.TEXT, _other_words(actual.text, desired.text), number)
        yield from self._annotations(pair)
        if actual.sheet != desired.sheet:
            yield Difference(Aspect.DRAWING, "Its size, its rotation or what goes with it differs.", number)
        if actual.spoken != desired.spoken:
            yield Difference(
                Aspect.STRUCTURE,
                "The text that is read aloud for its figures and foreign words differs.",
                number,
            )
        elif actual.tags != desired.tags:
            yield from self._or_remark(
                Difference(Aspect.STRUCTURE, f"Its tags differ{_first_tag(actual, desired)}.", number)
            )
        if actual.drawing != desired.drawing and actual.text == desired.text:
            yield from self._drawing(pair)

    def _annotations(self, pair: _Pair) -> Iterator[Difference]:
        actual, desired = pair.actual.annotations, pair.desired.annotations
        leads = [text.leads for text in actual], [text.leads for text in desired]
        if leads[0] != leads[1]:
            matcher = difflib.SequenceMatcher(None, *leads, autojunk=False)
            for _, start, end, first, last in matcher.get_opcodes():
                if leads[0][start:end] == leads[1][first:last]:
                    continue
                has, lacks = _listed(leads[0][start:end]), _listed(leads[1][first:last])
                yield Difference(
                    Aspect.ANNOTATIONS, f"It has {has} where the project gives {lacks}.", pair.number
                )
        elif actual != desired:
            message = "A link or note is elsewhere on it, or holds something else."
            yield from self._or_remark(Difference(Aspect.ANNOTATIONS, message, pair.number))

    def _drawing(self, pair: _Pair) -> Iterator[Difference]:
        words = "It is drawn otherwise, with the same text."
        if not self._lenient:
            yield Difference(Aspect.DRAWING, words, pair.number)
        elif _look_different(self._raw, pair.number - 1, self._expected, pair.wanted_number):
            yield Difference(Aspect.DRAWING, "It looks different, with the same text.", pair.number)
        else:
            self.remarks.append(f"Page {pair.number}: It is drawn otherwise and looks the same.")

    def _attachments(self) -> Iterator[Difference]:
        actual, desired = self._actual, self._desired
        for name in sorted({*actual.attached, *desired.attached}):
            if name not in desired.attached:
                yield Difference(Aspect.ATTACHMENTS, f"The file '{name[:80]}' was added.")
            elif name not in actual.attached:
                yield Difference(Aspect.ATTACHMENTS, f"The file '{name}' is missing.")
            elif actual.attached[name] != desired.attached[name]:
                difference = Difference(
                    Aspect.ATTACHMENTS, f"The file '{name}' is not the one that the project gives."
                )
                if not (self._lenient and name == PRINTING_NAME):
                    yield difference
            elif actual.attached_as[name] != desired.attached_as[name]:
                message = f"What the PDF says of the file '{name}' differs."
                yield from self._or_remark(Difference(Aspect.ATTACHMENTS, message))

    def _metadata(self) -> Iterator[Difference]:
        actual, desired = self._actual.metadata, self._desired.metadata
        for key in sorted({*actual, *desired}):
            if actual.get(key) == desired.get(key):
                continue
            words = (
                "differs"
                if key == "XMP"
                else f"is {_quoted(actual.get(key))}, not {_quoted(desired.get(key))}"
            )
            difference = Difference(Aspect.METADATA, f"The document's {key} {words}.")
            if key in {"XMP", "Producer"}:
                yield from self._or_remark(difference)
            else:
                yield difference

    def _document(self) -> Iterator[Difference]:
        actual, desired = self._actual.whole, self._desired.whole
        for key in sorted({*actual, *desired}):
            if actual.get(key) == desired.get(key):
                continue
            what = _CALLED.get(key, f"The entry {key[:80]} of the document")
            words = "was added" if key not in desired else "is missing" if key not in actual else "differs"
            difference = Difference(Aspect.DOCUMENT, f"{what} {words}.")
            if key in _MAY_VARY:
                yield from self._or_remark(difference)
            else:
                yield difference

    def _or_remark(self, difference: Difference) -> Iterator[Difference]:
        if self._lenient:
            self.remarks.append(str(difference))
        else:
            yield difference


_CALLED = {
    "/Outlines": "The list of bookmarks",
    "/Names/Dests": "Where links within the document lead",
    "/Names/JavaScript": "A script",
    "/OpenAction": "What happens when it is opened",
    "/AcroForm": "A form",
}
_MAY_VARY = frozenset({"/Outlines", "/Names/Dests", "/OutputIntents"})
"""What holds places on pages, or comes from the layout engine."""


def _other_words(actual: str, desired: str) -> str:
    """Quote the first place where two texts differ."""
    has, should = actual.split(), desired.split()
    matcher = difflib.SequenceMatcher(None, has, should, autojunk=False)
    for verb, start, end, first, last in matcher.get_opcodes():
        if verb != "equal":
            return f"It says {_shown(has[start:end])} where the project gives {_shown(should[first:last])}."
    return "Its text differs in its spaces."


def _shown(words: list[str]) -> str:
    if not words:
        return "nothing"
    return f"“{' '.join(words[:_WORDS_SHOWN])}{' …' if len(words) > _WORDS_SHOWN else ''}”"


def _listed(leads: list[str]) -> str:
    return ", ".join(f"“{text}”" for text in leads[:_WORDS_SHOWN]) or "nothing"


def _quoted(value: str | None) -> str:
    return "not given" if value is None else f"“{value[:80]}”"


def _first_tag(actual: PageFingerprint, desired: PageFingerprint) -> str:
    for has, should in zip_longest(actual.tags, desired.tags):
        if has != should:
            names = [text.split(" ")[1] if text else "nothing" for text in (has, should)]
            return f", first at {names[0]}" + (
                f", which should be {names[1]}" if len(set(names)) > 1 else ""
            )
    return ""


def _look_different(raw: bytes, number: int, expected_raw: bytes, expected_number: int) -> bool:
    width, actual_pixels = page_picture(raw, number)
    other_width, expected_pixels = page_picture(expected_raw, expected_number)
    if (width, len(actual_pixels)) != (other_width, len(expected_pixels)):
        return True
    odd = sum(abs(a - b) > _ODD_BY for a, b in zip(actual_pixels, expected_pixels, strict=True))
    return odd > _MOST_ODD_PIXELS * len(actual_pixels)
