"""Serve what pages may load: the template's files, the project's images and charts, the packaged fonts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from briefing.composition.addresses import ATTACHMENT_ADDRESS, DRAWING_ADDRESS
from briefing.input_file import real_path
from briefing.pictures import JPEG, PNG, PictureError, without_metadata
from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint
from briefing.render.templates.loader import find_file
from briefing.typography import fonts

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # isort: skip

TEMPLATE_ADDRESS = "https://template.invalid/"
_MAX_ASSET_BYTES = 32 * 2**20
_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}


class AssetFetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint ships no types
    """Serves the template's own folder, the project's attachments and drawings, and the packaged fonts.

    Nothing else. `drawings` are SVG documents by name; `drawable` replaces text in them that no font can
    draw, and `drawable_style` in style sheets.
    """

    def __init__(self, folder: Path, attachments: Mapping[str, bytes]) -> None:
        super().__init__()
        self._folder = folder
        self._attachments = attachments
        self.drawings: Mapping[str, str] = {}
        self.drawable: Callable[[str], str] = str
        self.drawable_style: Callable[[str], str] = str
        self.refusals: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002 - the base's
        try:
            return self._fetched(url)
        except RefusedError as error:
            # Who draws an SVG goes on without what it was refused; that is noticed by this.
            self.refusals.append(str(error))
            raise

    def _fetched(self, url: str) -> URLFetcherResponse:
        name = unquote(urlsplit(url).path).lstrip("/")
        if url.startswith(ATTACHMENT_ADDRESS) and name in self._attachments:
            return URLFetcherResponse(url, _clean(self._attachments[name]))
        if url.startswith(DRAWING_ADDRESS) and name in self.drawings:
            drawing = self.drawable(self.drawings[name])
            return URLFetcherResponse(url, drawing.encode(), {"Content-Type": "image/svg+xml"})
        if url.startswith(fonts.ADDRESS) and (font := _font_file(name)):
            return URLFetcherResponse(url, font.read_bytes())
        if url.startswith(TEMPLATE_ADDRESS):
            return self._asset(url, name)
        raise RefusedError(
            f"it asks for {url[:200]}, and nothing outside the template and the project is fetched"
        )

    def _asset(self, url: str, name: str) -> URLFetcherResponse:
        path = find_file(self._folder, name)
        if path is None:
            if not real_path(self._folder / name).is_relative_to(real_path(self._folder)):
                raise RefusedError(f"it asks for '{name}', which lies outside the template's folder")
            raise RefusedError(f"it asks for '{name}', which is not in the template's folder")
        if path.stat().st_size > _MAX_ASSET_BYTES:
            raise RefusedError(f"'{name}' is larger than {_MAX_ASSET_BYTES // 2**20} MB")
        kind = _TYPES.get(path.suffix.lower(), "application/octet-stream")
        content = path.read_bytes()
        if content.startswith((PNG, JPEG)):
            content = _clean(content)
        elif kind == _TYPES[".css"] and (not content.isascii() or b"\\" in content):
            content = self.drawable_style(content.decode(errors="replace")).encode()
        return URLFetcherResponse(url, content, {"Content-Type": kind})


def _clean(content: bytes) -> bytes:
    """Return a picture without metadata, which the writer would copy, or nothing for a damaged one."""
    try:
        return without_metadata(content)
    except PictureError:
        return b""


def _font_file(name: str) -> Path | None:
    return fonts.font_files().get(name) or fonts.script_font_files().get(name)


class RefusedError(FatalURLFetchingError):  # type: ignore[misc] # likewise
    """Ends the layout at once."""
