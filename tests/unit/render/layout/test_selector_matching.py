"""The selectors that match an element are those that cssselect2 finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint
from briefing.render.layout.styling.element_kinds import ElementKinds, Kind
from briefing.render.layout.styling.selector_matching import matching_selectors

import weasyprint  # isort: skip

_SELECTORS = (
    "*", ":root", ":link", ":is(b, i)", ":is(b, .row)", ":where(p, td) > b", ":is(b, i) b", ":is(B)",
    "[dir]", "[dir=rtl]", "[dir|=rt]", "[title~=two]", "[title^=o]", "[title$=o]", "[title*=e]",
    "[title='']", "[Title]", "[lang]", "[lang=fa]", ":lang(fa)", ":not([dir])", ":not(b)", "p:first-child",
    ":nth-child(2n)", ":empty", ".row [dir]", ".row > :is(b, i):last-child", "#one", "#one *", "b + i",
    "[dir] ~ p", "::before", "svg", "[viewBox]", ".row > :first-child", ".row :not(:last-child)",
    "p:not([dir], :empty) > b", "b + [dir]", ":root > :last-child", "[title] > [dir]:only-child",
)  # fmt: skip
_DOCUMENT = """
<html lang=en><body dir=ltr>
<p id=one class="row first">One <b title="one two">b <i>i</i></b><i dir=rtl>i</i></p>
<p class=row dir="rtl" lang=fa title=one><a href="#one">a</a><a>a</a><b title="">b</b></p>
<div title=two><svg viewBox="0 0 1 1"><title>Two</title></svg><table><tr><td><b dir=ltr>b</b></table></div>
</body></html>
"""


@pytest.mark.parametrize("selector", _SELECTORS)
def test_each_selector_matches_the_elements_that_it_matches_by_itself(selector: str) -> None:
    matcher = weasyprint.CSS(string=f"{selector} {{ color: red }}").matcher
    assert _matches(matcher, matching_selectors) == _matches(matcher, type(matcher).match)


def test_the_selectors_of_style_sheets_match_the_same_elements_in_the_same_order() -> None:
    (agent, *_) = weasyprint.HTML(string=_DOCUMENT)._ua_stylesheets()
    all_of_them = weasyprint.CSS(string="".join(f"{each} {{ color: red }}" for each in _SELECTORS)).matcher
    for matcher in (agent.matcher, all_of_them):
        expected = _matches(matcher, type(matcher).match)
        assert any(expected)
        assert _matches(matcher, matching_selectors) == expected


@pytest.mark.parametrize("sheet", [*_SELECTORS, ", ".join(_SELECTORS), "body > p:first-child b, :has(> b)"])
def test_elements_of_one_kind_match_what_each_of_them_matches(sheet: str) -> None:
    (agent, *_) = weasyprint.HTML(string=_DOCUMENT)._ua_stylesheets()
    sheets = [(each, "", None) for each in (agent, weasyprint.CSS(string=f"{sheet} {{ color: red }}"))]
    kinds = ElementKinds(sheets)
    for _ in range(2):
        assert _matches_by_kind(kinds, _DOCUMENT) == _matches_of_each(sheets, _DOCUMENT)
    rows = "".join(f'<p id=row-{number} class="row">{number} <b>b</b></p>' for number in range(3))
    assert _matches_by_kind(kinds, rows) == _matches_of_each(sheets, rows)


def test_rows_that_no_selector_tells_apart_are_of_one_kind() -> None:
    sheets = [(weasyprint.CSS(string="#one .row { color: red } [title] b { color: blue }"), "", None)]
    rows = [f"<p id=row-{number} class=row title={number}>{number}</p>" for number in range(3)]
    kinds = ElementKinds(sheets)
    elements = list(_with_kinds(kinds, f"{''.join(rows)}<p id=one class=row>One</p>"))
    first, second, third, one = (kind for element, kind in elements if element.local_name == "p")
    assert first is second is third is not one


def test_selectors_that_count_siblings_are_tried_only_where_what_else_they_ask_for_is_so() -> None:
    css = ".list > :first-child { color: red } .list:not([dir]) :last-child { color: blue }"
    kinds = ElementKinds([(weasyprint.CSS(string=css), "", None)])
    html = "<div class=list><p>1</p></div><div class=list dir=ltr><p>2</p></div><div><p>3</p></div>"
    tried = []
    for element, kind in _with_kinds(kinds, html):
        kinds.matches(element, kind)
        if element.local_name == "p":
            tried.append(len(kind.to_try))
    assert tried == [2, 1, 0]


def test_style_sheets_with_a_further_rule_are_others() -> None:
    sheet = weasyprint.CSS(string="[dir] { color: red }")
    kinds = ElementKinds([(sheet, "", None)])
    assert kinds.are_of([(sheet, "user", None)])
    weasyprint.CSS(string="[dir=rtl] { color: blue }", matcher=sheet.matcher)
    assert not kinds.are_of([(sheet, "", None)])


def _with_kinds(kinds: ElementKinds, html: str) -> Iterator[tuple[Any, Kind]]:
    known: dict[Any, Kind] = {}
    for element in weasyprint.HTML(string=html).wrapper_element.iter_subtree():
        above = known[element.parent.etree_element] if element.parent else None
        known[element.etree_element] = kinds.kind(element.etree_element, above)
        yield element, known[element.etree_element]


def _matches_by_kind(kinds: ElementKinds, html: str) -> list[list[tuple[Any, ...]]]:
    return [
        [(number, *match[:3]) for number, match in kinds.matches(element, kind)]
        for element, kind in _with_kinds(kinds, html)
    ]


def _matches_of_each(sheets: Sequence[Any], html: str) -> list[list[tuple[Any, ...]]]:
    return [
        [
            (number, *match[:3])
            for number, (sheet, _, _) in enumerate(sheets)
            for match in sheet.matcher.match(element)
        ]
        for element in weasyprint.HTML(string=html).wrapper_element.iter_subtree()
    ]


def test_selectors_that_are_added_later_are_found() -> None:
    html = weasyprint.HTML(string="<p dir=rtl>One</p>")
    first, second = (
        weasyprint.CSS(string=f"{each} {{ color: red }}").matcher for each in ("[dir]", ":root")
    )
    (element,) = [each for each in html.wrapper_element.iter_subtree() if each.local_name == "p"]
    assert len(matching_selectors(first, element)) == 1
    weasyprint.CSS(string="[dir=rtl] { color: blue }", matcher=first)
    assert len(matching_selectors(first, element)) == 2
    assert matching_selectors(second, element) == []


def _matches(matcher: Any, match: Any) -> list[list[tuple[Any, ...]]]:
    elements = weasyprint.HTML(string=_DOCUMENT).wrapper_element.iter_subtree()
    return [[entry[:3] for entry in match(matcher, element)] for element in elements]
