"""The treaties' own records: composed whole, with their sources, and printed by two templates."""

from __future__ import annotations

import io
import itertools
import re
from collections import Counter
from pathlib import Path

import pdfua
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.composition import formatting
from briefing.composition.citations import CitationRegister
from briefing.composition.compose import compose
from briefing.composition.phrases import phrases_in
from briefing.composition.template_traits import TemplateTraits
from briefing.composition.treaties.article_index import ArticleStatements, path_of_division, paths
from briefing.composition.treaties.comparison import comparison_groups, obligation_grid
from briefing.composition.treaties.records import TreatyRecords
from briefing.composition.views.document import PrintedBriefing
from briefing.composition.views.references import FactLink
from briefing.composition.views.treaties import TreatyView
from briefing.errors import RenderError
from briefing.grading import Scales
from briefing.model.briefing import Briefing
from briefing.model.edtf import parse_edtf
from briefing.model.fact import Fact
from briefing.model.library import Catalogue, Material, treaty_citations
from briefing.model.source import Citation, Locator, TextQuote
from briefing.model.terms import ActionKind, InstrumentKind, ObligationKind, Presence, TreatyRelation
from briefing.model.treaty import (
    Action,
    Conclusion,
    Division,
    Languages,
    Obligation,
    Party,
    Place,
    RelatedTreaty,
    Term,
    Treaty,
)
from briefing.render import Rendering, load_templates, render
from tests.builders import bundled_report
from tests.examples import examples
from tests.pdf_reader import page_texts
from tests.small_briefing import LIBRARY, PICTURE, PICTURE_ID, a_briefing, fact

SOURCES = ("wire", "echo")
CITATIONS = st.lists(
    st.builds(
        Citation,
        source_id=st.sampled_from(SOURCES),
        locator=st.none() | st.builds(Locator, article=st.sampled_from(["1", "3", "3(4)"])),
    ),
    max_size=3,
).map(tuple)
ARTICLES = st.none() | st.sampled_from(["1", "3", "3(4)", "3(4), 5", "Article 7"])
DATES = st.sampled_from(
    ["2025-01-17", "2025-02", "2025-03-XX", "2025?", "2025-10/..", "../2024", "2031-01-01"]
)
TREATIES = st.builds(
    Treaty,
    id=st.just("alpha"),
    title=st.just("Treaty alpha"),
    short_title=st.just("Alpha"),
    parties=st.just((Party(country="RU", name="Russia"), Party(country="IR", name="Iran"))),
    concluded=st.just(Conclusion(date="2025-01-17", place=Place())),
    term=st.builds(
        Term,
        years=st.none() | st.integers(1, 99),
        renewal=st.none() | st.just("by five years"),
        notice=st.none() | st.just("one year"),
        citations=CITATIONS,
    ),
    actions=st.lists(
        st.builds(
            Action,
            kind=st.sampled_from(ActionKind),
            date=DATES,
            party=st.sampled_from([None, "RU", "KP"]),
            disputed=st.booleans(),
            citations=CITATIONS,
        ),
        max_size=6,
    ).map(tuple),
    obligations=st.lists(
        st.builds(
            Obligation,
            kind=st.sampled_from(ObligationKind),
            presence=st.sampled_from(Presence),
            article=ARTICLES,
            citations=CITATIONS,
        ),
        max_size=6,
    ).map(tuple),
    divisions=st.lists(
        st.builds(
            Division,
            eid=st.sampled_from(["preamble", "art_1", "art_3__para_4", "sec_2"]),
            number=ARTICLES,
            gist=st.just("What it holds"),
            citations=CITATIONS,
        ),
        max_size=6,
    ).map(tuple),
    related=st.lists(
        st.builds(
            RelatedTreaty,
            relation=st.sampled_from(TreatyRelation),
            title=st.just("An older treaty"),
            citations=CITATIONS,
        ),
        max_size=3,
    ).map(tuple),
)
PHRASES = phrases_in("en")


def records(
    treaties: list[Treaty], articles: bool = True
) -> tuple[tuple[TreatyView, ...], CitationRegister]:
    library = Material.of(treaties, LIBRARY.publishers, LIBRARY.sources, LIBRARY.facts)
    catalogue = Catalogue(library)
    cited = CitationRegister(catalogue, "en")
    briefing = Briefing(id="b", title="B", cut_off="2025-10-31", library=library)
    made = TreatyRecords(briefing, catalogue, cited, ArticleStatements([]))
    return made.views({"articles": articles}), cited


