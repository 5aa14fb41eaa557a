"""The certificate and private key to sign with, from a PKCS#12 file that is protected by a password."""

from __future__ import annotations

import datetime
from pathlib import Path

from asn1crypto import pkcs12 as pkcs12_form
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign.signers import SimpleSigner

from briefing.errors import Problem, ProjectError
from briefing.pdf_record.signing.credentials import Identity
from briefing.pdf_record.signing.trust import readable_name
from briefing.project.storage import read_whole

_MOST_BYTES = 2**20
_LEAST_RSA_BITS = 2048
_CHOOSE = "Choose a PKCS#12 file (.p12 or .pfx) with your certificate and its private key."
_OTHER = "Choose the file of a certificate for signing documents, or ask your authority for one."


def read_identity(path: Path, password: str, moment: datetime.datetime) -> Identity:
    """Read the file and check that its certificate can sign at this moment. Raises ProjectError."""
    raw, name = read_whole(path, _MOST_BYTES, _CHOOSE), str(path)
    _check_form(raw, name)
    certificate, key = _unlocked(raw, password, name)
    _check_key(key, name)
    _check_validity(certificate, moment, name)
    _check_usage(certificate, name)
    signer = SimpleSigner.load_pkcs12_data(raw, other_certs=[], passphrase=password.encode() or None)
    return Identity(readable_name(signer.signing_cert.subject), signer)


def _check_form(raw: bytes, name: str) -> None:
    try:
        _ = pkcs12_form.Pfx.load(raw, strict=True)["auth_safe"]["content_type"].native
    except (ValueError, TypeError, KeyError):
        raise _refused("The file is not a PKCS#12 file, or it is damaged.", _CHOOSE, name) from None


def _unlocked(raw: bytes, password: str, name: str) -> tuple[x509.Certificate, object]:
    try:
        key, certificate, _others = pkcs12.load_key_and_certificates(raw, password.encode() or None)
    except UnsupportedAlgorithm as error:
        message = f"The file is protected in a way that cannot be read here ({error})."
        raise _refused(message, "Export certificate and key again, protected with AES.", name) from None
    except (ValueError, TypeError):
        raise _refused(
            "The password does not open the file.", "Type the password that was set for this file.", name
        ) from None
    if certificate is None or key is None:
        lacks = "private key" if key is None else "certificate"
        raise _refused(f"The file has no {lacks} to sign with.", _CHOOSE, name)
    return certificate, key


def _check_key(key: object, name: str) -> None:
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return
    if not isinstance(key, rsa.RSAPrivateKey):
        message = "The key is neither RSA nor ECDSA; signatures of a PDF 1.7 cannot be of another kind."
        raise _refused(message, _OTHER, name)
    if key.key_size < _LEAST_RSA_BITS:
        raise _refused(f"The key has {key.key_size} bits, fewer than {_LEAST_RSA_BITS}.", _OTHER, name)


def _check_validity(certificate: x509.Certificate, moment: datetime.datetime, name: str) -> None:
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if moment > ends:
        raise _refused(
            f"The certificate expired on {ends:%Y-%m-%d}.",
            "Choose a certificate that is valid today, or ask your authority for a new one.",
            name,
        )
    if moment < begins:
        raise _refused(
            f"The certificate is not valid before {begins:%Y-%m-%d}.",
            "Check the date of this computer, or sign when the certificate has become valid.",
            name,
        )


def _check_usage(certificate: x509.Certificate, name: str) -> None:
    """Refuse a certificate whose key usage, where it has one, does not include signatures (RFC 5280)."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not (usage.digital_signature or usage.content_commitment):
        raise _refused("The certificate is not meant for signatures (its key usage).", _OTHER, name)


def _refused(message: str, remedy: str, name: str) -> ProjectError:
    return ProjectError(Problem(message, remedy, name))
