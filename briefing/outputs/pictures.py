"""A figure → the picture that a web page or a Word document carries: the one place where that is done."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass

from briefing.errors import Problem, RenderError
from briefing.render.context import ATTACHMENT_ADDRESS
from briefing.render.views import FigureView

_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture's bytes, what they are, and its size in pixels."""

    content: bytes
    media_type: str
    width_px: int
    height_px: int

    @property
    def address(self) -> str:
        """The picture itself as an address, for a page that refers to nothing outside."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.content).decode()}"


def drawn(view: FigureView, attachments: Mapping[str, bytes]) -> Drawn:
    """The picture of a figure. Raises RenderError that names the row where it is no PNG or JPEG."""
    from PIL import Image, UnidentifiedImageError

    content = attachments.get(view.address.removeprefix(ATTACHMENT_ADDRESS), b"")
    try:
        with Image.open(io.BytesIO(content)) as opened:
            media_type = _MEDIA_TYPES[str(opened.format)]
            size = opened.size
            opened.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, KeyError, ValueError):
        raise RenderError(
            Problem(
                f"The picture of {view.label} cannot be drawn.",
                "Put a PNG or JPEG in its place, or hide the row.",
                field=f"row {view.row_id} attachment",
            )
        ) from None
    return Drawn(content, media_type, *size)
