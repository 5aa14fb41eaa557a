"""The messages between the rendering worker and its clients: the requests, and the answers to them.

The worker sends `Ready` once it has started, then answers each request with progress, and with a result or
a failure in the end. Only a `PreviewRequest` has answers in between: its pages; and it has no end where a
newer request supersedes it.
"""

from __future__ import annotations

import msgspec

from briefing.model.briefing import Briefing, Item
from briefing.model.library import Material
from briefing.render.page_budget.proposal import PageFit
from briefing.render.pdf.attachments import PdfAttachment
from briefing.render.result import MentionBox, RowBox


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


class PreviewRequest(msgspec.Struct, frozen=True, tag=True):
    """The pages of a briefing for the window, those in view first.

    `first_page` and `last_page` are in view, counted from 0. `earlier` is the issue against which changes
    are listed. A request that comes while another is worked on supersedes it: the worker answers the older
    one no further. Without `has_pages` the client has none of the pages that were sent before, so that all
    are sent again.
    """

    briefing: Briefing
    template_folder: str
    attachments: dict[str, bytes] = {}
    earlier: Briefing | None = None
    first_page: int = 0
    last_page: int = 0
    has_pages: bool = True
    number: int = 0


class ChangedSection(msgspec.Struct, frozen=True):
    """A section with the ids of those of its rows and sections that are as they were in it before."""

    id: str
    title: str
    items: tuple[Item | str, ...] = ()
    sections: tuple[ChangedSection | str, ...] = ()


class PreviewChange(msgspec.Struct, frozen=True, tag=True):
    """A `PreviewRequest` as its difference from that with the number `base`, the one before.

    `details` is the briefing without sections and library. Sections are those that changed, and the ids of
    the others in their order; `library` is None where it is the same. `attachments` are those that are
    new among all `attachment_ids`. The other fields are as in `PreviewRequest`, `earlier` as before.
    """

    base: int
    details: Briefing
    sections: tuple[ChangedSection | str, ...]
    library: Material | None
    template_folder: str
    attachment_ids: tuple[str, ...] = ()
    attachments: dict[str, bytes] = {}
    first_page: int = 0
    last_page: int = 0
    has_pages: bool = True
    number: int = 0


class ViewChanged(msgspec.Struct, frozen=True, tag=True):
    """The pages of the last preview that are in view now, and the row that is selected. It has no answer.

    The next letter is most likely typed in this row.
    """

    first_page: int
    last_page: int
    row: str = ""


class CancelRequest(msgspec.Struct, frozen=True, tag=True):
    """The end of the work on a `RenderRequest` or `FitRequest`, which is answered by `Cancelled`.

    A request that is answered already stays so.
    """

    number: int


Request = RenderRequest | FitRequest | PreviewRequest
Message = Request | PreviewChange | CancelRequest | ViewChanged
"""What the client sends: a request, one as the difference from the one before, the end of one, or news."""


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


class PageChanged(msgspec.Struct, frozen=True, tag=True):
    """A page of the preview, `page` being its place from 0, with the places of its rows.

    `pdf` is a PDF of this page alone, without tags, metadata, bookmarks and attachments, that looks as in
    the whole PDF. `key` names what is drawn on it: pages with equal keys look alike. The client keeps the
    pages of the latest `PagesCurrent` and all that came since; `pdf` is empty for one of these keys, and so
    is `mentions`: the places about rows and sources that are printed elsewhere.
    With `is_current` false the page may still change, since pages before it are not laid out yet.
    """

    number: int
    page: int
    key: str
    pdf: bytes
    width_pt: float
    height_pt: float
    rows: tuple[RowBox, ...] = ()
    is_current: bool = True
    mentions: tuple[MentionBox, ...] = ()


class PageCurrent(msgspec.Struct, frozen=True, tag=True):
    """The pages in view were sent; other pages follow.

    They are final; without `is_final` those that were sent as not current may still change.
    """

    number: int
    is_final: bool = True


class PageCount(msgspec.Struct, frozen=True, tag=True):
    """All pages are laid out, before their headers and footers are.

    `last_page_fill` is the share of the last page's height that has content, from 0 to 1.
    """

    number: int
    page_count: int
    last_page_fill: float


class PagesLaidOut(msgspec.Struct, frozen=True, tag=True):
    """All pages are final, and many of those out of view are still to be drawn: they follow.

    `sizes_pt` are width and height of each page; the other fields are as in `PagesCurrent`.
    """

    number: int
    sizes_pt: tuple[tuple[float, float], ...]
    rows: tuple[RowBox, ...] = ()
    flaws: tuple[str, ...] = ()
    flaw_rows: tuple[str, ...] = ()


class PagesCurrent(msgspec.Struct, frozen=True, tag=True):
    """All pages are final: the end of a preview.

    `keys` are those of all pages in order, and `rows` the places of all rows; `flaws` and `flaw_rows` as
    in `Rendered`, and `last_page_fill` as in `PageCount`.
    `omitted` are the ids of elements for which there was no room.
    """

    number: int
    keys: tuple[str, ...]
    rows: tuple[RowBox, ...] = ()
    flaws: tuple[str, ...] = ()
    flaw_rows: tuple[str, ...] = ()
    page_count: int = 0
    last_page_fill: float = 0.0
    omitted: tuple[str, ...] = ()


class Failed(msgspec.Struct, frozen=True, tag=True):
    """The reason of a failure; `is_fault` means a fault of the program, not of its input."""

    number: int
    problems: tuple[str, ...]
    is_fault: bool = False


class Cancelled(msgspec.Struct, frozen=True, tag=True):
    """The end of a request that was cancelled: the worker is free again."""

    number: int


PreviewAnswer = PageChanged | PageCurrent | PageCount | PagesLaidOut | PagesCurrent
"""What a preview is answered with, besides its progress and a failure."""
Answer = Ready | Progressed | Rendered | Fitted | PreviewAnswer | Failed | Cancelled
_answers: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)


def answer_of(raw: bytes) -> Answer:
    """Return the answer that a message of the worker has. Raises msgspec.DecodeError."""
    return _answers.decode(raw)
