"""Sign a finished PDF: PAdES B-B, one invisible field, one more revision."""

from __future__ import annotations

from io import BytesIO

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from briefing.errors import Problem, ProjectError
from briefing.pdf_record.read import opened
from briefing.pdf_record.revisions import revision_ends, signature_fields
from briefing.pdf_record.signing.completed import completed
from briefing.pdf_record.signing.credentials import Identity
from briefing.pdf_record.signing.increment import FIELD_NAME, add_field, increment_of


def signed(raw: bytes, name: str, identity: Identity, reason: str) -> bytes:
    """Return the PDF with its signature appended. Raises ProjectError for one that cannot be signed."""
    _check(raw, name)
    increment = increment_of(raw)
    add_field(increment)
    metadata = PdfSignatureMetadata(
        field_name=FIELD_NAME, subfilter=SigSeedSubFilter.PADES, reason=reason or None
    )
    target = BytesIO()
    signer = PdfSigner(metadata, identity.signer)
    try:
        completed(signer.async_sign_pdf(increment, existing_fields_only=True, output=target))
    except (SigningError, PdfError, ValueError) as error:
        message = f"The PDF cannot be signed ({' '.join(str(error).split())[:200]})."
        raise ProjectError(Problem(message, "Export the PDF again, then sign it.", name)) from error
    return target.getvalue()


def _check(raw: bytes, name: str) -> None:
    with opened(raw, name) as pdf:
        if signature_fields(pdf):
            raise ProjectError(
                Problem(
                    "The PDF is signed already.",
                    "Export the briefing again to sign it yourself, or verify the signature that it has.",
                    name,
                )
            )
        if "/AcroForm" in pdf.Root or len(revision_ends(raw)) > 1:
            raise ProjectError(
                Problem(
                    "The PDF was changed by another program after it was made.",
                    "Export the briefing again, and sign that file.",
                    name,
                )
            )
