"""The selectors that match an element are those that cssselect2 finds."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint
from briefing.render.layout.styling.selector_matching import matching_selectors

import weasyprint  # isort: skip

_SELECTORS = (
    "*", ":root", ":link", ":is(b, i)", ":is(b, .row)", ":where(p, td) > b", ":is(b, i) b", ":is(B)",
    "[dir]", "[dir=rtl]", "[dir|=rt]", "[title~=two]", "[title^=o]", "[title$=o]", "[title*=e]",
    "[title='']", "[Title]", "[lang]", "[lang=fa]", ":lang(fa)", ":not([dir])", ":not(b)", "p:first-child",
    ":nth-child(2n)", ":empty", ".row [dir]", ".row > :is(b, i):last-child", "#one", "#one *", "b + i",
    "[dir] ~ p", "::before", "svg", "[viewBox]",
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