@given(TREATIES)
def test_every_act_obligation_and_division_is_told_once_with_all_its_sources(treaty: Treaty) -> None:
    (view,), _ = records([treaty])
    in_time = sorted(treaty.actions, key=lambda each: parse_edtf(each.date).earliest)
    told = [
        [each.refs for each in view.actions],
        [each.refs for each in view.obligations],
        [each.refs for each in view.divisions],
        [each.refs for each in view.related],
    ]
    recorded = [
        [each.citations for each in in_time],
        [each.citations for each in treaty.obligations],
        [each.citations for each in treaty.divisions],
        [each.citations for each in treaty.related],
    ]
    assert [[sorted(ref.anchor for ref in refs) for refs in group] for group in told] == [
        [sorted(f"source-{each.source_id}" for each in citations) for citations in group]
        for group in recorded
    ]
    assert [each.mark for each in view.obligations] == [str(each.presence) for each in treaty.obligations]


@given(TREATIES, st.booleans())
def test_a_source_is_numbered_if_and_only_if_something_printed_cites_it(
    treaty: Treaty, articles: bool
) -> None:
    _, cited = records([treaty], articles)
    printed = treaty if articles else replace(treaty, divisions=())
    wanted = {citation.source_id for citation in treaty_citations(printed)}
    listed = {source.anchor.removeprefix("source-") for source in cited.listed(lambda _: ())}
    assert wanted <= listed <= wanted | ({"wire"} if "echo" in wanted else set())


@given(st.lists(TREATIES, min_size=2, max_size=5))
@settings(max_examples=examples(40))
def test_a_comparison_has_a_cell_for_every_treaty_and_loses_no_act_and_no_obligation(
    treaties: list[Treaty],
) -> None:
    named = [replace(each, id=f"t{number}") for number, each in enumerate(treaties)]
    views, _ = records(named)
    rows = [row for group in comparison_groups(views, PHRASES, every_kind=False) for row in group.rows]
    assert {len(row.cells) for row in rows} == {len(views)}
    for number, view in enumerate(views):
        column = [row.cells[number] for row in rows]
        cited = Counter(ref for cell in column for line in cell.lines for ref in line.refs)
        told = Counter(
            ref
            for refs in (
                *(each.refs for each in view.actions),
                *(each.refs for each in view.obligations),
                *(each.refs for each in view.related),
            )
            for ref in refs
        )
        assert told <= cited
    for row in rows:
        assert row.differs == (row.agreement == "Differ")


@given(
    st.lists(st.sampled_from([None, Presence.YES, Presence.NO, Presence.PARTIAL]), min_size=2, max_size=5)
)
def test_treaties_differ_only_where_two_recorded_answers_do(answers: list[Presence | None]) -> None:
    treaties = [
        replace(
            bare(f"t{number}"),
            obligations=(Obligation(kind=ObligationKind.DEFENCE, presence=answer),) if answer else (),
        )
        for number, answer in enumerate(answers)
    ]
    views, _ = records(treaties)
    group = comparison_groups(views, PHRASES, every_kind=True)[1]
    given_answers = [answer for answer in answers if answer]
    assert ("Defence" in group.unrecorded) == (not given_answers)
    if not given_answers:
        assert group.rows == ()
        return
    (row,) = group.rows
    assert row.differs == (len(set(given_answers)) > 1)
    assert [bool(cell.lines) for cell in row.cells] == [answer is not None for answer in answers]
    if row.agreement == "Same answer":
        assert len(given_answers) == len(answers)


def test_what_no_treaty_records_is_one_line_after_the_others() -> None:
    defence = Obligation(kind=ObligationKind.DEFENCE, presence=Presence.NO)
    treaties = [replace(bare("t1"), obligations=(defence,)), bare("t2")]
    others = [formatting.kind(kind).capitalize() for kind in ObligationKind][1:]
    line = f"Not recorded for any of these treaties: {', '.join(others)}."
    views, _ = records(treaties)
    group = comparison_groups(views, PHRASES, every_kind=True)[1]
    assert ([row.heading for row in group.rows], group.unrecorded) == (["Defence"], line)

    grid = obligation_grid(treaties, CitationRegister(Catalogue(Material()), "en"), "en")
    assert [row[1:] for row in grid.rows] == [("No", "not recorded")]
    assert sorted(grid.unrecorded.removesuffix(".").partition(": ")[2].split(", ")) == sorted(others)


