"""Sign finished PDFs with a certificate (PAdES B-B), and check signatures."""

# Only this package imports pyHanko, which the extra `signing` installs, and only when it is first used.

from __future__ import annotations

import datetime
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from briefing.clock import utc_now
from briefing.errors import Problem, ProjectError
from briefing.pdf_record.signing.credentials import Certificates, Identity
from briefing.pdf_record.signing.report import SignatureReport, SignatureState

__all__ = [
    "INSTALL",
    "Certificates",
    "Identity",
    "SignatureReport",
    "SignatureState",
    "can_sign",
    "check",
    "read_identity",
    "read_trusted",
    "sign",
]

INSTALL = "Install the extra `signing`: pip install 'treaty-briefing[signing]'."


def can_sign() -> bool:
    """Return whether the extra `signing` is installed, without loading it."""
    return find_spec("pyhanko") is not None


def _require(what: str, name: str) -> None:
    if not can_sign():
        raise ProjectError(Problem(f"{what} needs pyHanko, which is not installed.", INSTALL, name))


def read_identity(path: Path, password: str, moment: datetime.datetime) -> Identity:
    """Read the certificate and key to sign with at a moment. Raises ProjectError."""
    _require("Signing", str(path))
    from briefing.pdf_record.signing.identity import read_identity as read

    return read(path, password, moment)


def sign(raw: bytes, name: str, identity: Identity, reason: str = "") -> bytes:
    """Return the PDF with one revision added, which signs it.

    Raises ProjectError for one that this program did not make, that is damaged, or that is signed already.
    """
    _require("Signing", name)
    from briefing.pdf_record.signing.pades import signed

    return signed(raw, name, identity, reason, utc_now())


def read_trusted(paths: Sequence[Path]) -> Certificates:
    """Read the certificates that the user trusts, from PEM or DER files. Raises ProjectError."""
    if not paths:
        return ()
    _require("Checking a signature", str(paths[0]))
    from briefing.pdf_record.signing.trust import read_trusted as read

    return read(paths)


def check(raw: bytes, trusted: Certificates) -> tuple[SignatureReport, ...]:
    """Check the signatures of a PDF that has some, in the order in which they were made."""
    if not can_sign():
        detail = f"Checking a signature needs pyHanko, which is not installed. {INSTALL}"
        return (SignatureReport(SignatureState.UNCHECKED, "an unknown signer", detail),)
    from briefing.pdf_record.signing.validation import checked

    return checked(raw, trusted)
