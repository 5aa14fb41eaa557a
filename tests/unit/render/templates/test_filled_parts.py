"""What the HTML of a part depends on: a part is laid out again where its HTML is another."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from briefing.editing import Edit, SetDetails, SetIssue, SetReasoning, apply
from briefing.grading import load_scales
from briefing.model.briefing import Briefing, OptionValue, Status
from briefing.model.issue import IssueBlock
from briefing.render import load_templates
from briefing.render.live.remembering_renderer import RememberingRenderer
from briefing.render.pipeline import composed
from briefing.render.templates.manifest import PartKind
from briefing.render.templates.parts import ContentsEntry, DocumentPart, parts
from briefing.render.templates.renderer import TemplateRenderer
from tests.small_briefing import a_briefing

TEMPLATES = load_templates()
DETAILS = [
    SetDetails(title="Another title"),
    SetDetails(subtitle="Another subtitle"),
    SetDetails(author="B. Nalyst"),
    SetDetails(organisation="Another unit"),
    SetDetails(issued="2026-01-01"),
    SetDetails(marking="TLP:RED"),
    SetDetails(status=Status.IN_REVIEW),
    SetIssue(issue=IssueBlock(reference="PPU 7")),
]


def sections(template_id: str, briefing: Briefing) -> list[str]:
    """The HTML of the parts of a document that are sections."""
    template = TEMPLATES[template_id]
    printed = composed(briefing, template, load_scales())
    renderer = TemplateRenderer(template, printed)
    return [renderer.part(part) for part in parts(printed, template) if part.kind is PartKind.SECTIONS]


@pytest.mark.parametrize("template_id", ["assessment", "comparison", "factsheet", "parliamentary"])
@pytest.mark.parametrize("edit", DETAILS, ids=lambda edit: str(edit)[:40])
def test_details_of_a_briefing_that_no_section_prints_leave_sections_as_they_are(
    template_id: str, edit: Edit
) -> None:
    before = sections(template_id, a_briefing())
    assert before
    assert sections(template_id, apply(a_briefing(), edit)) == before


def test_after_another_title_only_the_front_is_filled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    template = TEMPLATES["assessment"]
    before, after = (
        composed(briefing, template, load_scales())
        for briefing in (a_briefing(), apply(a_briefing(), SetDetails(title="Another title")))
    )
    filled: list[PartKind] = []
    fill = TemplateRenderer.part

    def noted(self: TemplateRenderer, part: DocumentPart, contents: Sequence[ContentsEntry] = ()) -> str:
        filled.append(part.kind)
        return fill(self, part, contents)

    monkeypatch.setattr(TemplateRenderer, "part", noted)
    renderer = RememberingRenderer(template, before, part_limit_s=20.0)
    for printed in (before, after):
        filled.clear()
        renderer.renew(printed)
        for part in parts(printed, template):
            renderer.part(part)
    assert PartKind.FRONT in filled
    assert PartKind.SECTIONS not in filled


ASSUMED = SetReasoning(item_id="j1", assumptions=("The parties act on what they said",))
WITHOUT_REASONING = SetReasoning(
    item_id="j1", assumptions=(), alternatives=(), indicators=(), change_since_last=""
)


def pages_with_reasoning(edit: Edit, names: tuple[PartKind, ...], **options: OptionValue) -> list[PartKind]:
    """The parts of the Assessment, with these parts, in which the reasoning is printed."""
    template = TEMPLATES["assessment"]
    template = dataclasses.replace(template, spec=replace(template.spec, parts=names))
    briefing = replace(a_briefing(), template_options=options)
    printed = composed(apply(briefing, edit), template, load_scales())
    renderer = TemplateRenderer(template, printed)
    kinds = [
        part.kind for part in parts(printed, template) if 'id="behind-judgements"' in renderer.part(part)
    ]
    assert (PartKind.REASONING in kinds) == any(
        part.kind is PartKind.REASONING for part in parts(printed, template)
    )
    return kinds


def test_reasoning_is_a_part_of_its_own_or_with_the_annexes() -> None:
    own, without = TEMPLATES["assessment"].spec.parts, (PartKind.FRONT, PartKind.SECTIONS, PartKind.ANNEXES)
    assert pages_with_reasoning(ASSUMED, own) == [PartKind.REASONING]
    assert pages_with_reasoning(ASSUMED, without) == [PartKind.ANNEXES]
    assert pages_with_reasoning(ASSUMED, own, reasoning="beneath") == [PartKind.FRONT]
    assert pages_with_reasoning(ASSUMED, own, reasoning="none") == []
    assert pages_with_reasoning(WITHOUT_REASONING, own) == []
