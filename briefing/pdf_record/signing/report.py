"""Signatures of a PDF as a verification reports them."""

from __future__ import annotations

from enum import StrEnum

from briefing.model.value import Value


class SignatureState(StrEnum):
    """Result of checking a signature; `UNCHECKED` only where the extra `signing` is not installed."""

    VALID = "valid"
    CHANGED = "changed after signing"
    NOT_TRUSTED = "certificate not trusted"
    UNREADABLE = "not readable"
    UNCHECKED = "not checked"


FAILED_STATES = frozenset({SignatureState.CHANGED, SignatureState.UNREADABLE, SignatureState.UNCHECKED})
"""States in which nothing is known of who signed this file, or it is not the file that was signed."""


class SignatureReport(Value, frozen=True):
    """A signature: `detail` explains the state in sentences, `signed_at` is the signer's own statement.

    `certificate_sha256` is the fingerprint of the signer's certificate, empty where it cannot be read.
    """

    state: SignatureState
    signer: str
    detail: str
    signed_at: str = ""
    issuer: str = ""
    certificate_sha256: str = ""

    @property
    def has_failed(self) -> bool:
        return self.state in FAILED_STATES

    def __str__(self) -> str:
        signed_at = f", {self.signed_at} by the signer's clock" if self.signed_at else ""
        return f"Signature of {self.signer}{signed_at}: {self.state}. {self.detail}".rstrip()
