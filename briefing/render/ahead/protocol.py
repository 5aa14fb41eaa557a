"""The messages between the rendering worker and the process that lays out parts ahead of it."""

from __future__ import annotations

import hashlib

import msgspec

from briefing.model.briefing import Briefing
from briefing.render.layout.packed.sent_styles import SentStyles


class AheadRequest(msgspec.Struct, frozen=True, tag=True):
    """The later parts of a briefing, in place of those requested before.

    `template_state` is that of the template's files; with others nothing is laid out.
    """

    briefing: Briefing
    template_folder: str
    template_state: bytes
    attachments: dict[str, bytes] = {}
    earlier: Briefing | None = None
    number: int = 0


class HtmlRequest(msgspec.Struct, frozen=True, tag=True):
    """HTML that is laid out as it is, with what the briefing requested before has."""

    html: str


class SentPart(msgspec.Struct, frozen=True, tag=True):
    """A part that was laid out, and can be moved or is where it was wanted.

    `digest` is that of its HTML with `ANYWHERE` in place of its offset; it is at the top of a page, and can
    be moved down by `most_px`. `scripts` are the further ones that it has fonts of. Numbers of styles count
    from the first in this `session`.
    """

    number: int
    session: int
    digest: bytes
    most_px: float
    pages: bytes
    scripts: tuple[str, ...]
    styles: SentStyles


class Passed(msgspec.Struct, frozen=True, tag=True):
    """So many parts of a request were laid out; with `is_end` there follow no others."""

    number: int
    count: int
    is_end: bool = False


class NotSent(msgspec.Struct, frozen=True, tag=True):
    """The digest of HTML that cannot be sent."""

    digest: bytes


Request = AheadRequest | HtmlRequest
AheadAnswer = SentPart | Passed | NotSent


def digest(text: str) -> bytes:
    """Return what names a text in messages."""
    return hashlib.blake2b(text.encode(), digest_size=16).digest()
