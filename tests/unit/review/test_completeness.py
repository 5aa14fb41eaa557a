"""What a briefing lacks is found and may be deleted where it is empty."""

from __future__ import annotations

from briefing.editing import RemoveSection
from briefing.model.briefing import Briefing, Prose, Section
from briefing.model.library import Catalogue
from briefing.review.checks.completeness import check_completeness
from briefing.review.context import ReviewContext
from tests.builders import bundled_scales


def test_an_empty_heading_is_found_and_may_be_deleted() -> None:
    inner = Section(id="s3", title="Inner", items=(Prose(id="p1", text="So."),))
    sections = (Section(id="s1", title="Empty"), Section(id="s2", title="Outer", sections=(inner,)))
    briefing = Briefing(id="b", title="B", sections=sections)
    context = ReviewContext(briefing, Catalogue(briefing.library), bundled_scales())
    (raw,) = (raw for raw in check_completeness(context) if raw.rule_id == "empty-heading")
    assert (raw.rule_id, raw.row_id) == ("empty-heading", "s1")
    assert raw.fix is not None
    assert raw.fix.edit == RemoveSection(section_id="s1")
