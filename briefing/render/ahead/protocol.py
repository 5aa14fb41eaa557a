"""The messages between the rendering worker and the process that lays out parts ahead of it."""

from __future__ import annotations

import hashlib

import msgspec

from briefing.render.layout.packed.sent_styles import SentStyles
from briefing.render.pdf.sent_pieces import SentPiece
from briefing.render.templates.manifest import PartKind


class AheadRequest(msgspec.Struct, frozen=True, tag=True):
    """The later parts of a document, in place of those requested before.

    `printed` is what is printed, as a pickle, and `pages` are those of templates that are compiled, if any.
    `template_state` is that of the template's files; with others nothing is laid out. In a `session`
    requests are for the same typesetter, which knows what was sent in it.
    """

    template_folder: str
    template_state: bytes
    attachments: dict[str, bytes] = {}
    printed: bytes = b""
    pages: bytes = b""
    number: int = 0
    session: int = 0


class HtmlRequest(msgspec.Struct, frozen=True, tag=True):
    """HTML that is laid out as it is, with what the document requested before has."""

    html: str


class UndrawnPart(msgspec.Struct, frozen=True):
    """A part that the worker has laid out; `scripts` are the further ones that it has fonts of."""

    name: bytes
    pages: bytes
    scripts: tuple[str, ...]
    styles: SentStyles


class DrawRequest(msgspec.Struct, frozen=True, tag=True):
    """Parts of the document with this number that are to be drawn in this order, in place of others.

    Numbers of styles count from the first in the request, for the same scripts.
    """

    number: int
    parts: tuple[UndrawnPart, ...]


class FilledPart(msgspec.Struct, frozen=True):
    """The HTML of a part with `ANYWHERE` in place of its offset, and the fields that its page read.

    `name` is that of the part, as `part_name` gives it, and `margin_px` the margin of the row before it.
    """

    name: tuple[PartKind, tuple[str, ...]]
    margin_px: float
    html: str
    reads: tuple[tuple[str, ...], ...]


class SentPart(msgspec.Struct, frozen=True, tag=True):
    """A part that was laid out, and can be moved or is where it was wanted.

    `digest` is that of its HTML with `ANYWHERE` in place of its offset; it is at the top of a page, and can
    be moved down by `most_px`. `scripts` are the further ones that it has fonts of. Numbers of styles count
    from the first in this `session`. `filled` is what it was laid out from, where it is a planned part.
    """

    number: int
    session: int
    digest: bytes
    most_px: float
    pages: bytes
    scripts: tuple[str, ...]
    styles: SentStyles
    filled: FilledPart | None = None


class DrawnPart(msgspec.Struct, frozen=True, tag=True):
    """What was drawn of a part, for each of its pages, with the fonts of this `session`.

    `name` is the one in the request, or the digest of a part that was sent. None is for a page that is to
    be drawn where it is.
    """

    number: int
    session: int
    name: bytes
    pieces: tuple[SentPiece | None, ...]


class Passed(msgspec.Struct, frozen=True, tag=True):
    """So many parts of a request were laid out; with `is_end` there follow no others."""

    number: int
    count: int
    is_end: bool = False


class NotSent(msgspec.Struct, frozen=True, tag=True):
    """The digest of HTML that cannot be sent."""

    digest: bytes


Request = AheadRequest | HtmlRequest | DrawRequest
AheadAnswer = SentPart | DrawnPart | Passed | NotSent


def digest(text: str) -> bytes:
    """Return what names a text in messages."""
    return hashlib.blake2b(text.encode(), digest_size=16).digest()
