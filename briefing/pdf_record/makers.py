"""Versions and digests of everything beside the project that decides the look of the pages."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path

from msgspec.structs import replace

import briefing
from briefing import paths, template_files
from briefing.codec import encode
from briefing.errors import RenderError
from briefing.model.briefing import Briefing
from briefing.render import Template
from briefing.templating.folder import files_of
from briefing.typography.fonts import font_files, script_fonts

PROGRAM = "treaty-briefing"
_CODE = (
    "charts", "codec", "composition", "exports", "grading", "model", "pdf_record", "project", "render",
    "text", "typography",
)  # fmt: skip
_DATA = ("companion", "maps", "markings", "phrases", "schemes")
_SUFFIXES = frozenset({".css", ".jinja", ".json", ".py", ".yaml"})
"""Packages, and folders of the resources, on which the pages and the attached files depend."""


def makers(printed: Briefing, template: Template) -> dict[str, str]:
    """Return the makers of a PDF by name.

    Fonts of further scripts are in it only where the briefing has text in those.
    """
    text = encode(replace(printed, comments=())).decode()  # a project that is sent has none
    languages = sorted({source.language for source in printed.library.sources if source.language})
    used = [font.path for font in script_fonts(text, languages).values()]
    further = {path.name: path for path in used if path is not None}
    names = {"script-fonts": _digest_of_files(further)} if used else {}
    return {
        **names,
        PROGRAM: briefing.__version__,
        "code": code_digest(),
        "weasyprint": metadata.version("weasyprint"),
        "template": _template_digest(template),
        "fonts": _digest_of_files(font_files()),
    }


@functools.cache
def code_digest() -> str:
    """Return a digest of the code and data that print: builds of one version can differ."""
    root = Path(briefing.__file__).parent
    files = {
        path.relative_to(folder.parent).as_posix(): path
        for folder in (*(root / name for name in _CODE), *(paths.resources() / name for name in _DATA))
        for path in folder.rglob("*")
        if path.suffix in _SUFFIXES
    }
    return _digest_of_files(files)


def _template_digest(template: Template) -> str:
    """Return a digest of the template with its base, the same for a project's copy of it."""
    try:
        return template_files.digest(files_of(template))
    except RenderError:  # too large for a project, so there is no copy
        files = {str(path.relative_to(template.folder)): path for path in template.folder.rglob("*")}
        return _digest_of_files({name: path for name, path in files.items() if path.is_file()})


def _digest_of_files(files: Mapping[str, Path]) -> str:
    return _digest((name, path.read_bytes()) for name, path in sorted(files.items()))


def _digest(files: Iterable[tuple[str, bytes]]) -> str:
    return hashlib.sha256(
        b"".join(f"{name}\0".encode() + hashlib.sha256(raw).digest() for name, raw in files)
    ).hexdigest()
