"""Certificates that the user trusts, from files that the user chose. The system's are not asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from asn1crypto import pem, x509

from briefing.errors import Problem, ProjectError
from briefing.pdf_record.signing.credentials import Certificates
from briefing.project.storage import read_whole
from briefing.text.characters import visible

_MOST_BYTES = 2**20
_ADVICE = "Choose a certificate file (PEM or DER) of the authority or person whose signatures you trust."


def readable_name(name: x509.Name) -> str:
    """Return the name of a certificate's holder: person and organisation, as far as it has them."""
    parts = name.native
    known = [parts[part] for part in ("common_name", "organization_name") if part in parts]
    texts = [text if isinstance(text, str) else ", ".join(text) for text in known]
    return visible(", ".join(texts) or name.human_friendly)


def read_trusted(paths: Sequence[Path]) -> Certificates:
    """Return the certificates in the files. Raises ProjectError for a file that has none."""
    return tuple(certificate for path in paths for certificate in _certificates_in(path))


def _certificates_in(path: Path) -> list[x509.Certificate]:
    raw = read_whole(path, _MOST_BYTES, _ADVICE)
    try:
        encoded = _decoded(raw) if pem.detect(raw) else [raw]
        certificates = [x509.Certificate.load(each, strict=True) for each in encoded]
        for certificate in certificates:
            _ = certificate.native  # asn1crypto reads the fields only when they are asked for
    except (ValueError, TypeError, KeyError) as error:
        raise ProjectError(Problem(_cause(raw), _ADVICE, str(path))) from error
    if not certificates:
        raise ProjectError(Problem("The file has no certificate in it.", _ADVICE, str(path)))
    return certificates


def _decoded(raw: bytes) -> list[bytes]:
    return [content for kind, _, content in pem.unarmor(raw, multiple=True) if kind.endswith("CERTIFICATE")]


def _cause(raw: bytes) -> str:
    if raw.startswith(b"%PDF-"):
        return "The file is a PDF and not a certificate."
    return "The file is not a certificate that can be read."
