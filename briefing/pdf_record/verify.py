"""Verify that a PDF shows its embedded project: the project is printed again, and both are compared.

A PDF whose project was replaced and printed again passes this comparison. A signature detects it, and is
checked apart: what was printed is the first revision of a signed file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

import briefing
from briefing.codec import encode
from briefing.errors import BriefingError, Problem, ProjectError, RenderError
from briefing.grading import Scales
from briefing.model.briefing import Briefing, OptionValue
from briefing.pdf_record import signing
from briefing.pdf_record.comparison import compared
from briefing.pdf_record.embed import PRINTING_NAME, PROJECT_NAME, EmbeddedPart, Printing, enclosures
from briefing.pdf_record.makers import PROGRAM, makers
from briefing.pdf_record.other_version import compared_content
from briefing.pdf_record.read import attached, checks_not_run_in, opened, packed_project, printing_in
from briefing.pdf_record.revisions import revision_ends, signature_fields, without_signatures
from briefing.pdf_record.verdict import Aspect, Difference, Extent, Verdict
from briefing.project import Project, unpack
from briefing.project.series import issue_before
from briefing.render import Template, render
from briefing.render.companion import render_companion
from briefing.templating.project_copy import template_state

_OTHER_PAGES = frozenset({PROGRAM, "code", "template"})
"""Makers that may arrange the same content on other pages."""
_STAMPS = ("document's XMP ", "document's Producer ", "document's ModDate ")


def verify(
    raw: bytes,
    name: str,
    templates: Mapping[str, Template],
    scales: Scales,
    trusted: signing.Certificates = (),
) -> Verdict:
    """Hold a PDF against the project that it carries, and check its signatures.

    In place of an installed template, the copy in the project is used. Raises BriefingError where nothing
    can be verified: the PDF is not ours, has neither project nor signature, does not say how it was
    printed, or was printed with a template that is not here.
    """
    with opened(raw, name) as pdf:
        is_signed = bool(signature_fields(pdf))
    if not is_signed:
        return _EmbeddedRecord.of(raw, name).verdict(templates, scales)
    signatures = signing.check(raw, trusted)
    first = _first_revision(raw, name)
    added, stamps = _added(raw, first, name)
    verdict = _verdict_of_first(first, name, templates, scales)
    return replace(
        verdict,
        differences=(*verdict.differences, *added),
        remarks=(*verdict.remarks, *stamps),
        signatures=signatures,
    )


def _verdict_of_first(
    first: bytes, name: str, templates: Mapping[str, Template], scales: Scales
) -> Verdict:
    """Compare the first revision of a signed PDF; a signature is reported even where that is impossible."""
    with opened(first, name) as pdf:
        has_project = PROJECT_NAME in attached(pdf, name)
    if not has_project:
        return Verdict(Extent.NOTHING, "")
    try:
        return _EmbeddedRecord.of(first, name).verdict(templates, scales)
    except BriefingError as error:
        problems = tuple(Difference(Aspect.DOCUMENT, str(problem)) for problem in error.problems)
        return Verdict(Extent.IMPOSSIBLE, "", problems)


def _first_revision(raw: bytes, name: str) -> bytes:
    """Return what was printed: the first revision, or where another program wrote all again, the pages."""
    first = raw[: revision_ends(raw)[0]]
    with opened(first, name) as pdf:
        is_signed = bool(signature_fields(pdf))
    return without_signatures(first, name) if is_signed else first


def _added(raw: bytes, first: bytes, name: str) -> tuple[tuple[Difference, ...], tuple[str, ...]]:
    """Return what later revisions changed, and remarks on it; an invisible signature is no change.

    That a program names itself and its date where it adds a signature is a remark.
    """
    differences, remarks = [], []
    for difference in compared(without_signatures(raw, name), first, name)[0]:
        message = f"Changed after it was printed: {difference.message}"
        if difference.aspect is Aspect.METADATA and any(key in message for key in _STAMPS):
            remarks.append(message)
        else:
            differences.append(replace(difference, message=message))
    return tuple(differences), tuple(remarks)


@dataclass(frozen=True, slots=True)
class _EmbeddedRecord:
    """A PDF with the project in it, read from it."""

    raw: bytes
    name: str
    packed: bytes
    project: Project
    printing: Printing
    checks_not_run: tuple[str, ...]

    @classmethod
    def of(cls, raw: bytes, name: str) -> _EmbeddedRecord:
        with opened(raw, name) as pdf:
            files = attached(pdf, name)
        packed = packed_project(files, name)
        project = unpack(packed, f"{name}: {PROJECT_NAME}")
        return cls(raw, name, packed, project, printing_in(files, name), checks_not_run_in(files, name))

    def verdict(self, installed: Mapping[str, Template], scales: Scales) -> Verdict:
        template = self._template(installed)
        theirs, ours = self.printing.makers, makers(self._printed, template)
        unlike = {maker for maker in {*theirs, *ours} if theirs.get(maker) != ours.get(maker)}
        verdict = Verdict(
            Extent.PAGES,
            hashlib.sha256(self.packed).hexdigest(),
            remarks=(
                *_settings(self.project, self.printing),
                *_review(self.project.briefing),
                *self.checks_not_run,
            ),
            made_by=theirs.get(PROGRAM, ""),
        )
        is_of_other_version = bool(unlike & _OTHER_PAGES)
        try:
            expected = self._printed_again(template, scales)
        except ProjectError:
            if not is_of_other_version:
                raise
            expected = None
        if self.raw == expected:
            return replace(verdict, extent=Extent.BYTES)
        if expected is None or is_of_other_version:
            return self._content(verdict, expected)
        return self._pages(verdict, expected, _other_makers(theirs, ours))

    @property
    def _printed(self) -> Briefing:
        return self.printing.printed(self.project.briefing)

    def _template(self, installed: Mapping[str, Template]) -> Template:
        copy = template_state(self.project, installed).project_copy
        templates = {**installed, copy.spec.id: copy} if copy else installed
        template = templates.get(self.printing.template_id)
        if template is None:
            raise ProjectError(
                Problem(
                    f"It was printed with the template '{self.printing.template_id}', which is not here.",
                    "Put that template into your folder of templates.",
                    self.name,
                )
            )
        return template

    def _pages(self, verdict: Verdict, expected: bytes, others: list[str]) -> Verdict:
        differences, more = compared(self.raw, expected, self.name, lenient=bool(others))
        remarks = (*others, *more, *verdict.remarks)
        if not differences:
            remarks += (
                "The bytes differ, but neither text nor appearance: another program rewrote the file.",
            )
        return replace(verdict, differences=differences, remarks=remarks)

    def _content(self, verdict: Verdict, expected: bytes | None) -> Verdict:
        differences, remarks = compared_content(
            self.raw, expected, self._printed, self.name, is_companion=self.printing.companion
        )
        return replace(
            verdict,
            extent=Extent.CONTENT,
            differences=differences,
            remarks=(*_other_program(self.printing), *remarks, *verdict.remarks),
        )

    def _printed_again(self, template: Template, scales: Scales) -> bytes:
        """Print the project, with the file's own record of its makers: other makers can give the same."""
        record, is_companion = encode(self.printing), self.printing.companion
        try:
            parts = enclosures(
                self._printed,
                template,
                scales,
                [EmbeddedPart.PROJECT],
                self.packed,
                self.checks_not_run,
                companion=is_companion,
            )
            print_again = render_companion if is_companion else render
            return print_again(
                self._printed,
                template,
                scales,
                attachments=self.project.attachments,
                allow_flaws=True,
                enclosures=tuple(
                    replace(part, content=record) if part.name == PRINTING_NAME else part for part in parts
                ),
                earlier=issue_before(self.project),
            ).pdf
        except RenderError as error:
            problem = Problem("The project in the PDF cannot be printed here, so nothing can be compared.")
            raise ProjectError([problem, *error.problems]) from None


def _review(own: Briefing) -> Iterator[str]:
    """Yield the engine of the review that the project records."""
    if own.reviewed_with is not None:
        engine = f"with {own.reviewed_with.engine}" if own.reviewed_with.engine else "on words alone"
        yield f"It was reviewed {engine} on {own.reviewed_with.on}."


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


def _other_program(printing: Printing) -> Iterator[str]:
    theirs, here = printing.makers.get(PROGRAM, ""), briefing.__version__
    if not theirs:
        yield f"The PDF does not say which version made it; this is {here}."
    elif theirs != here:
        yield f"Treaty Briefing {theirs} made it; this is {here}, which may arrange the pages otherwise."
    else:
        yield (
            f"Treaty Briefing {theirs} made it, as this is, but in another state of the program or of the "
            f"template '{printing.template_id}', which may arrange the pages otherwise."
        )
