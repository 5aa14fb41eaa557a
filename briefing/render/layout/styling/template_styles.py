"""Style sheets and fonts of templates, which are kept while the files of a template are as they were."""

from __future__ import annotations

import atexit
import hashlib
import logging
import shutil
import threading
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.render.layout.styling.linked_fonts import link_fonts
from briefing.render.layout.styling.shared_styles import (
    SharedStyles,
    depends_on_content,
    depends_on_page_size,
)
from briefing.render.templates.loader import STYLE
from briefing.typography import fonts
from briefing.typography.fonts import ScriptFont

import weasyprint  # isort: skip
from weasyprint.text.fonts import FontConfiguration  # isort: skip
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # isort: skip

_MOST_KEPT = 8
"""Of each thread: what Pango has of fonts is for one thread at a time."""
_kept = threading.local()

# WeasyPrint removes the temporary files of fonts with their configuration, but not of one in use at exit.
_font_configurations: weakref.WeakSet[FontConfiguration] = weakref.WeakSet()


@atexit.register
def _remove_font_files() -> None:
    for configuration in list(_font_configurations):
        if configuration._folder:  # noqa: SLF001 - there is no public way to it
            shutil.rmtree(configuration._folder, ignore_errors=True)  # noqa: SLF001 - likewise


@dataclass(frozen=True, slots=True)
class FontSet:
    """Fonts, and the style sheets of pages with them."""

    fonts: Any
    styles: list[Any]


class TemplateStyles:
    """The style sheet of a template, parsed once, and the fonts of its pages by scripts of their text."""

    def __init__(self, folder: Path, address: str, fetcher: URLFetcher) -> None:
        self._address = address
        self._has_sheet = (folder / STYLE).is_file()
        noting, fonts_noted = _Noting(fetcher), _FontsNoted()
        self._sheet = self._parsed(noting, fonts_noted)
        self._digests = {url: _digest(content) for url, content in noting.contents.items()}
        self._has_own_fonts = fonts_noted.has_any
        sheets = [content.decode(errors="replace") for content in noting.contents.values()]
        self._shares_styles = not any(map(depends_on_page_size, sheets))
        self.depend_on_content = any(map(depends_on_content, sheets))
        """Whether how an element looks may depend on what is in another one."""
        self._font_sets: dict[tuple[str, ...], FontSet] = {}
        if self._has_own_fonts:
            self.font_set({}, fetcher)  # now, so that a font that may not be had is noticed

    @property
    def can_be_kept(self) -> bool:
        """Whether all that the style sheet loads are style sheets."""
        return not self._has_own_fonts

    def is_of(self, folder: Path, fetcher: URLFetcher) -> bool:
        """Return whether the files of a template give these styles."""
        if self._has_sheet is not (folder / STYLE).is_file():
            return False
        try:
            return all(_digest(fetcher(url).read()) == digest for url, digest in self._digests.items())
        except FatalURLFetchingError:
            return False

    def font_set(self, script_fonts: Mapping[str, ScriptFont], fetcher: URLFetcher) -> FontSet:
        """Return the fonts and style sheets for pages with text in these further scripts.

        Pages without such text are laid out without their fonts, so that they are the same in any company.
        """
        known = self._font_sets.get(tuple(script_fonts))
        if known is None:
            known = self._font_sets[tuple(script_fonts)] = self._new_font_set(script_fonts, fetcher)
        return known

    def _new_font_set(self, script_fonts: Mapping[str, ScriptFont], fetcher: URLFetcher) -> FontSet:
        configuration: Any = FontConfiguration()
        _font_configurations.add(configuration)
        configuration.scripts = tuple(script_fonts)
        configuration.script_families = tuple(font.family for font in script_fonts.values())
        faces = fonts.font_faces() + fonts.script_font_faces(script_fonts.values())
        styles = [weasyprint.CSS(string=faces, url_fetcher=fetcher, font_config=configuration)]
        installed = [font.path for font in script_fonts.values() if font.path]
        link_fonts(configuration._folder, (*fonts.font_files().values(), *installed))  # noqa: SLF001 - as above
        sheet = self._parsed(fetcher, configuration) if self._has_own_fonts else self._sheet
        if sheet is not None:
            styles.append(sheet)
        configuration.shared_styles = SharedStyles() if self._shares_styles else None
        if configuration.shared_styles:
            configuration.shared_styles.use(_sheets(styles))
        return FontSet(configuration, styles)

    def _parsed(self, fetcher: Any, configuration: Any) -> Any:
        """Return the style sheet, whose own fonts become part of a configuration; None without one."""
        if not self._has_sheet:
            return None
        return weasyprint.CSS(url=self._address + STYLE, url_fetcher=fetcher, font_config=configuration)


class _Noting:
    """Fetches with another fetcher, and notes what was fetched."""

    _fail_on_errors = False

    def __init__(self, fetcher: URLFetcher) -> None:
        self._fetcher = fetcher
        self.contents: dict[str, bytes] = {}

    def __call__(self, url: str) -> URLFetcherResponse:
        response = self._fetcher(url)
        content = self.contents[url] = response.read()
        return URLFetcherResponse(url, content, response.headers)


class _FontsNoted:
    """Takes the place of a font configuration, and notes whether a style sheet has fonts."""

    def __init__(self) -> None:
        self.has_any = False

    def add_font_face(self, _rule_descriptors: object, _fetcher: object) -> None:
        """Note a font; it is not loaded."""
        self.has_any = True


def styles_of(folder: Path, address: str, fetcher: URLFetcher) -> TemplateStyles:
    """Return the styles of a template, whose files have addresses below `address`.

    Those that WeasyPrint warns of are not kept: it is to warn again.
    """
    kept: dict[Path, TemplateStyles] = _kept.__dict__.setdefault("by_folder", {})
    known = kept.pop(folder, None)
    if known is None or not known.is_of(folder, fetcher):
        warnings = _Warnings()
        logger = logging.getLogger("weasyprint")
        logger.addHandler(warnings)
        try:
            known = TemplateStyles(folder, address, fetcher)
        finally:
            logger.removeHandler(warnings)
        if warnings.are_there or not known.can_be_kept:
            return known
    kept[folder] = known
    if len(kept) > _MOST_KEPT:
        del kept[next(iter(kept))]
    return known


class _Warnings(logging.Handler):
    """Notices that something is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.are_there = False

    def emit(self, _record: logging.LogRecord) -> None:
        self.are_there = True


def _sheets(styles: Sequence[Any]) -> list[tuple[Any, str, None]]:
    """Return the style sheets of all documents as WeasyPrint lists them."""
    agents = weasyprint.HTML(string="<p>")._ua_stylesheets()  # noqa: SLF001 - there is no public way to it
    return [
        *((sheet, "user agent", None) for sheet in agents),
        *((sheet, "user", None) for sheet in styles),
    ]


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
