"""What the process that lays out parts ahead has drawn, for the pages on which it is."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator

from briefing.render.ahead.protocol import DrawnPart, UndrawnPart
from briefing.render.layout.finished_pages.identity import piece_identity
from briefing.render.layout.laid_out_part import Document
from briefing.render.layout.packed.sent_styles import StyleSender
from briefing.render.layout.packed.storing import stored_part
from briefing.render.pdf.drawn_piece import Piece
from briefing.render.pdf.marked_codes import RecordingFonts
from briefing.render.pdf.sent_pieces import PieceReceiver, SentPiece


class DrawnParts:
    """The pieces that have arrived, until they are taken."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._arrived: dict[tuple[bytes, int], tuple[int, SentPiece]] = {}
        """Pieces with their sessions, by the names of parts and the places of pages in these."""
        self._places: dict[Hashable, tuple[bytes, int]] = {}
        self._receivers: defaultdict[int, PieceReceiver] = defaultdict(PieceReceiver)

    def arrive(self, drawn: DrawnPart) -> None:
        """Keep what was received."""
        with self._lock:
            for page, piece in enumerate(drawn.pieces):
                if piece is not None:
                    self._receivers[drawn.session].take(piece)
                    self._arrived[drawn.name, page] = drawn.session, piece

    def use(self, name: bytes, document: Document) -> None:
        """Take a document for the part of this name."""
        for page, root in enumerate(_roots(document)):
            self._places[piece_identity(root)] = name, page

    def undrawn(self, documents: Iterable[Document]) -> Iterator[UndrawnPart]:
        """Yield documents to be drawn, of those that are stored as bytes and have no name yet."""
        senders: defaultdict[tuple[str, ...], StyleSender] = defaultdict(StyleSender)
        for document in documents:
            part = stored_part(document)
            identities = [piece_identity(root) for root in _roots(document)]
            if part is None or self._places.keys() & set(identities):
                continue
            name = repr(identities[0]).encode()
            self.use(name, document)
            scripts: tuple[str, ...] = document.font_config.scripts
            yield UndrawnPart(name, part.content, scripts, senders[scripts].sent(part.styles))

    def take(self, name: Hashable, fonts: RecordingFonts) -> Piece | None:
        """Return the piece of this name, with these fonts, and keep it no more."""
        match name:
            case (root, frozenset() as linked) if root in self._places:
                with self._lock:
                    session, piece = self._arrived.pop(self._places[root], (0, None))
                    if piece is not None and linked == frozenset(piece.linked):
                        return self._receivers[session].received(piece, fonts)
        return None

    def forget(self) -> None:
        """Keep no piece that was not taken: all pages are drawn."""
        with self._lock:
            self._arrived.clear()


def _roots(document: Document) -> list[object]:
    """Return what is on the pages of a part, of which each has a root box alone."""
    return [
        child
        for page in document.pages
        for child in page._page_box.children  # noqa: SLF001 - there is no public way to the boxes
    ]
