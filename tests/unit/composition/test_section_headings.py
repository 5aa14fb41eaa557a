"""The heading of the key judgements is printed once, where the judgements are."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.composition.compose import compose
from briefing.composition.labels import is_headless
from briefing.model.briefing import Briefing, ChartItem, ChartKind, Judgement, Prose, Section
from tests.builders import GRADE, a_briefing, bundled_scales

JUDGEMENT = Judgement(id="j9", text="It is so", grade=GRADE)
RULER = ChartItem(id="d9", kind=ChartKind.LIKELIHOODS, caption="How likely")


def judged(title: str, **more: object) -> Section:
    return replace(Section(id="s9", title=title, items=(JUDGEMENT, RULER)), **more)


def headings(section: Section) -> list[tuple[str, str, bool]]:
    before = a_briefing()
    briefing: Briefing = replace(before, sections=(section, *before.sections))
    sections = compose(briefing, {}, bundled_scales()).sections
    return [(each.number, each.title, each.is_headless) for each in sections]


def test_a_figure_in_the_section_of_the_key_judgements_brings_no_second_heading() -> None:
    first, *others = headings(judged("Key judgements"))
    assert first == ("", "Key judgements", True)
    assert [number for number, _title, _headless in others] == [str(n + 1) for n in range(len(others))]


def test_a_section_with_a_title_of_its_own_has_its_heading() -> None:
    assert headings(judged("Outlook"))[0] == ("1", "Outlook", False)


def test_a_section_without_judgements_or_with_sections_in_it_has_its_heading() -> None:
    assert not is_headless(judged("Key judgements", items=(RULER,)), "en")
    assert not is_headless(judged("Key judgements", items=(replace(JUDGEMENT, hidden=True), RULER)), "en")
    inner = Section(id="s10", title="Why", items=(Prose(id="p9", text="Because."),))
    assert not is_headless(judged("Key judgements", sections=(inner,)), "en")
