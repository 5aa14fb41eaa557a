"""Whether a PDF shows what the project in it gives: the project is printed again, and both are compared.

There is no signature: whoever puts another project in and prints that is not found out. What is found is
a file that was changed after it was made.
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
from briefing.pdf_record.fingerprint import Fingerprint, PageFingerprint, page_picture, portrait
from briefing.pdf_record.read import attached, opened, packed_project, printing_in
from briefing.project import Project, unpack
from briefing.project.series import issue_before
from briefing.render import Template, render

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
    """What came of it. It holds where nothing differs; `remarks` are no faults and worth knowing."""

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
    expected = _printed_again(project, packed, printing, template, scales)
    remarks = tuple(_settings(project, printing))
    sha256 = hashlib.sha256(packed).hexdigest()
    if raw == expected:
        return Verdict(True, sha256, (), remarks)
    others = _other_makers(printing.makers, makers(template))
    differences, more = compared(raw, expected, name, lenient=bool(others))
    if not differences:
        remarks += ("The bytes differ, and nothing that they say or show: the file was written anew.",)
    return Verdict(False, sha256, differences, (*others, *more, *remarks))


def compared(
    raw: bytes, expected: bytes, name: str, *, lenient: bool = False
) -> tuple[tuple[Difference, ...], tuple[str, ...]]:
    """What differs in a PDF from what was expected, and with `lenient` what does and is no fault.

    `lenient` is for a PDF made by other versions, which may draw and tag the same words otherwise.
    """
    found = _Comparison(portrait(raw, name), portrait(expected, name), raw, expected, lenient=lenient)
    return tuple(found.differences()), tuple(found.remarks)


def _printed_again(
    project: Project,
    packed: bytes,
    printing: Printing,
    template: Template,
    scales: Scales,
) -> bytes:
    printed = printing.printed(project.briefing)
    try:
        return render(
            printed,
            template,
            scales,
            attachments=project.attachments,
            allow_flaws=True,
            enclosures=enclosures(printed, template, scales, [EmbeddedPart.PROJECT], packed),
            earlier=issue_before(project),
        ).pdf
    except RenderError as error:
        problem = Problem("The project in the PDF cannot be printed here, so nothing can be compared.")
        raise ProjectError([problem, *error.problems]) from None


def _settings(project: Project, printing: Printing) -> Iterator[str]:
    """What was printed otherwise than the project has it, which is no fault."""
    kept = project.briefing
    for what, mine, theirs in (
        ("template", kept.template_id, printing.template_id),
        ("options", kept.template_options, printing.template_options),
        ("marking", kept.marking, printing.marking),
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
    given: PageFingerprint
    wanted: PageFingerprint
    wanted_number: int


class _Comparison:
    """With `lenient`, what another version may draw or tag otherwise is a remark and no difference."""

    def __init__(
        self, given: Fingerprint, wanted: Fingerprint, raw: bytes, expected: bytes, *, lenient: bool
    ) -> None:
        self._given, self._wanted = given, wanted
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
        """Fill `pairs` with the pages that belong together; what is left over differs."""
        given, wanted = self._given.pages, self._wanted.pages
        matcher = difflib.SequenceMatcher(
            None, [page.text for page in given], [page.text for page in wanted], autojunk=False
        )
        for _, start, end, first, last in matcher.get_opcodes():
            for at, to in zip_longest(range(start, end), range(first, last)):
                if at is None and to is not None:
                    message = f"Page {to + 1} of the {len(wanted)} that the project gives is missing."
                    yield Difference(Aspect.PAGES, message)
                elif to is None and at is not None:
                    yield Difference(Aspect.PAGES, "The project gives no such page.", at + 1)
                elif at is not None and to is not None:
                    pairs.append(_Pair(at + 1, given[at], wanted[to], to))

    def _page(self, pair: _Pair) -> Iterator[Difference]:
        given, wanted, number = pair.given, pair.wanted, pair.number
        if given.text != wanted.text:
            yield Difference(Aspect.TEXT, _other_words(given.text, wanted.text), number)
        yield from self._annotations(pair)
        if given.sheet != wanted.sheet:
            yield Difference(Aspect.DRAWING, "Its size, its rotation or what goes with it differs.", number)
        if given.spoken != wanted.spoken:
            yield Difference(
                Aspect.STRUCTURE, "What is read aloud for its figures and foreign words differs.", number
            )
        elif given.tags != wanted.tags:
            yield from self._or_remark(
                Difference(Aspect.STRUCTURE, f"Its tags differ{_first_tag(given, wanted)}.", number)
            )
        if given.drawing != wanted.drawing and given.text == wanted.text:
            yield from self._drawing(pair)

    def _annotations(self, pair: _Pair) -> Iterator[Difference]:
        given, wanted = pair.given.annotations, pair.wanted.annotations
        leads = [each.leads for each in given], [each.leads for each in wanted]
        if leads[0] != leads[1]:
            matcher = difflib.SequenceMatcher(None, *leads, autojunk=False)
            for _, start, end, first, last in matcher.get_opcodes():
                if leads[0][start:end] == leads[1][first:last]:
                    continue
                has, lacks = _listed(leads[0][start:end]), _listed(leads[1][first:last])
                yield Difference(
                    Aspect.ANNOTATIONS, f"It has {has} where the project gives {lacks}.", pair.number
                )
        elif given != wanted:
            message = "A link or note is elsewhere on it, or holds something else."
            yield from self._or_remark(Difference(Aspect.ANNOTATIONS, message, pair.number))

    def _drawing(self, pair: _Pair) -> Iterator[Difference]:
        said = "It is drawn otherwise, with the same text."
        if not self._lenient:
            yield Difference(Aspect.DRAWING, said, pair.number)
        elif _look_different(self._raw, pair.number - 1, self._expected, pair.wanted_number):
            yield Difference(Aspect.DRAWING, "It looks different, with the same text.", pair.number)
        else:
            self.remarks.append(f"Page {pair.number}: It is drawn otherwise and looks the same.")

    def _attachments(self) -> Iterator[Difference]:
        given, wanted = self._given, self._wanted
        for name in sorted({*given.attached, *wanted.attached}):
            if name not in wanted.attached:
                yield Difference(Aspect.ATTACHMENTS, f"The file '{name[:80]}' was added.")
            elif name not in given.attached:
                yield Difference(Aspect.ATTACHMENTS, f"The file '{name}' is missing.")
            elif given.attached[name] != wanted.attached[name]:
                difference = Difference(
                    Aspect.ATTACHMENTS, f"The file '{name}' is not the one that the project gives."
                )
                if not (self._lenient and name == PRINTING_NAME):
                    yield difference
            elif given.attached_as[name] != wanted.attached_as[name]:
                message = f"What the PDF says of the file '{name}' differs."
                yield from self._or_remark(Difference(Aspect.ATTACHMENTS, message))

    def _metadata(self) -> Iterator[Difference]:
        given, wanted = self._given.metadata, self._wanted.metadata
        for key in sorted({*given, *wanted}):
            if given.get(key) == wanted.get(key):
                continue
            said = (
                "differs"
                if key == "XMP"
                else f"is {_quoted(given.get(key))}, not {_quoted(wanted.get(key))}"
            )
            difference = Difference(Aspect.METADATA, f"The document's {key} {said}.")
            if key in {"XMP", "Producer"}:
                yield from self._or_remark(difference)
            else:
                yield difference

    def _document(self) -> Iterator[Difference]:
        given, wanted = self._given.whole, self._wanted.whole
        for key in sorted({*given, *wanted}):
            if given.get(key) == wanted.get(key):
                continue
            what = _CALLED.get(key, f"The entry {key[:80]} of the document")
            said = "was added" if key not in wanted else "is missing" if key not in given else "differs"
            difference = Difference(Aspect.DOCUMENT, f"{what} {said}.")
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


def _other_words(given: str, wanted: str) -> str:
    """The first place where two texts part."""
    has, should = given.split(), wanted.split()
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
    return ", ".join(f"“{each}”" for each in leads[:_WORDS_SHOWN]) or "nothing"


def _quoted(value: str | None) -> str:
    return "not given" if value is None else f"“{value[:80]}”"


def _first_tag(given: PageFingerprint, wanted: PageFingerprint) -> str:
    for has, should in zip_longest(given.tags, wanted.tags):
        if has != should:
            names = [each.split(" ")[1] if each else "nothing" for each in (has, should)]
            return f", first at {names[0]}" + (
                f", which should be {names[1]}" if len(set(names)) > 1 else ""
            )
    return ""


def _look_different(raw: bytes, number: int, expected: bytes, wanted: int) -> bool:
    width, given = page_picture(raw, number)
    other_width, should = page_picture(expected, wanted)
    if (width, len(given)) != (other_width, len(should)):
        return True
    odd = sum(abs(a - b) > _ODD_BY for a, b in zip(given, should, strict=True))
    return odd > _MOST_ODD_PIXELS * len(given)
