"""Certificates as they are passed on, without the libraries that read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Certificates = Sequence[Any]
"""Certificates of `asn1crypto`."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A signer's certificate with its key, checked; `subject` names the signer for people.

    `signer` is pyHanko's object of the kind `SimpleSigner`.
    """

    subject: str
    signer: Any = field(repr=False)
