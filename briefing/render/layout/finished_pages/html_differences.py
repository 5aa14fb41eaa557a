"""What differs in the HTML of a part from that before, as far as it is printed."""

from __future__ import annotations

from xml.etree.ElementTree import Element

_STYLING = frozenset({"style", "link"})
"""Elements with style sheets, of which a typesetter does not know what their selectors read."""
_HEAD, _METADATA, _BODY = "head", ("title", "meta"), "body"


def differing(old: Element, new: Element, same: int = 0) -> list[tuple[Element, Element]]:
    """Return the elements with the only difference, each within the one before; empty without one.

    Of a body so many elements at the end are known to be the `same`.
    """
    children, others = _printed(old), _printed(new)
    if not begin_alike(old, new) or len(children) != len(others):
        return [(old, new)]
    if same and old.tag == _BODY:
        if not all(map(_are_named_alike, children[-same:], others[-same:])):
            return [(old, new)]
        del children[-same:], others[-same:]
    within: list[tuple[Element, Element]] = []
    for child, other in zip(children, others, strict=True):
        found = differing(child, other, same)
        if child.tail != other.tail or (found and within):
            return [(old, new)]
        within = found or within
    return [(old, new), *within] if within else []


def are_same(old: Element, new: Element) -> bool:
    """Return whether two elements have the same content."""
    return not differing(old, new)


def are_alike_but_for_text(old: Element, new: Element) -> bool:
    """Return whether two elements, and those within them, are the same but for their text."""
    return (
        old.tag == new.tag
        and old.attrib == new.attrib
        and len(old) == len(new)
        and all(map(are_alike_but_for_text, old, new))
    )


def has_own_styles(root: Element) -> bool:
    """Return whether a document has style sheets of its own."""
    return any(element.tag in _STYLING for element in root.iter())


def _printed(element: Element) -> list[Element]:
    """Return what is in an element, of the head of a document only what may say how it is printed."""
    return [each for each in element if element.tag != _HEAD or each.tag not in _METADATA]


def begin_alike(old: Element, new: Element) -> bool:
    """Return whether two elements are alike but for what follows the text that they begin with."""
    return old.tag == new.tag and old.text == new.text and old.attrib == new.attrib


def _are_named_alike(old: Element, new: Element) -> bool:
    return old.tag == new.tag and old.attrib == new.attrib and old.tail == new.tail
