"""The version of the code on which a cache depends."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

import briefing


@functools.cache
def code_version(*packages: str) -> str:
    """Return a hash of the program's version and, where it runs from source, of the code of packages.

    The packages are named by their folders in `briefing`. A cache written by other code is not used.
    """
    digest = hashlib.sha256(briefing.__version__.encode())
    root = Path(briefing.__file__).parent
    for package in packages:
        for path in sorted((root / package).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
