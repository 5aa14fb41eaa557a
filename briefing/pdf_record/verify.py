"""Verify that a PDF shows its embedded project: the project is printed again, and both are compared.

There is no signature: a PDF whose project was replaced and printed again is not detected. A file that was
changed after it was made is.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from briefing.errors import Problem, ProjectError, RenderError
from briefing.grading import Scales
from briefing.model.briefing import OptionValue
from briefing.model.value import Value
from briefing.pdf_record.embed import (
    PRINTING_NAME,
    PROJECT_NAME,
    EmbeddedPart,
    Printing,
    enclosures,
    makers,
)
from briefing.pdf_record.fingerprint import Fingerprint, PageFingerprint, fingerprint_of, page_picture
from briefing.pdf_record.read import attached, checks_not_run_in, opened, packed_project, printing_in
from briefing.project import Project, unpack
from briefing.project.series import issue_before
from briefing.render import Template, render
from briefing.render.pdf.attachments import PdfAttachment

_WORDS_SHOWN = 12
_MOST_ODD_PIXELS = 0.002
_ODD_BY = 96


class Aspect(StrEnum):
    """In what two PDFs can differ."""

    PAGES = "pages"
    TEXT = "text"
    DRAWING = "drawing"
    ANNOTATIONS = "annotations"
    STRUCTURE = "structure"
    ATTACHMENTS = "attachments"
    METADATA = "metadata"
    DOCUMENT = "document"


class Difference(Value, frozen=True):
    """One thing that is not as it was made; `page` counts from 1 in the file, None for the whole."""

    aspect: Aspect
    message: str
    page: int | None = None

    def __str__(self) -> str:
        return f"Page {self.page}: {self.message}" if self.page else self.message


class Verdict(Value, frozen=True):
    """Result of a verification. It holds where nothing differs; `remarks` are informational."""

    same_bytes: bool
    project_sha256: str
    differences: tuple[Difference, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.differences


def verify(
    raw: bytes,
    name: str,
    templates: Mapping[str, Template],
    scales: Scales,
) -> Verdict:
    """Hold a PDF against the project that it carries.

    Raises BriefingError where that cannot be done: it is not ours, carries no project, does not say how it
    was printed, or was printed with a template that is not here.
    """
    with opened(raw, name) as pdf:
        files = attached(pdf, name)
    packed = packed_project(files, name)
    project = unpack(packed, f"{name}: {PROJECT_NAME}")
    printing = printing_in(files, name)
    template = templates.get(printing.template_id)
    if template is None:
        raise ProjectError(
            Problem(
                f"It was printed with the template '{printing.template_id}', which is not here.",
                "Put that template into your folder of templates.",
                name,
            )
        )
    checks_not_run = checks_not_run_in(files, name)
    parts = enclosures(
        printing.printed(project.briefing), template, scales, [EmbeddedPart.PROJECT], packed, checks_not_run
    )
    expected = _printed_again(project, printing, template, scales, parts)
    remarks = (*_settings(project, printing), *checks_not_run)
    sha256 = hashlib.sha256(packed).hexdigest()
    if raw == expected:
        return Verdict(True, sha256, (), remarks)
    others = _other_makers(printing.makers, makers(printing.printed(project.briefing), template))
    differences, more = compared(raw, expected, name, lenient=bool(others))
    if not differences:
        remarks += ("The bytes differ, but neither text nor appearance: another program rewrote the file.",)
    return Verdict(False, sha256, differences, (*others, *more, *remarks))


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


def _printed_again(
    project: Project,
    printing: Printing,
    template: Template,
    scales: Scales,
    parts: tuple[PdfAttachment, ...],
) -> bytes:
    try:
        return render(
            printing.printed(project.briefing),
            template,
            scales,
            attachments=project.attachments,
            allow_flaws=True,
            enclosures=parts,
            earlier=issue_before(project),
        ).pdf
    except RenderError as error:
        problem = Problem("The project in the PDF cannot be printed here, so nothing can be compared.")
        raise ProjectError([problem, *error.problems]) from None


def _settings(project: Project, printing: Printing) -> Iterator[str]:
    """Yield settings used for printing that differ from the project's, which is no fault."""
    own_settings = project.briefing
    for what, mine, theirs in (
        ("template", own_settings.template_id, printing.template_id),
        ("options", own_settings.template_options, printing.template_options),
        ("marking", own_settings.marking, printing.marking),
    ):
        if mine != theirs:
            yield f"It was printed with the {what} {_told(theirs)}; the project keeps {_told(mine)}."


def _told(setting: str | Mapping[str, OptionValue]) -> str:
    if isinstance(setting, str):
        return setting
    return ", ".join(f"{name}={value}" for name, value in sorted(setting.items())) or "none"


def _other_makers(theirs: Mapping[str, str], ours: Mapping[str, str]) -> list[str]:
    return [
        f"Made with another {maker} ({theirs.get(maker, 'not named')[:16]}, here "
        f"{ours.get(maker, 'none')[:16]}): pages are compared by text, links, spoken texts and pictures."
        for maker in sorted({*theirs, *ours})
        if theirs.get(maker) != ours.get(maker)
    ]


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
