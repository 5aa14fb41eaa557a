"""The links of a page that are annotations in a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefing.render.layout.finished_pages.identity import PART
from briefing.render.layout.finished_pages.stored import whole
from briefing.render.layout.finished_pages.tag_numbers import LINK, NO_LINK
from briefing.text.web_address import uri

from weasyprint.document import Page  # isort: skip

LinkName = tuple[int, int]
"""The numbers of a part and of a link in it."""
_PageLink = tuple[str, str, Any, Any]


def link_name(link: _PageLink) -> LinkName:
    """Return what tells a link from all others of a document."""
    box = link[-1]
    return getattr(box, PART), getattr(box, LINK, NO_LINK)


def valid_links(page: Page) -> Iterator[_PageLink]:
    """Yield the links within the document, and those to web pages, whose addresses become URIs.

    Those in a header of a table that is printed again are left out.
    """
    for kind, target, rectangle, box in page.links:
        address = uri(target) if kind == "external" else target
        if address and getattr(box, LINK, NO_LINK) != NO_LINK:
            yield kind, address, rectangle, box


class LinkStandIn:
    """Takes the place of the box of a link, which may have to be read for its element."""

    def __init__(self, box: Any, name: LinkName) -> None:
        self._box, self.name = box, name

    @property
    def element(self) -> Any:
        return whole(self._box).element
