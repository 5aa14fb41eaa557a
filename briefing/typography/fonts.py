"""Fonts from packages, so that a PDF looks the same on every machine.

Fontconfig is pointed at a configuration without any system font before WeasyPrint is loaded; the families
below reach it through `@font-face` rules at `ADDRESS`, so a template names a family and nothing more.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path
from urllib.parse import quote

import fontpkg

from briefing import paths

ADDRESS = "https://font.invalid/"
FAMILIES = ("Source Serif 4", "Source Sans 3", "Amiri")


def use_packaged_fonts_only() -> None:
    """Keep fontconfig from the machine's own fonts. Has to run before WeasyPrint is imported."""
    os.environ["FONTCONFIG_FILE"] = str(paths.resources() / "fonts" / "fonts.conf")


@functools.cache
def font_files() -> dict[str, Path]:
    """Every font file that can be asked for, by its name."""
    files = [file for family in FAMILIES for file in fontpkg.family(family).files]
    return {file.path.name: file.path for file in files}


@functools.cache
def font_faces() -> str:
    """CSS that declares every family, style and weight."""
    return "\n".join(
        f"@font-face {{ font-family: '{family}'; font-style: {file.style};{_weight(file)}"
        f" src: url({ADDRESS}{quote(file.path.name)}); }}"
        for family in FAMILIES
        for file in fontpkg.family(family).files
    )


def _weight(file: fontpkg.FontFile) -> str:
    # WeasyPrint 70 knows no range of weights here, and finds those of a variable font by itself.
    return "" if file.variable else f" font-weight: {file.weight};"


@functools.cache
def covered_characters() -> frozenset[int]:
    """The code points that at least one of the fonts can show."""
    from fontTools.ttLib import TTFont

    covered: set[int] = set()
    for path in font_files().values():
        with TTFont(path, lazy=True) as font:
            covered |= font.getBestCmap().keys()
    return frozenset(covered)
