from __future__ import annotations

import pytest

from briefing.render.pdf.structure.piece_structure import (
    DividedText,
    Entry,
    LinkReference,
    MarkedContent,
    PieceStructure,
    StructureElement,
)
from briefing.render.pdf.structure.written_structure import WrittenStructure, packed, written

PAGE = b"7 0 R"


def element(kind: str, *kids: int, parent: int | None = 0, text: bytes = b"") -> StructureElement:
    """Return an element with kids by number, or by ~mcid; `text` is what it has besides."""
    divided = DividedText((text,), ()) if text else None
    return StructureElement(f"/{kind}".encode(), kids, parent, divided, None)


def structure(*entries: Entry, content: tuple[int, ...], links: int = 0) -> WrittenStructure:
    """Write entries, of which the first is not within another, and the last may be that of a link."""
    described = ((len(entries) - 1 - links, 1, b"(there)"),) * links
    return written(PieceStructure(entries, (0,), content, described))


def objects(of: WrittenStructure) -> list[bytes]:
    """Return the objects from the 100th on, with marked content from the 20th on."""
    return of.objects(100, 20, [50] * len(of.links), PAGE)


@pytest.mark.parametrize("kind", ["P", "H2", "LBody", "TD", "Span", "Reference", "Note"])
def test_an_element_that_may_have_text_names_its_content(kind: str) -> None:
    entries = element("Sect", 1, parent=None), element(kind, 2, 3), MarkedContent(1, 0), MarkedContent(1, 1)
    of = structure(*entries, content=(2, 3))
    _, text = objects(of)
    assert text == b"<</Type /StructElem/S /%b/K [20 21]/Pg 7 0 R/P 100 0 R>>" % kind.encode()
    assert of.content == (1, 1)


@pytest.mark.parametrize("kind", ["Div", "Sect", "NonStruct", "TR"])
def test_an_element_that_groups_others_has_a_span_for_its_content(kind: str) -> None:
    of = structure(element("Sect", 1, parent=None), element(kind, 2), MarkedContent(1, 0), content=(2,))
    _, group, span = objects(of)
    assert group == b"<</Type /StructElem/S /%b/K [102 0 R]/Pg 7 0 R/P 100 0 R>>" % kind.encode()
    assert span == b"<</Type /StructElem/S /Span/K [20]/Pg 7 0 R/P 101 0 R>>"
    assert of.content == (2,)


def test_elements_keep_their_order_among_content() -> None:
    entries = (
        element("Sect", 1, parent=None),
        element("P", 2, 3, 4),
        MarkedContent(1, 0),
        element("Span", ~1, parent=1),
        MarkedContent(1, 2),
    )
    of = structure(*entries, content=(2, 3, 4))
    _, paragraph, span = objects(of)
    assert paragraph == b"<</Type /StructElem/S /P/K [20 102 0 R 22]/Pg 7 0 R/P 100 0 R>>"
    assert span == b"<</Type /StructElem/S /Span/K [21]/Pg 7 0 R/P 101 0 R>>"
    assert of.content == (1, 2, 1)
    assert of.element(1).kids == (~0, 2, ~2)


def test_a_link_names_its_annotation_first() -> None:
    of = structure(
        element("P", 1, parent=None), element("Link", 2, ~0), LinkReference(1), content=(1,), links=1
    )
    _, link = objects(of)
    reference = b"<</Type /OBJR/Obj 50 0 R>>"
    assert link == b"<</Type /StructElem/S /Link/K [%b 20]/Pg 7 0 R/P 100 0 R>>" % reference
    assert of.element(1) == element("Link", ~0)


@pytest.mark.parametrize("text", [b"/Lang (fr)", b"/Alt (100 %d of %s)", b"/Alt (\x01 and \x02)"])
def test_an_element_keeps_what_it_has_besides(text: bytes) -> None:
    of = structure(element("P", 1, parent=None), element("Span", ~0, text=text), content=(1,))
    assert of.element(1) == element("Span", ~0, text=text)
    assert objects(of)[1] in {b"", b"<</Type /StructElem/S /Span/K [20]/Pg 7 0 R/P 100 0 R%b>>" % text}
    assert (objects(of)[1] == b"") == (1 in of.others)


def test_what_depends_on_other_pieces_is_not_written_yet() -> None:
    numbered = element("Note", ~0)._replace(text=DividedText((b"/ID (note-", b")"), (1,)))
    of = structure(element("P", 1, parent=None), numbered, content=(1,))
    assert objects(of) == [b"", b""]
    assert of.others == {0: element("P", 1, parent=None), 1: numbered}


def test_a_structure_is_the_same_once_it_was_packed() -> None:
    of = structure(
        element("P", 1, 2, parent=None), element("Span", ~0), MarkedContent(0, 1), content=(1, 2)
    )
    assert packed(of).unpacked() == of


def test_nothing_has_no_objects() -> None:
    assert objects(WrittenStructure()) == []
