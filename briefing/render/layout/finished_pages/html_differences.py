"""What differs in the HTML of a part from that before, as far as it is printed."""

from __future__ import annotations

from xml.etree.ElementTree import Element

_HEAD, _METADATA = "head", ("title", "meta")


def differing(old: Element, new: Element) -> list[tuple[Element, Element]]:
    """Return the elements with the only difference, each within the one before; empty without one."""
    differing: list[tuple[Element, Element]] = []
    pair: tuple[Element, Element] | None = None if are_same(old, new) else (old, new)
    while pair is not None:
        differing.append(pair)
        pair = _differing_child(*pair)
    return differing


def _differing_child(old: Element, new: Element) -> tuple[Element, Element] | None:
    """Return the only children in which two elements differ; None where they differ otherwise."""
    if not begin_alike(old, new) or any(a.tail != b.tail for a, b in zip(old, new, strict=True)):
        return None
    differing = [(a, b) for a, b in zip(old, new, strict=True) if not are_same(a, b)]
    return differing[0] if len(differing) == 1 else None


def are_same(old: Element, new: Element) -> bool:
    """Return whether two elements have the same content."""
    if old.tag == new.tag == _HEAD:
        old, new = _without_metadata(old), _without_metadata(new)
    return begin_alike(old, new) and all(
        a.tail == b.tail and are_same(a, b) for a, b in zip(old, new, strict=True)
    )


def _without_metadata(head: Element) -> Element:
    """Return the head of a document with what may say how it is printed."""
    printed = Element(head.tag, head.attrib)
    printed.extend(each for each in head if each.tag not in _METADATA)
    return printed


def begin_alike(old: Element, new: Element) -> bool:
    """Return whether two elements are alike but for what is in their children."""
    return old.tag == new.tag and old.text == new.text and old.attrib == new.attrib and len(old) == len(new)


def are_alike_but_for_text(old: Element, new: Element) -> bool:
    """Return whether two elements, and those within them, are the same but for their text."""
    return (
        old.tag == new.tag
        and old.attrib == new.attrib
        and len(old) == len(new)
        and all(map(are_alike_but_for_text, old, new))
    )
