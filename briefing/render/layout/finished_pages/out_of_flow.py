"""Text out of the flow of a page, which moves nothing else: that of elements with an absolute position."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from briefing.render.layout.finished_pages.html_differences import are_alike_but_for_text, has_own_styles
from briefing.render.layout.finished_pages.stored import whole

from weasyprint.document import Document  # isort: skip

_OUT_OF_FLOW = frozenset({"absolute", "fixed"})


def differs_out_of_flow(document: Document, root: Element) -> bool:
    """Return whether HTML is that of a part without some text that is out of its flow.

    No style may depend on the text of an element. Then all else is where it is in the part.
    """
    tops = [whole(page._page_box.children[0]) for page in document.pages]  # noqa: SLF001 - there is no public way to the boxes
    former: Element = tops[0].element
    if not are_alike_but_for_text(former, root) or has_own_styles(root):
        return False
    pairs = list(zip(former.iter(), root.iter(), strict=True))
    if any(old.tail != new.tail or new.text not in {old.text, None} for old, new in pairs):
        return False
    changed = {old for old, new in pairs if old.text != new.text}
    outermost = [box for top in tops for box in _outermost(top, changed)]
    if not all(box.style["position"] in _OUT_OF_FLOW for box in outermost):
        return False
    # Each once: what goes on on another page may need one.
    return len(outermost) == len(changed) and {box.element for box in outermost} == changed


def _outermost(top: Any, elements: Container[Element]) -> Iterator[Any]:
    """Yield the boxes of elements that are in no other box of them."""
    waiting = [top]
    while waiting:
        box = waiting.pop()
        box = getattr(box, "_box", box)
        if box.element in elements:
            yield box
        else:
            waiting.extend(getattr(box, "children", ()))