def bare(treaty_id: str) -> Treaty:
    return Treaty(
        id=treaty_id,
        title=f"Treaty {treaty_id}",
        short_title=f"Short {treaty_id}",
        parties=(Party(country="RU", name="Russia"),),
        concluded=Conclusion(date="2020?", place=Place()),
    )


def test_what_is_not_recorded_is_not_called_a_treaty_without_a_term() -> None:
    (unknown,), _ = records([bare("t")])
    supported = replace(bare("t"), term=Term(citations=(Citation(source_id="wire"),)))
    (without,), _ = records([supported])
    assert unknown.term.length is None
    assert without.term.length is not None
    assert without.term.length.text == "No fixed term."


def test_an_act_says_that_it_is_disputed_doubtful_or_still_to_come() -> None:
    acts = (
        Action(kind=ActionKind.SIGNATURE, date="2025-01~", disputed=True),
        Action(kind=ActionKind.ENTRY_INTO_FORCE, date="2026-01-01", party="IR"),
    )
    (view,), _ = records([replace(bare("t"), actions=acts)])
    first, second = view.actions
    assert first.date == "January\u00a02025 (approximate)"
    assert "disputed" in first.doubts
    after_cut_off = PHRASES("record.after_cut_off")
    assert after_cut_off in second.doubts
    assert second.who == "Iran"
    assert after_cut_off in view.status[0].text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("3(4)", [("3", "4")]),
        ("art. 3 (4)", [("3", "4")]),
        ("3, 5(1)", [("3",), ("5", "1")]),
        ("Articles 3 and 4", [("3",), ("4",)]),
        ("preamble", [("preamble",)]),
        ("", []),
    ],
)
def test_an_article_is_read_as_steps_inwards(text: str, wanted: list[tuple[str, ...]]) -> None:
    assert list(paths(text)) == wanted


def test_a_division_without_a_number_is_placed_by_its_eid() -> None:
    assert path_of_division("art_3__para_4", None) == path_of_division("anything", "3(4)") == ("3", "4")
    assert path_of_division("preamble", None) == ("preamble",)


def test_a_statement_rests_on_the_narrowest_article_listed() -> None:
    def at(article: str) -> tuple[Fact, FactLink]:
        stated = fact(f"on-{article}", "Said")
        cited = (Citation(source_id="wire", locator=Locator(article=article)),)
        return replace(stated, citations=cited), FactLink(article, "", "", "")

    statements = ArticleStatements([at("3"), at("3(4)"), at("31")])
    listed = {("3",), ("3", "4")}
    assert [each.label for each in statements.on_article("alpha", ("3",), listed)] == ["3"]
    assert [each.label for each in statements.on_article("alpha", ("3",), {("3",)})] == ["3", "3(4)"]
    assert [each.label for each in statements.on_article("alpha", ("3", "4"), listed)] == ["3(4)"]
    assert statements.on_article("beta", ("3",), listed) == ()


# The templates that print them


PAPERS = [("factsheet", "A4"), ("comparison", "Letter")]


