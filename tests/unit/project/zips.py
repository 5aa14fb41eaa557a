"""Project files taken apart and put together again, soundly or not."""

from __future__ import annotations

import hashlib
import io
import warnings
import zipfile
from collections.abc import Iterable
from typing import Any

import msgspec

MIMETYPE = "mimetype"
MANIFEST = "manifest.json"


def members(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(content: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP of these members in this order; a name may come twice."""
    packed = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "w") as archive:
        warnings.simplefilter("ignore", UserWarning)  # that a name comes twice
        for name, raw in content:
            compression = zipfile.ZIP_STORED if name == MIMETYPE else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), raw, compression)
    return packed.getvalue()


def with_members(raw: bytes, changed: dict[str, bytes | None]) -> bytes:
    """The project with members changed, added or taken out (None), under a manifest that agrees."""
    content = {name: body for name, body in (members(raw) | changed).items() if body is not None}
    manifest = msgspec.json.decode(content[MANIFEST])
    manifest["members"] = {
        name: hashlib.sha256(body).hexdigest()
        for name, body in content.items()
        if name not in {MIMETYPE, MANIFEST}
    }
    return zipped((content | {MANIFEST: msgspec.json.encode(manifest)}).items())


def with_manifest(raw: bytes, **fields: Any) -> bytes:
    """The project with fields of its manifest changed."""
    content = members(raw)
    manifest = msgspec.json.decode(content[MANIFEST]) | fields
    return zipped((content | {MANIFEST: msgspec.json.encode(manifest)}).items())
