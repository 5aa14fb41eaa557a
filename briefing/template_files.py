"""The files of a template by name: the allowed names and sizes, and the hash of the whole.

Projects and ZIPs contain templates in this form; both check them on reading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from briefing.file_names import is_device_name

Files = Mapping[str, bytes]
"""Contents by name; names are relative, with slashes."""

MANIFEST = "template.yaml"
FIRST_CHOICE = "two-pages"
"""The id of the template of a new briefing for which nobody chooses one. Files without a template name mean
another: see `Briefing.template_id`."""
MAX_FILES = 300
MAX_BYTES = 32 * 2**20
MAX_FILE_BYTES = 16 * 2**20
KINDS = (
    ".yaml", ".jinja", ".css", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".otf", ".ttf", ".woff",
    ".woff2", ".md", ".txt",
)  # fmt: skip
"""The file name extensions of a template's files. Other files in its folder are not part of it."""

_MAX_DEPTH = 6
_MAX_NAME = 180
_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._ -]*(?<![. ])")
_MB = 2**20


def is_name(name: str) -> bool:
    """Check a file name: inside the template's folder, valid on every system, and of a known kind."""
    parts = name.split("/")
    return (
        len(name) <= _MAX_NAME
        and len(parts) <= _MAX_DEPTH
        and all(_PART.fullmatch(part) and not is_device_name(part) for part in parts)
        and name.lower().endswith(KINDS)
    )


def objections(sizes: Mapping[str, int]) -> list[str]:
    """Return the reasons, a sentence each, why files of these names and sizes are not a template."""
    reasons = [
        f"'{name[:80]}' is not a valid name for a file of a template."
        for name in sizes
        if not is_name(name)
    ]
    reasons += [f"'{name}' is larger than {MAX_FILE_BYTES // _MB} MB." for name, size in sizes.items()
             if size > MAX_FILE_BYTES]  # fmt: skip
    reasons += [f"The name '{name}' occurs twice, in upper and lower case." for name in _twice(sizes)]
    if len(sizes) > MAX_FILES:
        reasons.append(f"There are more than {MAX_FILES} files.")
    if sum(sizes.values()) > MAX_BYTES:
        reasons.append(f"The files are larger than {MAX_BYTES // _MB} MB in total.")
    if MANIFEST not in sizes:
        reasons.append(f"There is no '{MANIFEST}'.")
    return reasons


def _twice(names: Iterable[str]) -> list[str]:
    counts = Counter(name.lower() for name in names)
    return [name for name, count in counts.items() if count > 1]


def digest(files: Files) -> str:
    """Return the SHA-256 of all names and contents, independent of their order."""
    import hashlib

    lines = (f"{hashlib.sha256(files[name]).hexdigest()} {name}\n" for name in sorted(files))
    return hashlib.sha256("".join(lines).encode()).hexdigest()
