"""Files that are embedded in a PDF, so that the project can be extracted and compared with the pages."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from briefing.codec import encode
from briefing.exports import csl, stix
from briefing.grading import Scales
from briefing.model.briefing import Briefing, OptionValue
from briefing.model.issue import RecordedReview
from briefing.model.terms import Line, Slug
from briefing.model.value import Value
from briefing.pdf_record.makers import makers
from briefing.project.format import MIMETYPE
from briefing.render import Template
from briefing.render.pdf.attachments import PdfAttachment, Relationship

PROJECT_NAME = "project.briefing"
PRINTING_NAME = "printing.json"
SOURCES_NAME = "sources.csl.json"
STIX_NAME = "briefing.stix.json"
REVIEW_NAME = "review.json"
COMPANION_NAME = "companion.json"


class EmbeddedPart(StrEnum):
    """A part that a PDF can carry. The project brings the others with it."""

    PROJECT = "project"
    SOURCES = "sources"
    STIX = "stix"


class Printing(Value, frozen=True):
    """Settings and programs with which the pages were made; the project keeps settings of its own.

    `makers` holds versions and digests by name: where all are the same, so are the bytes. Where some are
    not, the bytes can be the same still. Earlier versions recorded no page budget.
    With `companion` the pages are those of the companion file.
    """

    template_id: Slug
    template_options: dict[str, OptionValue]
    marking: Line
    makers: dict[str, str]
    page_budget: int | UnsetType | None = UNSET
    companion: bool = False

    def printed(self, briefing_of_project: Briefing) -> Briefing:
        """Return the project's briefing with the settings that it was printed with."""
        return replace(
            briefing_of_project,
            template_id=self.template_id,
            template_options=self.template_options,
            marking=self.marking,
            page_budget=briefing_of_project.page_budget if self.page_budget is UNSET else self.page_budget,
        )


class CompanionRecord(Value, frozen=True):
    """The briefing to which a companion file belongs."""

    title: Line
    reference: str
    issue: int


class ReviewRecord(Value, frozen=True):
    """What a PDF says of its review: the engine that the project records, and the checks that did not run.

    The engine is that of the review that somebody recorded, so that a PDF does not depend on what is
    installed where it is written. There is a sentence for each check that an error in the program stopped.
    """

    checks_not_run: tuple[Line, ...]
    reviewed_with: RecordedReview | None = None


def printing_of(printed: Briefing, template: Template, *, companion: bool = False) -> Printing:
    return Printing(
        printed.template_id,
        printed.template_options,
        printed.marking,
        makers(printed, template),
        printed.page_budget,
        companion,
    )


def enclosures(  # noqa: PLR0913 - all but four have a default
    printed: Briefing,
    template: Template,
    scales: Scales,
    parts: Collection[EmbeddedPart],
    packed: bytes = b"",
    checks_not_run: Collection[str] = (),
    *,
    companion: bool = False,
) -> tuple[PdfAttachment, ...]:
    """Return the files to embed in the PDF of `printed`; `packed` is the project as it is saved.

    Without the project they hold nothing that is not in print. Where a review is recorded, or checks of it
    did not run, the PDF says so, whatever else it carries. Raises RenderError for a briefing that cannot be
    printed. A `companion` file always names its briefing.
    """
    files: list[PdfAttachment] = [_companion_record(printed)] if companion else []
    if checks_not_run or printed.reviewed_with:
        files.append(_review_record(printed, checks_not_run))
    if EmbeddedPart.PROJECT in parts:
        files += [
            PdfAttachment(
                PROJECT_NAME,
                packed,
                MIMETYPE.decode(),
                "The project that this PDF was made from",
                Relationship.SOURCE,
            ),
            PdfAttachment(
                PRINTING_NAME,
                encode(printing_of(printed, template, companion=companion)),
                "application/json",
                "How this PDF was made from the project",
                Relationship.SUPPLEMENT,
            ),
        ]
    if {EmbeddedPart.PROJECT, EmbeddedPart.SOURCES} & set(parts):
        files.append(
            PdfAttachment(
                SOURCES_NAME,
                csl.sources(printed, scales),
                "application/vnd.citationstyles.csl+json",
                "The sources that are listed, for reference managers (CSL-JSON)",
            )
        )
    if {EmbeddedPart.PROJECT, EmbeddedPart.STIX} & set(parts):
        files.append(
            PdfAttachment(
                STIX_NAME,
                stix.bundle(printed, scales),
                "application/stix+json",
                "The facts and judgements that are printed (STIX 2.1)",
            )
        )
    return tuple(files)


def _review_record(printed: Briefing, checks_not_run: Collection[str]) -> PdfAttachment:
    return PdfAttachment(
        REVIEW_NAME,
        encode(ReviewRecord(tuple(checks_not_run), printed.reviewed_with)),
        "application/json",
        "The engine of the review, and checks that did not run",
        Relationship.SUPPLEMENT,
    )


def _companion_record(printed: Briefing) -> PdfAttachment:
    record = CompanionRecord(printed.title, printed.issue.reference, printed.version)
    return PdfAttachment(
        COMPANION_NAME,
        encode(record),
        "application/json",
        "The briefing to which this companion file belongs",
        Relationship.SUPPLEMENT,
    )
