"""A new version of a document: what it does to the quotes from its source, before it is written."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from briefing.errors import LibraryError
from briefing.interchange.new_source import DocumentFile
from briefing.library.editing import LibraryBatch, put
from briefing.library.layers import LayeredLibrary
from briefing.library.records import Record
from briefing.model.source import Attachment, Source
from briefing.sources.anchoring import CompactText
from briefing.sources.anchoring.replacement import ReplacementPlan, plan_replacement


@dataclass(frozen=True)
class ReplacedCopy:
    """The copy that supersedes the others of a source, and the plan for the quotes from it.

    `is_current` says that the source has this copy with this text already.
    """

    document: DocumentFile
    source: Source
    copy: Attachment
    plan: ReplacementPlan
    is_current: bool = False

    @property
    def edit(self) -> LibraryBatch:
        """The edit that adds the copy and moves the quotes that are found to their places in its text."""
        newer = replace(self.source, attachments=(*self.source.attachments, self.copy))
        records: tuple[Record, ...] = (newer, *self.plan.facts, *self.plan.treaties)
        return LibraryBatch(edits=tuple(map(put, records)), name="Replace source")


def replaced_copy(
    document: DocumentFile, source: Source, library: LayeredLibrary, *, today: str
) -> ReplacedCopy:
    """Plan the replacement of a source's copy. Raises LibraryError for a file of another source."""
    copy = document.attachment(today)
    if _is_current(source, copy):
        return ReplacedCopy(document, source, copy, ReplacementPlan(), is_current=True)
    _require_of_source(library, source, copy.sha256)
    material = library.material
    plan = plan_replacement(
        source.id,
        material.facts,
        material.treaties,
        CompactText(document.text.text),
        copy.text.sha256 if copy.text else "",
    )
    return ReplacedCopy(document, source, copy, plan)


def _is_current(source: Source, copy: Attachment) -> bool:
    if not source.attachments:
        return False
    current = source.attachments[-1]
    return current.sha256 == copy.sha256 and current.text == copy.text


def _require_of_source(library: LayeredLibrary, source: Source, sha256: str) -> None:
    """Raise LibraryError where the file is archived for another source."""
    for other in library.material.sources:
        if other.id != source.id and any(copy.sha256 == sha256 for copy in other.attachments):
            message = f"You have this file: it is archived for another source, '{other.id}'."
            raise LibraryError(message, "Check which source it belongs to.")
