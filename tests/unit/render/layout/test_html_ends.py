"""Of HTML that ends as before, the elements at the end are left without what is in them."""

from __future__ import annotations

import pytest

from briefing.render.layout.finished_pages.html_ends import without_same_end

LONG = "".join(f'<li><a href="#s{number}">Section {number}</a></li>\n' for number in range(100))


def page(words: str, *, end: str = f'<nav class="contents" id="c">\n<ul>{LONG}</ul>\n</nav>\n') -> str:
    return f"<html>\n<head></head>\n<body>\n<p>{words}</p>\n{end}</body>\n</html>\n"


def test_the_last_elements_are_emptied_where_they_are_as_before() -> None:
    end = f'<div>{LONG}<div>within</div></div>\n<nav class="contents" id="c">{LONG}</nav>\n'
    short = page("New", end='<div></div>\n<nav class="contents" id="c"></nav>\n')
    assert without_same_end(page("Old", end=end), page("New", end=end)) == (short, 2)


def test_an_element_that_changed_stays_with_those_before_it() -> None:
    former, later = (
        f"<div>{LONG}</div>\n<section><p>{text}</p></section>\n<nav>{LONG}</nav>" for text in "ab"
    )
    short, same = without_same_end(page("The same", end=former), page("The same", end=later))
    assert same == 1
    assert short == page("The same", end=f"<div>{LONG}</div>\n<section><p>b</p></section>\n<nav></nav>")


def test_an_element_within_one_of_its_kind_is_not_taken_for_it() -> None:
    end = f"<section><section>{LONG}</section><sectional>x</sectional><section>y</section></section>"
    assert without_same_end(page("Old", end=end), page("New", end=end)) == (
        page("New", end="<section></section>"),
        1,
    )


@pytest.mark.parametrize(
    "end",
    [
        "<p>Short</p>",
        f"<nav>{LONG}</nav> and text",
        f"<nav>{LONG}<!-- </nav> --></nav>",
        f"{LONG}<br>",
    ],
)
def test_where_little_is_spared_or_tags_are_not_plain_all_stays(end: str) -> None:
    later = page("New", end=end)
    assert without_same_end(page("Old", end=end), later) == (later, 0)


def test_where_the_end_differs_all_stays() -> None:
    later = page("New", end=f"<nav>{LONG}.</nav>")
    assert without_same_end(page("Old", end=f"<nav>{LONG}</nav>"), later) == (later, 0)
