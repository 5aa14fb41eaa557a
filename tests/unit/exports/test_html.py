"""The web page, walked as a screen reader walks it: landmarks, headings, tables, links, pictures."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from briefing.editing import Reword, apply
from briefing.exports.edition import Edition
from briefing.exports.html import css_string, write
from tests.unit.exports.conftest import PERSIAN, an_edition
from tests.unit.exports.exported_text import HTML, named, page, words


@pytest.fixture(scope="module")
def raw(everything: Edition) -> bytes:
    return write(everything)


@pytest.fixture(scope="module")
def tree(raw: bytes) -> ET.Element:
    return page(raw)


def by_id(tree: ET.Element, wanted: str) -> ET.Element:
    return next(each for each in tree.iter() if each.get("id") == wanted)


def test_the_page_says_its_language_title_and_marking(tree: ET.Element) -> None:
    assert tree.get("lang") == "en"
    [title] = named(tree, "title")
    assert words(title) == "Gas between Russia and Iran (TLP:AMBER)"
    [header], [footer] = named(tree, "header"), named(tree, "footer")
    assert words(header).startswith("TLP:AMBER")
    assert words(footer).endswith("TLP:AMBER")


def test_landmarks_hold_all_that_is_said_and_the_first_link_skips_to_the_text(tree: ET.Element) -> None:
    [body], [main] = named(tree, "body"), named(tree, "main")
    tags = [str(each.tag).removeprefix(HTML) for each in body]
    assert tags == ["a", "header", "main", "footer"]
    assert body[0].get("href") == f"#{main.get('id')}"
    assert [each.get("aria-labelledby") for each in named(tree, "nav")] == ["contents"]


def test_the_contents_are_after_the_judgements_as_in_a_pdf(tree: ET.Element) -> None:
    [main], [contents] = named(tree, "main"), named(tree, "nav")
    parts = list(main)
    headings = [next(iter(named(part, "h2")), None) for part in parts[: parts.index(contents)]]
    assert [words(each) for each in headings if each is not None] == [
        "Key judgements",
        "How well this is sourced",
    ]


def test_headings_begin_with_one_of_the_first_level_and_skip_none(tree: ET.Element) -> None:
    levels = [int(str(each.tag)[-1]) for each in named(tree, "h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert all(words(each) for each in named(tree, "h1", "h2", "h3"))


def test_every_table_has_a_caption_and_headings_that_say_what_they_head(tree: ET.Element) -> None:
    tables = named(tree, "table")
    assert len(tables) > 8
    for table in tables:
        assert [bool(words(each)) for each in named(table, "caption")] == [True]
        heads = named(table, "th")
        assert heads
        assert {each.get("scope") for each in heads} <= {"col", "row"}
        assert all(words(each) for each in heads)


def test_what_scrolls_by_itself_can_be_reached_by_key_and_has_a_name(tree: ET.Element) -> None:
    regions = [each for each in tree.iter() if each.get("role") == "region"]
    assert regions
    assert all(each.get("tabindex") == "0" and each.get("aria-label") for each in regions)


def test_every_picture_is_in_the_page_and_has_its_words(tree: ET.Element) -> None:
    [picture] = named(tree, "img")
    assert picture.get("alt") == "A blue square"
    assert str(picture.get("src")).startswith("data:image/png;base64,")
    assert picture.get("width") == "4"


def test_ids_are_unique_and_every_link_within_the_page_finds_its_place(tree: ET.Element) -> None:
    ids = [str(each.get("id")) for each in tree.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    links = [str(each.get("href")) for each in named(tree, "a")]
    within = [each[1:] for each in links if each.startswith("#")]
    assert len(within) > 25
    assert set(within) <= set(ids)
    assert all(words(each) or each.get("aria-label") for each in named(tree, "a"))


def test_nothing_runs_and_nothing_is_asked_of_the_network(raw: bytes, tree: ET.Element) -> None:
    assert not named(tree, "script", "link", "iframe", "object", "embed", "form", "base")
    assert not [name for each in tree.iter() for name in each.keys() if name.startswith("on")]  # noqa: SIM118
    assert not re.findall(rb"url\(|@import", raw)
    policy = next(each for each in named(tree, "meta") if each.get("http-equiv"))
    assert str(policy.get("content")).startswith("default-src 'none'")
    addresses = [str(each.get("href")) for each in named(tree, "a")]
    assert {each for each in addresses if not each.startswith("#")} == {"https://example.org/wire"}


def test_contradicting_statements_stand_in_one_group_side_by_side(tree: ET.Element) -> None:
    [group] = [each for each in tree.iter() if each.get("class") == "contrast"]
    assert group.get("aria-label") == "A statement and what contradicts it"
    stated, against = list(group)
    assert words(stated).startswith("As stated 1 The route is reported to be agreed.")
    assert words(against).startswith("Contradicted by 2 The route is reported to be open.")


def test_each_statement_leads_to_its_sources_and_each_source_back(tree: ET.Element) -> None:
    statement = by_id(tree, "row-f1")
    assert "#source-wire" in [each.get("href") for each in named(statement, "a")]
    assert "#row-f1" in [each.get("href") for each in named(by_id(tree, "source-wire"), "a")]


def test_what_runs_right_to_left_is_marked_so(tree: ET.Element) -> None:
    turned = [words(each) for each in tree.iter() if each.get("dir") == "rtl"]
    assert any(PERSIAN in each for each in turned)
    assert all("Agency" not in each for each in turned)


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><b>", "{{ 7 * 7 }}", "&lt;"],
)
def test_words_of_the_author_stay_words(everything: Edition, hostile: str) -> None:
    changed = apply(everything.briefing, Reword(item_id="f1", text=f"It is reported that {hostile}"))
    tree = page(write(an_edition(replace(changed, title=hostile, author=hostile))))
    assert words(by_id(tree, "row-f1")).count(hostile) == 1
    assert not named(tree, "script")
    assert len(named(tree, "img")) == 1


def test_a_marking_cannot_end_the_style_sheet() -> None:
    assert css_string('a"</style>') == '"a\\22 \\3c \\2f style\\3e "'
