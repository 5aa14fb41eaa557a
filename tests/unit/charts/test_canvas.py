"""Shapes and text of an SVG document: sound XML, rounded numbers, text at its edge in either direction."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.charts.canvas import PLAIN, Canvas, line_height, path_of, xml_text
from briefing.charts.style import PT_PER_MM, ChartStyle, ChartSvg, Solidity
from briefing.typography import text_metrics
from tests.unit.profile import repeatable

SVG = "{http://www.w3.org/2000/svg}"
COORDINATES = st.floats(-1000, 1000)
HOSTILE = st.text(max_size=30) | st.sampled_from(
    ["</text><a>", "&amp;<![CDATA[", "a\x00b\x1f", "]]>", "\ufffe"]
)


def elements(canvas: Canvas, tag: str) -> list[ET.Element]:
    drawn = canvas.drawn(100, "alt")
    return list(ET.fromstring(drawn.svg).iter(f"{SVG}{tag}"))  # noqa: S314 - the program's own


def finished(height: float = 100, alt: str = "alt", style: ChartStyle | None = None) -> ChartSvg:
    return Canvas(style or ChartStyle()).drawn(height, alt)


# Text


@repeatable
@given(HOSTILE)
def test_any_text_is_kept_but_for_characters_that_xml_cannot_hold(text: str) -> None:
    canvas = Canvas(ChartStyle())
    canvas.text(1, 2, text)
    (element,) = elements(canvas, "text")
    # An XML parser reads a carriage return as a line feed.
    assert (element.text or "") == xml_text(text).replace("\r", "\n")
    assert len(xml_text(text)) == len(text)
    assert xml_text(xml_text(text)) == xml_text(text)
    assert list(element) == []


@pytest.mark.parametrize(
    ("anchor", "left_to_right", "right_to_left"),
    [("start", None, "end"), ("middle", "middle", "middle"), ("end", "end", None)],
)
def test_an_anchor_is_a_side_of_the_page_in_either_direction(
    anchor: str, left_to_right: str | None, right_to_left: str | None
) -> None:
    canvas = Canvas(ChartStyle())
    canvas.text(1, 2, "treaty", anchor=anchor)
    canvas.text(1, 2, "معاهده", anchor=anchor)
    latin, persian = elements(canvas, "text")
    assert (latin.get("direction"), latin.get("text-anchor")) == (None, left_to_right)
    assert (persian.get("direction"), persian.get("text-anchor")) == ("rtl", right_to_left)


@repeatable
@given(
    st.lists(st.sampled_from(["treaty", "a longer line", "x"]), max_size=5),
    st.floats(0, 50),
    st.floats(5, 12),
)
def test_lines_of_a_paragraph_are_evenly_below_one_another(
    lines: list[str], top: float, size: float
) -> None:
    canvas = Canvas(ChartStyle())
    bottom = canvas.paragraph(3, top, lines, size=size)
    assert bottom == pytest.approx(top + len(lines) * line_height(size))
    for number, element in enumerate(elements(canvas, "text")):
        assert element.text == lines[number]
        assert element.get("x") == "3"
        y = float(element.get("y", ""))
        assert y == pytest.approx(top + number * line_height(size) + size * text_metrics.ASCENT, abs=0.01)


def test_a_paragraph_from_right_to_left_is_flush_with_its_widest_line() -> None:
    canvas = Canvas(ChartStyle())
    lines = ["معاهدهٔ مشارکت", "معاهده"]
    canvas.paragraph(10, 0, lines)
    edge = 10 + max(text_metrics.width(line, PLAIN) for line in lines)
    for element in elements(canvas, "text"):
        assert float(element.get("x", "")) == pytest.approx(edge, abs=0.01)
        assert element.get("text-anchor") is None


def test_bold_text_and_another_colour_are_written_and_defaults_are_the_style_s() -> None:
    canvas = Canvas(ChartStyle())
    canvas.text(1, 2, "plain")
    canvas.text(1, 2, "bold", weight=text_metrics.BOLD, colour="#ff0000")
    plain, bold = elements(canvas, "text")
    assert (plain.get("font-weight"), plain.get("fill")) == (None, ChartStyle().ink)
    assert (bold.get("font-weight"), bold.get("fill")) == ("700", "#ff0000")


# Shapes


@repeatable
@given(st.lists(st.tuples(COORDINATES, COORDINATES), min_size=1, max_size=8), st.booleans())
def test_a_path_goes_through_its_points_in_order(
    points: list[tuple[float, float]],
    closed: bool,
) -> None:
    data = path_of(points, closed=closed)
    assert data.startswith("M")
    assert data.endswith("Z") == closed
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", data)]
    assert numbers == pytest.approx([part for point in points for part in point], abs=0.0051)
    assert "e" not in data
    assert "-0 " not in f"{data} "


@repeatable
@given(COORDINATES)
def test_numbers_have_two_decimals_at_most_and_no_needless_ones(value: float) -> None:
    canvas = Canvas(ChartStyle())
    canvas.shape("rect", x=value, stroke_width=1.0, fill="none")
    (element,) = elements(canvas, "rect")
    assert re.fullmatch(r"0|-?(?!0\d)\d+(\.\d?[1-9])?", element.get("x", ""))
    assert float(element.get("x", "")) == pytest.approx(value, abs=0.0051)
    assert element.get("stroke-width") == "1"


def test_a_mark_is_full_where_settled_a_ring_with_a_dot_where_claimed_and_dashed_where_ahead() -> None:
    shapes = {}
    for solidity in Solidity:
        canvas = Canvas(ChartStyle())
        canvas.mark(5, 5, solidity)
        shapes[solidity] = elements(canvas, "circle")
    assert [len(shapes[solidity]) for solidity in (Solidity.SETTLED, Solidity.CLAIMED, Solidity.AHEAD)] == [
        1, 2, 1,
    ]  # fmt: skip
    assert shapes[Solidity.SETTLED][0].get("fill") == ChartStyle().accent
    assert shapes[Solidity.AHEAD][0].get("fill") == "#ffffff"
    dashed = [solidity for solidity, circles in shapes.items() if circles[0].get("stroke-dasharray")]
    assert dashed == [Solidity.AHEAD]


def test_a_diamond_has_its_corners_around_its_middle() -> None:
    canvas = Canvas(ChartStyle())
    canvas.diamond(10, 20, full=False, radius=3)
    (element,) = elements(canvas, "path")
    assert element.get("d") == "M10 17L13 20L10 23L7 20Z"
    assert element.get("fill") == "#ffffff"


# The document


@repeatable
@given(st.floats(1, 700), HOSTILE)
def test_the_document_is_as_wide_as_its_style_and_as_high_as_asked(height: float, alt: str) -> None:
    drawn = finished(height, alt)
    root = ET.fromstring(drawn.svg)  # noqa: S314 - the program's own
    assert drawn.width_mm == ChartStyle().width_mm
    assert drawn.height_mm == pytest.approx(height / PT_PER_MM, abs=0.0051)
    assert root.get("width") == f"{drawn.width_mm:g}mm"
    _, _, width, box_height = map(float, root.get("viewBox", "").split())
    assert (width, box_height) == pytest.approx((ChartStyle().width_pt, height), abs=0.0051)
    assert drawn.alt == xml_text(alt).replace("\u00a0", " ").replace("\u202f", " ")


def test_a_drawing_in_another_style_has_its_width() -> None:
    assert finished(style=ChartStyle(width_mm=80)).width_mm == 80


def test_each_line_of_a_paragraph_has_the_direction_of_the_whole() -> None:
    canvas = Canvas(ChartStyle())
    canvas.paragraph(10, 10, ["قرارداد گاز", "Gazprom (2025)"])
    lines = [each for each in ET.fromstring(canvas.drawn(50, "").svg) if each.tag.endswith("text")]  # noqa: S314 - our own
    assert [each.get("direction") for each in lines] == ["rtl", "rtl"]
