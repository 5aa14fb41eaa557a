"""The messages between the rendering worker and its clients: the requests, and the answers to them.

The worker sends `Ready` once it has started, then answers each request with progress, and with a result or
a failure in the end.
"""

from __future__ import annotations

import msgspec

from briefing.model.briefing import Briefing
from briefing.render.page_budget.proposal import PageFit
from briefing.render.pdf.attachments import PdfAttachment
from briefing.render.result import RowBox


class RenderRequest(msgspec.Struct, frozen=True, tag=True):
    """A rendering for the window or the command line.

    `enclosures` travel in the PDF; `earlier` is the issue against which changes are listed. With `only_row`
    that row alone is rendered, with `companion` the companion file. The client gives the request its
    `number`, which every answer repeats.
    """

    briefing: Briefing
    template_folder: str
    attachments: dict[str, bytes] = {}
    allow_flaws: bool = True
    enclosures: tuple[PdfAttachment, ...] = ()
    earlier: Briefing | None = None
    only_row: str = ""
    companion: bool = False
    number: int = 0


class FitRequest(msgspec.Struct, frozen=True, tag=True):
    """A search for what to leave out so that the briefing has at most `limit` pages.

    With `only_measure` the answer says how many pages and lines there are, and nothing is proposed.
    """

    briefing: Briefing
    template_folder: str
    limit: int
    attachments: dict[str, bytes] = {}
    earlier: Briefing | None = None
    only_measure: bool = False
    number: int = 0


Request = RenderRequest | FitRequest


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The worker has loaded all that it needs."""


class Progressed(msgspec.Struct, frozen=True, tag=True):
    number: int
    step: str
    done: int
    total: int


class Rendered(msgspec.Struct, frozen=True, tag=True):
    """A finished PDF; `flaw_rows` names the rows that have flaws, each once, in their order.

    `nothing` says of a figure that was rendered alone why there is nothing to draw.
    """

    number: int
    pdf: bytes
    page_count: int
    rows: tuple[RowBox, ...] = ()
    flaws: tuple[str, ...] = ()
    flaw_rows: tuple[str, ...] = ()
    nothing: str = ""


class Fitted(msgspec.Struct, frozen=True, tag=True):
    """What was found to leave out."""

    number: int
    fit: PageFit


class Failed(msgspec.Struct, frozen=True, tag=True):
    """The reason of a failure; `is_fault` means a fault of the program, not of its input."""

    number: int
    problems: tuple[str, ...]
    is_fault: bool = False


Answer = Ready | Progressed | Rendered | Fitted | Failed
