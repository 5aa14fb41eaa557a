"""Layers of pages that are kept for further pages."""

from __future__ import annotations

from array import array

from briefing.render.pdf.page_layers import FontPart, KeptLayers, PageLayer, pdf_of


def layer(size: int, first: int = 1, *fonts: FontPart) -> PageLayer:
    """A layer with one object of about a size."""
    content = b"%d 0 obj\n(%b)\nendobj\n" % (first, b"x" * size)
    return PageLayer(b"", content, array("i", [first]), array("i", [0]), fonts)


def test_those_used_last_are_kept() -> None:
    kept = KeptLayers()
    for number in range(4):
        kept.keep(number, layer(2**20))
    assert kept.get(0) is not None
    for number in range(4, 7):
        kept.keep(number, layer(2**20))
    assert [number for number in range(7) if kept.get(number) is not None] == [0, 3, 4, 5, 6]


def test_a_page_without_headers_has_the_objects_of_its_content_alone() -> None:
    content = pdf_of(layer(10), None)
    assert content.count(b" obj\n") == 1
    assert content.endswith(b"%%EOF\n")
    place = int(content.split(b"startxref\n")[1].split()[0])
    assert content[place:].startswith(b"xref\n0 2\n")


def test_a_font_that_both_layers_have_is_written_once_and_referred_to_by_both() -> None:
    font, other = FontPart(5, b"<<>>", b"font"), FontPart(65541, b"<<>>", b"font")
    named = b"65536 0 obj\n<</FontFile2 65541 0 R>>\nendobj\n"
    furniture = PageLayer(b"", named, array("i", [65536]), array("i", [0]), (other,))
    content = pdf_of(layer(10, 1, font), furniture)
    assert content.count(b"\nfont\n") == 1
    assert b"/FontFile2     5 0 R" in content
    changed = pdf_of(layer(10, 1, FontPart(5, b"<<>>", b"older")), furniture)
    assert changed.count(b"\nfont\n") == changed.count(b"\nolder\n") == 1
    assert b"/FontFile2 65541 0 R" in changed
