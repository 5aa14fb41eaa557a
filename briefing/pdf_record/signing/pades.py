"""Sign a finished PDF: PAdES B-B, one invisible field, one more revision."""

from __future__ import annotations

import datetime
from io import BytesIO

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.sign.signers.pdf_cms import SimpleSigner, select_suitable_signing_md

from briefing.errors import Problem, ProjectError
from briefing.pdf_record.read import opened
from briefing.pdf_record.revisions import revision_ends, signature_fields
from briefing.pdf_record.signing.completed import completed
from briefing.pdf_record.signing.credentials import Identity
from briefing.pdf_record.signing.increment import FIELD_NAME, SigningIncrement, add_field, increment_of

_SPARE_BYTES = 256
"""Room in the signature's place beyond its expected size: ECDSA signatures vary by a few bytes."""


def signed(raw: bytes, name: str, identity: Identity, reason: str, moment: datetime.datetime) -> bytes:
    """Return the PDF with its signature appended. Raises ProjectError for one that cannot be signed."""
    _check(raw, name)
    try:
        increment = increment_of(raw)
        add_field(increment)
        return _filled(increment, identity.signer, reason, moment)
    except (SigningError, PdfError, ValueError, TypeError, KeyError) as error:
        message = f"The PDF cannot be signed ({' '.join(str(error).split())[:200]})."
        raise ProjectError(Problem(message, "Export the PDF again, then sign it.", name)) from error


def _filled(
    increment: SigningIncrement, signer: SimpleSigner, reason: str, moment: datetime.datetime
) -> bytes:
    """Write the revision with an empty place for the signature, and then the signature into it.

    pyHanko's own function for this asks the system for its time zone, which fails where that is not set up.
    """
    certificate = signer.signing_cert
    if certificate is None:
        raise ValueError("there is no certificate")
    method = select_suitable_signing_md(certificate.public_key)
    expected = completed(signer.async_sign(b"", method, dry_run=True, use_pades=True)).dump()
    steps = PdfCMSEmbedder().write_cms(FIELD_NAME, increment, existing_fields_only=True)
    next(steps)
    place = SignatureObject(
        timestamp=moment,
        subfilter=SigSeedSubFilter.PADES,
        reason=reason or None,
        bytes_reserved=2 * (len(expected) + _SPARE_BYTES),
    )
    steps.send(SigObjSetup(sig_placeholder=place))
    target = BytesIO()
    prepared, _ = steps.send(SigIOSetup(md_algorithm=method, output=target))
    steps.send(completed(signer.async_sign(prepared.document_digest, method, use_pades=True)))
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