@pytest.fixture(scope="module")
def full() -> Briefing:
    """Two treaties of which one has something of all, the other nothing that may be left out."""
    cited = (Citation(source_id="wire", locator=Locator(article="3(4)")),)
    quoted = (
        replace(
            cited[0],
            quotes=(
                TextQuote(exact="Each Party helps the other."),
                TextQuote(
                    exact="ИХ СЛОВА", language="ru", translation="Their words", translator="A. Nalyst"
                ),
            ),
        ),
    )
    alpha = Treaty(
        id="alpha",
        title="معاهده جامع",
        short_title="Alpha",
        titles={"ru": "Договор", "zh-Hans": "条约", "am": "ውል"},
        parties=(Party(country="RU", name="Russia", signatory="V. Putin", office="President"),),
        concluded=Conclusion(date="2025-01-17", place=Place(country="RU")),
        languages=Languages(authentic=("ru", "fa"), prevails="ru"),
        term=Term(years=20, renewal="by five years", notice="one year before", citations=cited),
        actions=(Action(kind=ActionKind.RATIFICATION, date="2025-06?", party="KP", citations=quoted),),
        obligations=tuple(
            Obligation(
                kind=kind,
                presence=each,
                article="3(4)",
                note=f"Note on {kind}",
                citations=quoted if kind is ObligationKind.DEFENCE else cited,
            )
            for kind, each in zip(ObligationKind, itertools.cycle(Presence), strict=False)
        ),
        divisions=tuple(
            Division(
                eid=f"art_{number}",
                number=str(number),
                gist=f"Gist {number}",
                citations=quoted if number == 1 else cited,
            )
            for number in range(1, 31)
        ),
        related=(RelatedTreaty(relation=TreatyRelation.SUCCEEDS, title="The older pact", citations=cited),),
    )
    briefing = a_briefing()
    library = briefing.library
    treaties = [alpha, bare("beta")]
    return replace(
        briefing, library=Material.of(treaties, library.publishers, library.sources, library.facts)
    )


@pytest.fixture(scope="module")
def printed(full: Briefing, scales: Scales) -> dict[tuple[str, str], Rendering]:
    templates = load_templates()
    return {
        (name, paper): render(
            replace(full, template_options={"paper": paper}),
            templates[name],
            scales,
            attachments={PICTURE_ID: PICTURE},
        )
        for name, paper in PAPERS
    }


@pytest.fixture(scope="module")
def said(printed: dict[tuple[str, str], Rendering]) -> dict[str, str]:
    return {name: " ".join(page_texts(made.pdf)) for (name, _), made in printed.items()}


@pytest.mark.parametrize("key", PAPERS, ids="-".join)
def test_a_template_renders_without_flaw_and_no_checker_complains(
    key: tuple[str, str], printed: dict[tuple[str, str], Rendering], tmp_path: Path
) -> None:
    file = tmp_path / "printed.pdf"
    file.write_bytes(printed[key].pdf)
    assert printed[key].flaws == ()
    report = pdfua.validate(str(file))
    assert [finding.message for finding in report.findings] == []


TOLD = (
    "V. Putin", "Russia, 17 January 2025", "Russian prevails", "Договор", "The older pact", "North Korea",
    "June 2025 (uncertain)", "20 years. [1B art. 3(4)]", "By five years. [1B art. 3(4)]",
    "One year before. [1B art. 3(4)]", "Not recorded",
)  # fmt: skip


def test_every_cell_stands_in_the_pdf_with_its_source(said: dict[str, str]) -> None:
    for text in said.values():
        assert [words for words in TOLD if words not in text] == []
        for kind in ObligationKind:
            between = r"(Source\s[^\[]*)?(Statements? [^\[]*)?"
            assert re.search(rf"Note on {kind}\. {between}\[1B art\. 3\(4\)\]", text), kind
    assert "Yes, art. 3(4). Note on defence." in said["comparison"]
    assert "No, art. 3(4). Note on offence." in said["comparison"]
    assert "In part, art. 3(4). Note on neutrality." in said["comparison"]
    assert [n for n in range(1, 31) if f"Gist {n}." not in said["factsheet"]] == []
    assert "Gist 1." not in said["comparison"]


def test_a_cell_names_the_statements_behind_it_with_grade_and_standing(said: dict[str, str]) -> None:
    assert "Statements 1 B3 reported; 2 F3 reported; 3 B3 reported." in said["comparison"]
    assert "Statements 1 B3 reported; 2 F3 reported; 3 B3 reported." in said["factsheet"]


def test_the_fact_sheet_prints_the_quotes_of_its_records_as_the_annex_of_facts_does(
    said: dict[str, str],
) -> None:
    text = said["factsheet"].replace("\u00a0", " ")
    quotes = (
        "Source 1: “Each Party helps the other.” "
        "Source 1: “ИХ СЛОВА” Translated by A. Nalyst: “Their words”"
    )
    for words in ("Note on defence.", "Gist 1.", "Ratification, North Korea."):
        assert f"{words} {quotes}" in text, words


def test_a_title_that_no_font_shows_is_told_and_does_not_stop_the_pdf(said: dict[str, str]) -> None:
    assert "has a title in Amharic too" in said["factsheet"]
    assert "条约" in said["factsheet"]


