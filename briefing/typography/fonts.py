"""Fonts from packages, so that a PDF looks the same on every machine.

Fontconfig is pointed at a configuration without any system font before WeasyPrint is loaded; the families
below reach it through `@font-face` rules at `ADDRESS`, so a template names a family and nothing more.

Fonts of further scripts are in packages that need not be installed. A page loads them only for text in
their script; without them such text is not printed.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from briefing import paths
from briefing.typography.code_points import CodePoints

# The window names its fonts before anything is drawn: it does not wait for what only pages need.
if TYPE_CHECKING:
    import fontpkg
    from fontTools.ttLib import TTFont

ADDRESS = "https://font.invalid/"
FAMILIES = ("Source Serif 4", "Source Sans 3", "Amiri")
HOW_TO_INSTALL = "pip install 'treaty-briefing[scripts]'"
"""Installs the packages with the fonts of further scripts."""


_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
"""Characters for which Pango draws nothing, with a font or without."""


@dataclass(frozen=True, slots=True)
class ScriptFont:
    """A font of one script, with weights from 100 to 900; `language` names its texts, as in *Thai text*."""

    family: str
    language: str
    package: str
    file: str

    @property
    def path(self) -> Path | None:
        """Where the font is installed."""
        return _installed(self.package, self.file)


def _noto(name: str, language: str = "") -> ScriptFont:
    return ScriptFont(f"Noto Sans {name}", language or name, "manimgx_fonts", f"NotoSans{name}[wght].ttf")


def _east_asian(name: str, language: str) -> ScriptFont:
    file = f"fonts/ofl/notosans{name.lower()}/NotoSans{name}[wght].ttf"
    return ScriptFont(f"Noto Sans {name}", language, "justmytype_intl_cjk", file)


SCRIPT_FONTS = {
    "Hebr": _noto("Hebrew"),
    "Geor": _noto("Georgian"),
    "Armn": _noto("Armenian"),
    "Thai": _noto("Thai"),
    "Deva": _noto("Devanagari"),
    "Hans": _east_asian("SC", "Chinese"),
    "Hant": _east_asian("TC", "Chinese"),
    "Jpan": _east_asian("JP", "Japanese"),
    "Kore": _east_asian("KR", "Korean"),
}
"""The font of each further script, in the order in which they are tried for a character."""


@functools.cache
def _installed(package: str, file: str) -> Path | None:
    return next((path for folder in _folders(package) if (path := folder / file).is_file()), None)


@functools.cache
def _folders(package: str) -> tuple[Path, ...]:
    """Return the folders of an installed package, without importing it."""
    spec = importlib.util.find_spec(package)
    return tuple(map(Path, (spec.submodule_search_locations if spec else None) or ()))


def script_fonts(text: str, languages: Iterable[str] = ()) -> dict[str, ScriptFont]:
    """Return the fonts of further scripts that a text needs, by script, in a fixed order."""
    from briefing.typography import scripts

    needed = scripts.scripts_in(text, languages)
    return {script: font for script, font in SCRIPT_FONTS.items() if script in needed}


def family_of(language: str) -> str:
    """Return the family of the further script in which a language is written, if it is one."""
    from briefing.typography import scripts

    font = SCRIPT_FONTS.get(scripts.script_of(language))
    return font.family if font else ""


def use_packaged_fonts_only() -> None:
    """Keep fontconfig from the machine's own fonts. Has to run before WeasyPrint is imported."""
    os.environ["FONTCONFIG_FILE"] = str(paths.resources() / "fonts" / "fonts.conf")


@functools.cache
def font_files() -> dict[str, Path]:
    """Every font file that can be asked for, by its name."""
    import fontpkg

    files = [file for family in FAMILIES for file in fontpkg.family(family).files]
    return {file.path.name: file.path for file in files}


@functools.cache
def script_font_files() -> dict[str, Path]:
    """Every installed font of a further script, by its name."""
    return {path.name: path for font in SCRIPT_FONTS.values() if (path := font.path)}


def script_font_faces(used: Iterable[ScriptFont]) -> str:
    """CSS that declares those of the fonts that are installed."""
    return "\n".join(
        f"@font-face {{ font-family: '{font.family}'; src: url({ADDRESS}{quote(font.path.name)}); }}"
        for font in used
        if font.path
    )


@functools.cache
def font_faces() -> str:
    """CSS that declares every family, style and weight."""
    import fontpkg

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
def covered_characters() -> CodePoints:
    """Return the code points that at least one of the fonts that are always there can show."""
    return CodePoints().union(*map(characters_of, font_files().values()))


@functools.cache
def characters_of(path: Path) -> CodePoints:
    """Return the code points that a font can show."""
    with opened(path) as font:
        return CodePoints(font.getBestCmap())


def opened(path: Path) -> TTFont:
    """Open a font, with numbers for names of its glyphs: making names takes longer than all else."""
    from fontTools.ttLib import TTFont

    font = TTFont(path, lazy=True)
    font.setGlyphOrder(list(map(str, range(font["maxp"].numGlyphs))))
    return font


def undrawable(text: str, languages: Iterable[str] = ()) -> set[str]:
    """Return the characters of a text that no installed font has and that are not invisible anyway."""
    covered = covered_characters()
    left = {sign for sign in set(text) if ord(sign) not in covered and not sign.isspace()}
    left = {sign for sign in left if not _INVISIBLE.match(sign)}
    if left:
        for font in script_fonts(text, languages).values():
            if font.path:
                left = {sign for sign in left if ord(sign) not in characters_of(font.path)}
    return left


def unprintable(text: str, languages: Iterable[str] = ()) -> tuple[list[str], list[ScriptFont]]:
    """Return the characters of a text that no font has, and the fonts that are not installed for it."""
    left = undrawable(text, languages)
    if not left:
        return [], []
    missing = [font for font in script_fonts(text, languages).values() if not font.path]
    if missing:
        left = {sign for sign in left if not script_fonts(sign)}
    return sorted(left), missing
