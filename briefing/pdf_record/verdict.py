"""Result of a verification."""

from __future__ import annotations

from enum import StrEnum

from briefing.model.value import Value
from briefing.pdf_record.signing.report import SignatureReport, SignatureState


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


class Extent(StrEnum):
    """How much of a PDF was compared with its project."""

    BYTES = "bytes"
    PAGES = "pages"
    CONTENT = "content"
    """What every version of the program prints alike: the PDF is by another version."""
    NOTHING = "nothing"
    """The PDF is signed and carries no project."""
    IMPOSSIBLE = "impossible"
    """The PDF is signed, and its project cannot be printed here."""


class Difference(Value, frozen=True):
    """One thing that is not as it was made; `page` counts from 1 in the file, None for the whole."""

    aspect: Aspect
    message: str
    page: int | None = None

    def __str__(self) -> str:
        return f"Page {self.page}: {self.message}" if self.page else self.message


class Verdict(Value, frozen=True):
    """Result of a verification. It holds where nothing differs and no signature has failed.

    `made_by` is the version of the program that made the PDF, empty where it does not say. `remarks` are
    informational. A certificate that is not trusted is no difference: it says nothing of the pages.
    """

    extent: Extent
    project_sha256: str
    differences: tuple[Difference, ...] = ()
    remarks: tuple[str, ...] = ()
    signatures: tuple[SignatureReport, ...] = ()
    made_by: str = ""

    @property
    def same_bytes(self) -> bool:
        return self.extent is Extent.BYTES

    @property
    def holds(self) -> bool:
        return not self.differences and not any(signature.has_failed for signature in self.signatures)

    @property
    def is_trusted(self) -> bool:
        """Return whether the PDF is signed, and all of its signatures are valid."""
        states = {signature.state for signature in self.signatures}
        return states == {SignatureState.VALID}

    @property
    def conclusion(self) -> str:
        """Say in a sentence how the pages agree with the project; the signatures speak for themselves."""
        return _CONCLUSIONS[self.extent, not self.differences]


_CONCLUSIONS = {
    (Extent.BYTES, True): "The PDF is byte for byte what the project in it gives.",
    (Extent.BYTES, False): "What was printed is what the project in it gives, and it was changed later.",
    (Extent.PAGES, True): "The PDF shows what the project in it gives; its bytes differ.",
    (Extent.PAGES, False): "The PDF does not show what the project in it gives.",
    (Extent.CONTENT, True): (
        "The PDF shows the texts of the project in it, on pages of another version of program or template."
    ),
    (Extent.CONTENT, False): (
        "The PDF was made by another version of program or template, and differs from its project here. "
        "Only the version that made it shows whether it was changed."
    ),
    (Extent.IMPOSSIBLE, False): "The project in the PDF cannot be compared with its pages here.",
    (Extent.NOTHING, True): "The PDF carries no project, so its pages cannot be compared with one.",
    (Extent.NOTHING, False): "The PDF carries no project, and was changed after it was printed.",
}
