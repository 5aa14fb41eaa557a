"""What the pages of a preview say of rows and sources that are printed elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from briefing.editing import Reword, apply
from briefing.grading import Scales
from briefing.model.briefing import Briefing, FactItem, Judgement, Section, Waiver
from briefing.render import Template, load_templates
from briefing.render.layout.typesetter import Typesetter
from briefing.render.live.document import Content, LiveDocument
from briefing.render.live.events import AllCurrent, DrawnPage
from tests.integration.render.conftest import printed_in_full
from tests.sized_briefings import forty_facts, in_template
from tests.small_briefing import PICTURE, PICTURE_ID, a_briefing


def pages_of(
    live: LiveDocument, briefing: Briefing, template: Template, typesetter: Typesetter
) -> tuple[list[DrawnPage], AllCurrent]:
    """The pages of a briefing as they are at last, in their order, and the end of the preview."""
    events = list(live.pages(Content(briefing, template, typesetter), range(1)))
    end = events[-1]
    assert isinstance(end, AllCurrent)
    latest = {event.place: event for event in events if isinstance(event, DrawnPage)}
    return [latest[place] for place in sorted(latest)], end


def first_pages(briefing: Briefing, template: Template, scales: Scales) -> Sequence[DrawnPage]:
    typesetter = Typesetter(template.folder, {PICTURE_ID: PICTURE})
    return pages_of(LiveDocument(scales), briefing, template, typesetter)[0]


def anchors(pages: Sequence[DrawnPage]) -> set[str]:
    return {mention.anchor for page in pages for mention in page.mentions()}


def test_contents_annexes_and_the_argument_map_are_about_sections_rows_and_sources(
    assessment: Template, scales: Scales
) -> None:
    briefing = printed_in_full()
    found = anchors(first_pages(briefing, assessment, scales))
    facts = [item for item in briefing.walk_items() if isinstance(item, FactItem)]
    assert {f"annex-{item.id}" for item in facts} <= found
    assert {"source-wire", "source-echo"} <= found
    assert "row-j1" in found


def test_a_table_of_contents_has_a_place_for_each_section(assessment: Template, scales: Scales) -> None:
    briefing = forty_facts()
    judged, *others = briefing.sections  # the first is no section in print
    assert any(isinstance(item, Judgement) for item in judged.items)
    found = anchors(first_pages(briefing, assessment, scales))
    assert {f"section-{section.id}" for section in others} <= found


def test_changes_and_waived_findings_are_about_rows(assessment: Template, scales: Scales) -> None:
    waiver = Waiver(
        rule_id="hedging",
        row_id="f2",
        words="is",
        context="",
        reason="As it was said",
        by="A. N.",
        on="2026-11-28",
    )
    briefing = replace(in_template(a_briefing(), "assessment", waivers=True), waivers=(waiver,))
    earlier = replace(apply(briefing, Reword(item_id="f1", text="Gas flowed")), waivers=())
    content = Content(briefing, assessment, Typesetter(assessment.folder, {PICTURE_ID: PICTURE}), earlier)
    pages = [
        event for event in LiveDocument(scales).pages(content, range(1)) if isinstance(event, DrawnPage)
    ]
    about = [mention for page in pages for mention in page.mentions() if mention.width > 300]
    assert {"row-f1", "row-f2"} <= {mention.anchor for mention in about}


@pytest.mark.parametrize("name", sorted(load_templates()))
def test_every_list_of_sources_has_a_place_for_each(name: str, scales: Scales) -> None:
    template = load_templates()[name]
    in_short = template.spec.max_pages is not None
    briefing = in_template(a_briefing(), name, annexes="omit" if in_short else "run-on")
    found = anchors(first_pages(briefing, template, scales))
    assert {"source-wire", "source-echo"} <= found


def test_the_case_for_and_against_a_judgement_is_about_it(scales: Scales) -> None:
    template = load_templates()["parliamentary"]
    pages = first_pages(in_template(a_briefing(), "parliamentary"), template, scales)
    about = [each for page in pages for each in page.mentions() if each.anchor == "row-j1"]
    assert max(each.width for each in about) > 150
    assert max(each.height for each in about) > 20


def test_what_mentions_a_row_is_within_its_page_and_no_row_itself(
    assessment: Template, scales: Scales
) -> None:
    briefing = printed_in_full()
    known = {item.id for item in briefing.walk_items()} | {each.id for each in briefing.walk_sections()}
    for page in first_pages(briefing, assessment, scales):
        assert {box.row for box in page.rows} <= known
        for mention in page.mentions():
            assert 0 <= mention.left < mention.left + mention.width <= page.width_pt
            assert 0 <= mention.top < mention.top + mention.height <= page.height_pt
            assert not any(
                box.left <= mention.left
                and box.top <= mention.top
                and mention.left + mention.width <= box.left + box.width
                and mention.top + mention.height <= box.top + box.height
                for box in page.rows
            )


def test_a_page_of_an_annex_is_another_once_it_is_about_another_row_with_the_same_words(
    assessment: Template, scales: Scales
) -> None:
    briefing = printed_in_full()
    live = LiveDocument(scales)
    typesetter = Typesetter(assessment.folder, {PICTURE_ID: PICTURE})
    _, before = pages_of(live, briefing, assessment, typesetter)
    pages, after = pages_of(live, renamed(briefing), assessment, typesetter)
    assert "annex-f3-again" in anchors(pages)
    assert "annex-f3" not in anchors(pages)
    assert before.keys != after.keys


def renamed(briefing: Briefing) -> Briefing:
    """The briefing with another row of the same fact in place of one that nothing refers to."""
    (fact,) = (item for item in briefing.walk_items() if item.id == "f3")
    (around,) = (section for section in briefing.walk_sections() if fact in section.items)
    again = replace(around, items=(replace(fact, id="f3-again"),))
    assert len(around.items) == 1

    def with_it(section: Section) -> Section:
        below = tuple(map(with_it, section.sections))
        return again if section is around else replace(section, sections=below)

    return replace(briefing, sections=tuple(map(with_it, briefing.sections)))
