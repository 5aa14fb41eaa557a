"""The files of a template by name: which may be among them, and what they hash to.

A project and a ZIP carry a template in this form; both hold what they are given against it.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping

Files = Mapping[str, bytes]
"""Contents by name; names are relative, with slashes."""

MANIFEST = "template.yaml"
MAX_FILES = 300
MAX_BYTES = 32 * 2**20
MAX_FILE_BYTES = 16 * 2**20
KINDS = (
    ".yaml", ".jinja", ".css", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".otf", ".ttf", ".woff",
    ".woff2", ".md", ".txt",
)  # fmt: skip
"""How the names of a template's files end. Other files of its folder are no part of it."""

_MAX_DEPTH = 6
_MAX_NAME = 180
_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._ -]*(?<![. ])")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_MB = 2**20


def is_name(name: str) -> bool:
    """Whether a file may be called so: beneath its folder, on every system, and of a known kind."""
    parts = name.split("/")
    return (
        len(name) <= _MAX_NAME
        and len(parts) <= _MAX_DEPTH
        and all(_PART.fullmatch(part) and not _RESERVED.fullmatch(part) for part in parts)
        and name.lower().endswith(KINDS)
    )


def objections(sizes: Mapping[str, int]) -> list[str]:
    """What stands against files of these names and sizes being a template, a sentence each."""
    said = [f"'{name[:80]}' is no name for a file of a template." for name in sizes if not is_name(name)]
    said += [f"'{name}' is larger than {MAX_FILE_BYTES // _MB} MB." for name, size in sizes.items()
             if size > MAX_FILE_BYTES]  # fmt: skip
    said += [f"'{name}' is there twice, in capitals and small letters." for name in _twice(sizes)]
    if len(sizes) > MAX_FILES:
        said.append(f"There are more than {MAX_FILES} files.")
    if sum(sizes.values()) > MAX_BYTES:
        said.append(f"The files are larger than {MAX_BYTES // _MB} MB together.")
    if MANIFEST not in sizes:
        said.append(f"There is no '{MANIFEST}'.")
    return said


def _twice(names: Iterable[str]) -> list[str]:
    counts = Counter(name.lower() for name in names)
    return [name for name, count in counts.items() if count > 1]


def digest(files: Files) -> str:
    """The SHA-256 of all names and contents; the order in which they come does not matter."""
    lines = (f"{hashlib.sha256(files[name]).hexdigest()} {name}\n" for name in sorted(files))
    return hashlib.sha256("".join(lines).encode()).hexdigest()
