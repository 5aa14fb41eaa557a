"""Instances of fonts in the cache folder, each in a file with a digest of its content.

What cannot be read or written is made each time: a cache changes no byte of a document.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
from collections.abc import Callable
from pathlib import Path

from briefing import paths
from briefing.atomic_write import write_atomically
from briefing.errors import BriefingError

log = logging.getLogger(__name__)

_SUFFIX = ".font"
_DIGEST_BYTES = hashlib.sha256().digest_size
_MOST_KEPT = 128
"""About 40 MB. A template has some ten instances, more where a typeface has optical sizes."""


def kept_or_made(name: str, make: Callable[[], bytes | None]) -> bytes | None:
    """Return the instance that is kept under a name, or make and keep it; None where none can be made."""
    path = paths.font_instances() / f"{name}{_SUFFIX}"
    content = _read(path)
    if content is None:
        content = make()
        if content is not None:
            _keep(path, content)
    return content


def _read(path: Path) -> bytes | None:
    """Return what is in a file; None where there is none, or it is not as it was written."""
    try:
        written = path.read_bytes()
    except OSError:
        return None
    digest, content = written[:_DIGEST_BYTES], written[_DIGEST_BYTES:]
    return content if hashlib.sha256(content).digest() == digest else None


def _keep(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, hashlib.sha256(content).digest() + content)
        _delete_oldest(path.parent)
    except (OSError, BriefingError) as error:
        log.info("an instance of a font is not kept: %s", error)


def _delete_oldest(folder: Path) -> None:
    """Delete the files that were written first, where they are too many."""
    files = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime)
    for file in files[: max(0, len(files) - _MOST_KEPT)]:
        with contextlib.suppress(OSError):
            file.unlink()
