"""A figure → the picture that a web page or a Word document carries: the one place where that is done."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing import paths
from briefing.composition.addresses import ATTACHMENT_ADDRESS, DRAWING_ADDRESS
from briefing.composition.views.blocks import PictureBlock
from briefing.errors import Problem, RenderError
from briefing.exports.edition import Edition
from briefing.pictures import without_metadata
from briefing.render.templates.loader import BASE

if TYPE_CHECKING:
    from PIL.Image import Image

_DOTS_PER_INCH, _PX_PER_INCH, _MM_PER_INCH = 220, 96, 25.4
_MOST_MM = 400
"""The height of the page that a chart is set on; the empty rest of it is cut off."""
_PAGE = (
    "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Drawing</title>"
    "<style>@page {{ size: {width}mm {most}mm; margin: 0 }} body {{ margin: 0 }}"
    "img {{ display: block; width: {width}mm; image-rendering: crisp-edges }}</style></head>"
    "<body><img alt='Drawing' src='{address}'></body></html>"
)
_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class EmbeddedImage:
    """A picture's bytes, what they are, and its size in pixels of a screen (96 to the inch)."""

    content: bytes
    media_type: str
    width_px: int
    height_px: int

    @property
    def address(self) -> str:
        """The picture itself as an address, for a page that refers to nothing outside."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.content).decode()}"


def drawn(picture: PictureBlock, edition: Edition) -> EmbeddedImage:
    """Return a figure's own picture, or a drawing set as it is in print.

    Raises RenderError that names the row where a figure's picture is no PNG or JPEG.
    """
    if picture.address.startswith(DRAWING_ADDRESS):
        return _set(picture, edition.context.drawings)
    return _attached(picture, edition.attachments)


def _attached(picture: PictureBlock, attachments: Mapping[str, bytes]) -> EmbeddedImage:
    from PIL import Image, UnidentifiedImageError

    content = attachments.get(picture.address.removeprefix(ATTACHMENT_ADDRESS), b"")
    try:
        content = without_metadata(content)
        with Image.open(io.BytesIO(content)) as opened:
            media_type = _MEDIA_TYPES[str(opened.format)]
            size = opened.size
            opened.verify()
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        KeyError,
        ValueError,
        Image.DecompressionBombError,
    ):
        raise RenderError(
            Problem(
                f"The picture of {picture.label} cannot be drawn.",
                "Put a PNG or JPEG in its place, or hide the row.",
                field=f"row {picture.row_id} attachment",
            )
        ) from None
    return EmbeddedImage(content, media_type, *_within(size, picture.most_height_mm))


def _within(size: tuple[int, int], most_height_mm: float) -> tuple[int, int]:
    """Return the size in pixels of a screen, made smaller where the picture is too high."""
    width, height = size
    most = most_height_mm * _PX_PER_INCH / _MM_PER_INCH
    if not most or height <= most:
        return size
    return max(1, round(width * most / height)), round(most)


def _set(picture: PictureBlock, drawings: Mapping[str, str]) -> EmbeddedImage:
    """Rasterise a chart in the program's own fonts, which a reader's machine does not have."""
    import pypdfium2

    from briefing.render.layout import typesetter as layout
    from briefing.render.pdf import writer as pdf_writer

    typesetter = layout.Typesetter(paths.templates() / BASE, {})
    typesetter.fetcher.drawings = drawings
    page = typesetter.lay_out(_PAGE.format(width=picture.width_mm, address=picture.address, most=_MOST_MM))
    document = pypdfium2.PdfDocument(pdf_writer.write(page.document, ""))
    try:
        whole = document[0].render(scale=_DOTS_PER_INCH / 72).to_pil()
    finally:
        document.close()
    cropped = whole.crop((0, 0, whole.width, _last_row(whole)))
    stream = io.BytesIO()
    cropped.save(stream, "PNG", optimize=True)
    ratio = _PX_PER_INCH / _DOTS_PER_INCH
    return EmbeddedImage(
        stream.getvalue(), "image/png", round(cropped.width * ratio), round(cropped.height * ratio)
    )


def _last_row(picture: Image) -> int:
    """Return the number of rows from the top to the last that has something on it."""
    from PIL import ImageChops

    inverted = ImageChops.invert(picture.convert("L"))
    box = inverted.getbbox()
    return box[3] if box else picture.height
