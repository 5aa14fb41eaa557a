"""Check the signatures of a PDF, without a network: no revocation lists, no lists of authorities."""

from __future__ import annotations

import datetime
import logging
from io import BytesIO

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError

from briefing.pdf_record.signing.completed import completed
from briefing.pdf_record.signing.credentials import Certificates
from briefing.pdf_record.signing.report import SignatureReport, SignatureState
from briefing.pdf_record.signing.trust import readable_name

_USAGE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})
_UNKNOWN = "an unknown signer"
for _library in ("pyhanko", "pyhanko_certvalidator"):
    # They log what is reported here as a state, with a traceback.
    logging.getLogger(_library).addHandler(logging.NullHandler())
_ODD = (
    PdfError, SigningError, SignatureValidationError, PathError, AttributeError, IndexError, KeyError,
    NotImplementedError, RecursionError, RuntimeError, TypeError, ValueError,
)  # fmt: skip
"""What a signature that is not as it should be turns into; the file may come from anywhere."""
_NOT_TODAY = "Its certificate, or one that it leads to, is not valid today."
_REASONS = {
    AdESIndeterminate.EXPIRED: _NOT_TODAY,
    AdESIndeterminate.NOT_YET_VALID: _NOT_TODAY,
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: _NOT_TODAY,
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: _NOT_TODAY,
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE: "Its certificate is not meant for signatures.",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: "It uses a method that is no longer secure.",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: "It uses a method that is no longer secure.",
}


def checked(
    raw: bytes, trusted: Certificates, moment: datetime.datetime | None = None
) -> tuple[SignatureReport, ...]:
    """Return a report on each signature, as of a moment or today; one that cannot be read says so."""
    try:
        signatures = PdfFileReader(BytesIO(raw)).embedded_regular_signatures
    except _ODD as error:
        return (_unreadable(_UNKNOWN, error),)
    return tuple(_report(signature, trusted, moment) for signature in signatures)


def _report(
    signature: EmbeddedPdfSignature, trusted: Certificates, moment: datetime.datetime | None
) -> SignatureReport:
    signer = _UNKNOWN
    try:
        certificate = signature.signer_cert
        signer = readable_name(certificate.subject)
        status = _status(signature, trusted, moment)
        state, detail = _verdict(status, trusted)
        if state is SignatureState.NOT_TRUSTED and _had_expired(signature, trusted):
            detail += " It was valid at the time that the signer states, which no one else confirms."
        return SignatureReport(
            state,
            signer,
            detail,
            signed_at=_minute(signature.self_reported_timestamp),
            issuer=readable_name(certificate.issuer),
            certificate_sha256=certificate.sha256.hex(),
        )
    except _ODD as error:
        return _unreadable(signer, error)


def _status(
    signature: EmbeddedPdfSignature, trusted: Certificates, moment: datetime.datetime | None
) -> PdfSignatureStatus:
    context = ValidationContext(
        trust_roots=list(trusted), allow_fetching=False, revocation_mode="soft-fail", moment=moment
    )
    return completed(
        async_validate_pdf_signature(
            signature, signer_validation_context=context, key_usage_settings=_USAGE
        )
    )


def _verdict(status: PdfSignatureStatus, trusted: Certificates) -> tuple[SignatureState, str]:
    if change := _change(status):
        return SignatureState.CHANGED, change
    more = _added(status)
    if status.trusted and status.validation_path is not None:
        anchor = readable_name(status.validation_path.first.subject)
        return SignatureState.VALID, f"Its certificate leads to {anchor}, which you trust.{more}"
    if not trusted:
        return SignatureState.NOT_TRUSTED, f"No certificate was named that you trust.{more}"
    problem = status.trust_problem_indic
    reason = _REASONS.get(problem) if isinstance(problem, AdESIndeterminate) else None
    return SignatureState.NOT_TRUSTED, (reason or "Its certificate leads to none that you trust.") + more


def _change(status: PdfSignatureStatus) -> str:
    """Return how the file is not the one that was signed; empty where it is."""
    if not status.intact:
        return "The bytes that were signed are not the ones in the file."
    if not status.valid:
        return "The signature does not match its certificate."
    if status.coverage is None or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return "The signature does not cover the file that it is in."
    return "" if status.docmdp_ok else "The file was changed after it was signed."


def _added(status: PdfSignatureStatus) -> str:
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return ""
    if status.modification_level is ModificationLevel.NONE:
        return ""
    return " The file was added to later in ways that leave a signature valid, such as further signatures."


def _had_expired(signature: EmbeddedPdfSignature, trusted: Certificates) -> bool:
    """Return whether the certificate was valid and trusted at the signer's time, and is not today."""
    stated = signature.self_reported_timestamp
    if stated is None or not trusted:
        return False
    return bool(_status(signature, trusted, stated).trusted)


def _minute(moment: datetime.datetime | None) -> str:
    return moment.isoformat(" ", "minutes") if moment is not None else ""


def _unreadable(signer: str, error: Exception) -> SignatureReport:
    cause = " ".join(str(error).split())[:200]
    return SignatureReport(SignatureState.UNREADABLE, signer, f"It cannot be read: {cause}.")