@pytest.mark.parametrize("key", PAPERS, ids="-".join)
def test_every_link_within_leads_somewhere(
    key: tuple[str, str], printed: dict[tuple[str, str], Rendering]
) -> None:
    pdf = pikepdf.open(io.BytesIO(printed[key].pdf))
    named = {str(key) for key in pikepdf.NameTree(pdf.Root.Names.Dests)}
    wanted = {
        str(link.Dest) for page in pdf.pages for link in page.obj.get("/Annots", ()) if "/Dest" in link
    }
    assert wanted
    assert wanted <= named


@pytest.mark.parametrize(("count", "turned"), [(3, False), (4, True)])
def test_four_treaties_turn_the_comparison_sideways_and_its_header_with_it(
    count: int, turned: bool, scales: Scales
) -> None:
    treaties = [bare(f"t{number}") for number in range(count)]
    briefing = Briefing(id="b", title="B", issued="2025-11-03", library=Material.of(treaties))
    made = render(briefing, load_templates()["comparison"], scales)
    pdf = pikepdf.open(io.BytesIO(made.pdf))
    wide = [float(page.mediabox[2]) > float(page.mediabox[3]) for page in pdf.pages]
    assert any(wide) == turned
    assert not wide[0]
    assert all(text.count("TLP:CLEAR") >= 2 for text in page_texts(made.pdf))


@pytest.mark.parametrize("count", [0, 1])
def test_a_comparison_of_fewer_than_two_treaties_is_refused_and_says_how_to_add_one(
    count: int, scales: Scales
) -> None:
    held = [bare("t")][:count]
    briefing = Briefing(id="b", title="B", library=Material.of(held))
    with pytest.raises(RenderError, match="Add a fact of another treaty, or a comparison"):
        render(briefing, load_templates()["comparison"], scales)


def composed(briefing: Briefing, scales: Scales, *, treaties: bool) -> PrintedBriefing:
    options = load_templates()["factsheet"].options({})
    return compose(briefing, options, scales, traits=TemplateTraits(treaties=treaties))


def test_a_template_that_prints_no_records_lists_none_of_their_sources(scales: Scales) -> None:
    library = bundled_report().material
    held = Material.of(library.treaties, library.publishers, library.sources)
    briefing = Briefing(id="b", title="B", library=held)
    assert composed(briefing, scales, treaties=False).sources == ()
    cited = {c.source_id for treaty in held.treaties for c in treaty_citations(treaty)}
    listed = {source.anchor for source in composed(briefing, scales, treaties=True).sources}
    assert {f"source-{source_id}" for source_id in cited} <= listed


def test_a_source_says_which_treaties_record_cites_it(full: Briefing, scales: Scales) -> None:
    (wire,) = (s for s in composed(full, scales, treaties=True).sources if s.anchor == "source-wire")
    assert ("Alpha", "treaty-alpha") in {(user.label, user.anchor) for user in wire.used_by}


def test_a_party_that_is_no_state_and_its_act_have_the_name_in_the_treaty() -> None:
    union = Party(organisation="eu", name="European Union")
    act = Action(kind=ActionKind.SIGNATURE, date="2025-01", party="eu")
    (view,), _ = records([replace(bare("t"), parties=(union,), actions=(act,))])
    assert [party.name for party in view.parties] == ["European Union"]
    assert view.actions[0].who == "European Union"


def test_another_instrument_than_a_treaty_is_named_with_who_adopted_it() -> None:
    body = "the Security Council"
    resolution = replace(bare("t"), kind=InstrumentKind.RESOLUTION, adopted_by=body, parties=())
    (view,), _ = records([resolution])
    (unadopted,), _ = records([replace(bare("t"), kind=InstrumentKind.EXCHANGE_OF_NOTES)])
    (treaty,), _ = records([bare("t")])
    assert view.instrument == "Resolution, adopted by the Security Council."
    assert unadopted.instrument == "Exchange of notes."
    assert treaty.instrument == ""


@pytest.mark.parametrize("action", ActionKind)
def test_every_kind_of_act_is_printed_in_words(action: ActionKind) -> None:
    (view,), _ = records([replace(bare("t"), actions=(Action(kind=action, date="2025"),))])
    assert view.actions[0].what[:1].isupper()
    assert "_" not in view.actions[0].what
