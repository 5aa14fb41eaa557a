"""Exported files, held to their formats by programs that others wrote; each function returns the errors."""

from __future__ import annotations

import functools
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.csl_schema import SCHEMA

# jsonschema builds the grammars of IRIs when it is imported, which takes a second, if it finds this module;
# no schema of an exported file asks for them.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

if TYPE_CHECKING:
    # They take seconds to load, and few test processes need them.
    from jsonschema import Draft7Validator
    from openxml_audit import OpenXmlValidator

_STIX_WARNINGS = frozenset({"103", "202", "302"})
"""Ids are of version 5, the same for equal briefings; addresses lack hashes; notes contradict notes."""


def office_errors(raw: bytes, format_id: str) -> list[str]:
    """Check a Word document or an Excel workbook: package, schemas of the parts, meaning."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"out.{format_id}"
        path.write_bytes(raw)
        return [str(error) for error in _office().validate(path).errors]


def csl_errors(raw: bytes) -> list[str]:
    return [error.message for error in _csl().iter_errors(json.loads(raw))]


def stix_errors(raw: bytes) -> list[str]:
    """Check a bundle by the validator of OASIS; warnings that are no intention of ours are errors too."""
    from stix2validator import ValidationOptions, validate_string

    result = validate_string(raw.decode(), ValidationOptions(version="2.1"))
    warnings = [str(warning) for warning in result.warnings or ()]
    known = tuple(f"{{{code}}}" for code in _STIX_WARNINGS)
    return [
        *map(str, result.errors or ()),
        *(warning for warning in warnings if not any(code in warning for code in known)),
    ]


@functools.cache
def _office() -> OpenXmlValidator:
    from openxml_audit import OpenXmlValidator

    return OpenXmlValidator()


@functools.cache
def _csl() -> Draft7Validator:
    from jsonschema import Draft7Validator

    return Draft7Validator(SCHEMA)
