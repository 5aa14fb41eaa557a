"""What the sources say of treaties after the cut-off date is not printed."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from briefing.composition.compose import compose
from briefing.composition.phrases import phrases_in
from briefing.composition.scope.chart_scope import tables_among
from briefing.composition.template_traits import TemplateTraits
from briefing.composition.views.document import PrintedBriefing
from briefing.composition.views.treaties import TreatyView
from briefing.composition.withheld import withheld
from briefing.grading import Scales
from briefing.model.briefing import Briefing, ChartItem, ChartKind, Comparison, FactItem, Section
from briefing.model.dates import calendar_day
from briefing.model.edtf import parse_edtf
from briefing.model.library import Material
from briefing.model.source import Citation, Source
from briefing.model.terms import ActionKind, ObligationKind, Presence, TreatyRelation
from briefing.model.treaty import Action, Division, Obligation, Party, RelatedTreaty, Term, Treaty
from tests.builders import bundled_report, fact, publisher, source, treaty

SOURCES = (
    replace(source("early"), issued="2025-10"),
    replace(source("late"), issued="2026-05-21~"),
    replace(source("read-before"), accessed="2025-10-01"),
    replace(source("read-after"), accessed="2026-05-01"),
    source("undated"),
)
PLANNED = phrases_in("en")("record.after_cut_off")


def by(*source_ids: str) -> tuple[Citation, ...]:
    return tuple(Citation(source_id=source_id) for source_id in source_ids)


def act(date: str, *source_ids: str, kind: ActionKind = ActionKind.EXTENSION, **given: Any) -> Action:
    return Action(kind=kind, date=date, citations=by(*source_ids), **given)


def a_briefing(treaty: Treaty, *, sources: tuple[Source, ...] = SOURCES, **given: Any) -> Briefing:
    items = (
        FactItem(id="f1", fact_id="one"),
        Comparison(id="c1", caption="Compared", treaty_ids=("alpha",)),
        ChartItem(id="h1", kind=ChartKind.TIMELINE, caption="In time", every_act=True),
        ChartItem(id="h2", kind=ChartKind.OBLIGATIONS, caption="Duties"),
    )
    complete = {
        "id": "b",
        "title": "B",
        "cut_off": "2025-10-31",
        "sections": (Section(id="s1", title="S", items=items),),
        "library": Material.of([treaty], [publisher("agency")], sources, [fact("one", "early")]),
    }
    return Briefing(**{**complete, **given})


def with_records(**given: Any) -> Treaty:
    return replace(treaty("alpha", "early"), **given)


@pytest.fixture
def printed(scales: Scales) -> Any:
    def compose_it(treaty: Treaty, **given: Any) -> PrintedBriefing:
        return compose(a_briefing(treaty, **given), {}, scales, traits=TemplateTraits(treaties=True))

    return compose_it


def record(printed: PrintedBriefing) -> TreatyView:
    (view,) = printed.treaties
    return view


def source_ids(printed: PrintedBriefing) -> set[str]:
    return {each.anchor.removeprefix("source-") for each in printed.sources}


def test_an_act_that_only_later_sources_report_is_not_printed_anywhere(printed: Any) -> None:
    reported = act("2026-05-20", "late", note="Agreed in Beijing")
    made_known = act("2025-09-01", "late", note="Kept secret for long")
    of_all = printed(with_records(actions=(act("2025-02-01", "early"), reported, made_known)))
    assert [each.date for each in record(of_all).actions] == ["1\u00a0February\u00a02025"]
    assert source_ids(of_all) == {"early"}
    assert "Beijing" not in repr(of_all)
    assert "Kept secret" not in repr(of_all)
    open_ended = printed(with_records(actions=(reported, made_known)), cut_off=None)
    assert len(record(open_ended).actions) == 2


@pytest.mark.parametrize(
    ("cited", "planned"),
    [
        (("early",), True),
        (("early", "late"), True),
        (("read-before",), True),
        (("read-after",), False),
        (("undated",), False),
        ((), False),
    ],
)
def test_a_later_act_is_planned_only_where_a_source_is_known_to_be_earlier(
    cited: tuple[str, ...], planned: bool, printed: Any
) -> None:
    of_all = printed(with_records(actions=(act("2026-01-15", *cited),)))
    assert [each.doubts for each in record(of_all).actions] == ([(PLANNED,)] if planned else [])
    assert "late" not in source_ids(of_all)


def test_an_earlier_act_keeps_the_sources_of_which_none_is_known_to_be_late(printed: Any) -> None:
    (one,) = record(printed(with_records(actions=(act("2025-02-01", "read-after", "late"),)))).actions
    assert [each.anchor for each in one.refs] == ["source-read-after"]
    assert one.doubts == ()


def test_the_note_of_an_act_with_a_later_source_is_not_printed(printed: Any) -> None:
    mixed = act("2025-02-01", "early", "late", note="The agency speaks of 2026")
    own = act("2025-03-01", "early", note="Published the same day")
    of_all = printed(with_records(actions=(mixed, own)))
    assert [each.note for each in record(of_all).actions] == ["", "Published the same day."]
    assert [
        each.note for each in record(printed(with_records(actions=(mixed,)), cut_off=None)).actions
    ] == ["The agency speaks of 2026."]


def test_an_undated_source_that_repeats_a_late_one_is_late(printed: Any) -> None:
    repeating = (source("again", "agency", "copy"), source("copy", "agency", "late"))
    acts = (act("2025-02-01", "again"), act("2025-03-01", "undated"))
    of_all = printed(with_records(actions=acts), sources=(*SOURCES, *repeating))
    assert [each.refs[0].anchor for each in record(of_all).actions] == ["source-undated"]


def test_an_entry_into_force_that_became_known_later_is_not_the_status(printed: Any) -> None:
    force = act("2026-01-15", "late", kind=ActionKind.ENTRY_INTO_FORCE)
    of_all = printed(with_records(actions=(force,)))
    assert record(of_all).status == ()
    rows = {row.heading: row.cells[0].lines for group in of_all.comparison for row in group.rows}
    assert phrases_in("en")("record.entry_into_force") not in rows


def test_provisions_term_and_relations_of_later_sources_are_not_printed(printed: Any) -> None:
    late, both = by("late"), by("late", "early")
    of_all = printed(
        with_records(
            term=Term(years=20, renewal="Five years more", citations=late),
            obligations=(
                Obligation(kind=ObligationKind.BASES, presence=Presence.YES, citations=late),
                Obligation(kind=ObligationKind.DEFENCE, presence=Presence.NO, citations=both),
            ),
            divisions=(
                Division(eid="art_1", number="1", heading="Bases", gist="They are let", citations=late),
                Division(eid="art_2", number="2", gist="No defence", citations=both),
            ),
            related=(
                RelatedTreaty(relation=TreatyRelation.SUCCEEDS, title="The secret pact", citations=late),
            ),
        )
    )
    view = record(of_all)
    assert (view.term.length, view.term.renewal, view.related) == (None, None, ())
    assert [each.kind for each in view.obligations] == ["defence"]
    assert [each.gist for each in view.divisions] == ["No defence."]
    assert "article 1" in view.unread
    assert source_ids(of_all) == {"early"}
    for words in ("They are let", "The secret pact", "Five years more"):
        assert words not in repr(of_all)


def test_a_conclusion_after_the_cut_off_is_not_printed_as_a_fact(printed: Any) -> None:
    parties = (Party(country="RU", name="Russia", signatory="V. Putin", office="President"),)
    later = with_records(parties=parties)
    later = replace(later, concluded=replace(later.concluded, date="2026-02-01"))
    of_all = printed(later)
    assert record(of_all).concluded == ""
    assert "V. Putin" not in repr(of_all)
    open_ended = printed(later, cut_off=None)
    assert record(open_ended).concluded == "Moscow, 1\u00a0February\u00a02026"


def test_a_figure_is_counted_without_the_acts_that_are_not_printed() -> None:
    acts = tuple(act(f"2026-{month:02}-{day:02}", "late") for month in (1, 2) for day in range(1, 26))
    assert "h1" not in tables_among(a_briefing(with_records(actions=acts)))
    assert "h1" in tables_among(a_briefing(with_records(actions=acts), cut_off=None))


def test_a_briefing_of_which_all_was_known_is_the_same_object() -> None:
    briefing = a_briefing(with_records(actions=(act("2025-02-01", "early", "undated"),)))
    assert withheld(briefing) is briefing


@pytest.mark.parametrize("cut_off", ["2001-12-31", "2024-10-31", "2025-01-20", "2025-10-31"])
def test_the_bundled_records_cite_no_source_from_after_a_cut_off(cut_off: str, scales: Scales) -> None:
    library = bundled_report().material
    briefing = Briefing(id="b", title="B", cut_off=cut_off, library=library)
    of_all = compose(briefing, {}, scales, traits=TemplateTraits(treaties=True))
    sources = {each.id: each for each in library.sources}
    dates = {each: sources[each].issued for each in source_ids(of_all)}
    last = calendar_day(cut_off)
    assert [each for each, date in dates.items() if date and parse_edtf(date).earliest > last] == []
    assert len(of_all.treaties) == len(library.treaties)
