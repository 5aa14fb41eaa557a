"""Styles that documents share are those that each would have by itself."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.render.layout import weasyprint_patches
from briefing.render.layout.styling.shared_styles import (
    SharedStyles,
    SharingStyleFor,
    StyleNode,
    depends_on_page_size,
)

import weasyprint  # isort: skip
from weasyprint.css.properties import INITIAL_VALUES  # isort: skip
from weasyprint.formatting_structure.boxes import MarginBox  # isort: skip
from weasyprint.text.fonts import FontConfiguration  # isort: skip

SHEET = """
:root { --size: 11pt; --quiet: #445566; font: var(--size)/1.4 serif; }
.row { margin: 0 0 2em; color: var(--quiet); border-top: 1px solid; }
.row:last-child { break-before: avoid; }
.row > p { width: calc(100% - 43mm); font-size: 0.9em; }
#named { padding: 3mm; }
.row b::before { content: "§"; color: red; }
.note { float: footnote; }
"""
ROW = "<div class=row id=a><p>Words <b>here</b>.</p></div>"
SPACE = "<div style='height: 7px'></div>"
NAMED = "<div class=row id=named lang=fa><p style='width: 9mm'>More <a name=c>words</a>.</p></div>"
NOTED = "<div class=row><p>Words <b>here</b><i class=note>n</i>.</p></div>"
DOCUMENTS = (
    f"<html style='--size: 12pt'><body>{ROW}</body>",
    f"<html style='--size: 9pt'><body>{ROW}</body>",
    f"<html style='--size: 12pt'><body>{SPACE}{ROW}{NAMED}</body>",
    f"<html style='--size: 12pt'><body>{NOTED}</body>",
)


@pytest.fixture(scope="module")
def fonts() -> FontConfiguration:
    return FontConfiguration()


@pytest.fixture(scope="module")
def sheets(fonts: FontConfiguration) -> list[tuple[Any, str, None]]:
    own = weasyprint.CSS(string=SHEET, font_config=fonts)
    agent = weasyprint.HTML(string="<p>")._ua_stylesheets()[0]
    return [(agent, "user agent", None), (own, "user", None)]


def styles(markup: str, sheets: list[Any], fonts: FontConfiguration) -> list[dict[str, Any]]:
    html = weasyprint.HTML(string=markup)
    style_for = SharingStyleFor(html, sheets, False, fonts, None)
    found = [style_for(element, kind) for element in html.etree_element.iter() for kind in (None, "before")]
    return [{name: style[name] for name in INITIAL_VALUES} if style is not None else {} for style in found]


def test_elements_have_the_styles_that_they_have_where_nothing_is_shared(
    sheets: list[Any], fonts: FontConfiguration
) -> None:
    alone = [styles(document, sheets, fonts) for document in DOCUMENTS]
    fonts.shared_styles = SharedStyles()
    try:
        assert [styles(document, sheets, fonts) for document in DOCUMENTS * 2] == alone * 2
    finally:
        fonts.shared_styles = None


def test_styles_stay_the_same_objects_while_spaces_of_any_height_are_laid_out_before_them(
    sheets: list[Any], fonts: FontConfiguration
) -> None:
    fonts.shared_styles = SharedStyles()
    try:
        shared = [style_of_words(f"<div style='height: {height}px'></div>", sheets, fonts)
                  for height in range(600)]  # fmt: skip
    finally:
        fonts.shared_styles = None
    assert len(set(map(id, shared))) == 1


def test_only_pseudo_elements_that_are_asked_for_have_styles(
    sheets: list[Any], fonts: FontConfiguration
) -> None:
    fonts.shared_styles = shared = SharedStyles()
    try:
        html = weasyprint.HTML(string=DOCUMENTS[0])
        style_for = SharingStyleFor(html, sheets, False, fonts, None)
        bold = html.etree_element.find(".//b")
        assert style_for(bold, "before")["content"][0][1] == "§"
        assert style_for(bold, "before") is style_for(bold, "before")
        assert style_for(html.etree_element, "before") is None
    finally:
        fonts.shared_styles = None
    of_root, *others = nodes_below(shared.root)
    assert set(of_root.declared) > {None, "marker"}
    assert [kind for node in (of_root, *others) for kind in node.styles if kind] == ["before"]


def test_what_is_declared_is_kept_once_for_elements_below_different_parents(
    sheets: list[Any], fonts: FontConfiguration
) -> None:
    fonts.shared_styles = shared = SharedStyles()
    try:
        for parent in ("div", "p", "section"):
            style_of_words(f"<{parent}><i>Words</i></{parent}>", sheets, fonts)
    finally:
        fonts.shared_styles = None
    declared = [node.declared for node in nodes_below(shared.root) if node.tag == "i"]
    assert len(declared) == 3
    assert len(set(map(id, declared))) == 1


def nodes_below(node: StyleNode) -> list[StyleNode]:
    return [each for child in node.children.values() for each in (child, *nodes_below(child))]


def style_of_words(before: str, sheets: list[Any], fonts: FontConfiguration) -> Any:
    html = weasyprint.HTML(string=f"<html><body>{before}<b>Words</b></body>")
    return SharingStyleFor(html, sheets, False, fonts, None)(html.etree_element.find(".//b"))


HEADED = """
@page { size: 200px 100px; @top-center { content: element(head); color: #123456 }
  @bottom-left { content: "–" } }
@page :first { @top-center { color: #654321 } }
.head { position: running(head) }
p { break-after: page }
"""
PAGES = "<html><body><div class=head>Head</div><p>One</p><p>Two</p><p>Three</p><p>Four</p>"


def margin_boxes(shared_styles: SharedStyles | None) -> list[dict[str, Any]]:
    """Return the margin boxes of each page by their names."""
    fonts = FontConfiguration()
    fonts.shared_styles = shared_styles
    sheet = weasyprint.CSS(string=HEADED, font_config=fonts)
    with weasyprint_patches.margin_boxes():
        pages = weasyprint.HTML(string=PAGES).render(stylesheets=[sheet], font_config=fonts).pages
    return [
        {box.at_keyword: box for box in page._page_box.children if isinstance(box, MarginBox)}
        for page in pages
    ]


def test_headers_and_footers_share_styles_on_pages_for_which_the_same_is_declared() -> None:
    first, *others = margin_boxes(SharedStyles())
    assert len(others) == 3
    for name in ("@top-center", "@bottom-left"):
        assert len({id(page[name].style) for page in others}) == 1
    assert first["@top-center"].style is not others[0]["@top-center"].style


def test_headers_and_footers_have_the_styles_and_places_that_they_have_where_nothing_is_shared() -> None:
    def described(pages: list[dict[str, Any]]) -> list[list[Any]]:
        return [
            [
                (name, box.position_x, box.width, {each: box.style[each] for each in INITIAL_VALUES})
                for name, box in page.items()
            ]
            for page in pages
        ]

    assert described(margin_boxes(SharedStyles())) == described(margin_boxes(None))


def test_styles_in_units_of_the_page_are_not_shared() -> None:
    assert depends_on_page_size("p { width: 20vw }")
    assert depends_on_page_size("p { width: 1.5vmin }")
    assert not depends_on_page_size("p.v2 { width: 20mm; color: var(--rule) }")


def test_anonymous_boxes_share_a_style_also_within_elements_that_have_a_name(
    sheets: list[Any], fonts: FontConfiguration
) -> None:
    fonts.shared_styles = SharedStyles()
    try:
        html = weasyprint.HTML(string="<p id=one>One</p><p id=two>Two</p><p>Three</p>")
        style_for = SharingStyleFor(html, sheets, False, fonts, None)
        one, two, three = (style_for(element) for element in html.etree_element.iter("p"))
    finally:
        fonts.shared_styles = None
    assert one is not two
    assert one.anonymous_style is two.anonymous_style is three.anonymous_style


def test_an_anonymous_box_has_the_values_of_its_element_where_these_were_altered(
    sheets: list[Any], fonts: FontConfiguration
) -> None:
    fonts.shared_styles = SharedStyles()
    try:
        html = weasyprint.HTML(string="<p id=one>One</p><p id=two>Two</p>")
        style_for = SharingStyleFor(html, sheets, False, fonts, None)
        altered, other = (style_for(element) for element in html.etree_element.iter("p"))
        altered["visibility"] = "hidden"
    finally:
        fonts.shared_styles = None
    assert altered.anonymous_style["visibility"] == "hidden"
    assert other.anonymous_style["visibility"] == "visible"
