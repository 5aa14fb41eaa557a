"""Drawings in a briefing: what they take, what stands behind their marks, how they are printed."""

from __future__ import annotations

import dataclasses
import io
import re
from pathlib import Path

import pdfua
import pikepdf
import pytest
from msgspec.structs import replace

from briefing.composition.chart_data.chart_input import ChartInput
from briefing.composition.chart_data.chart_kind import BuiltChart
from briefing.composition.chart_data.registry import KINDS
from briefing.composition.compose import compose
from briefing.composition.labels import printed_labels
from briefing.composition.template_traits import TemplateTraits
from briefing.composition.views.document import PrintedBriefing
from briefing.composition.views.statements import ChartView
from briefing.composition.withheld import withheld
from briefing.editing import AddItem, AddSection, HideItem, RemoveItem, Reword, SetDetails, apply
from briefing.errors import RenderError
from briefing.exports.edition import edition
from briefing.exports.registry import FORMATS
from briefing.grading import Scales
from briefing.model.briefing import Briefing, ChartItem, ChartKind, FactItem, Scope, Status
from briefing.model.terms import Standing
from briefing.model.treaty import Place
from briefing.render import Rendering, Template, render
from briefing.render.pipeline import sketch
from briefing.render.templates.manifest import PartKind
from briefing.render.templates.parts import DocumentPart
from briefing.render.templates.renderer import TemplateRenderer
from briefing.typography.typeset import typeset
from tests.builders import bundled_example, bundled_scales
from tests.pdf_reader import elements, page_texts
from tests.svg_boxes import text_boxes

PERSIAN = "وزارت خارجه روسیه لازم‌الاجرا شدن معاهده را اعلام کرد"


CAPTION_OR_PICTURE = re.compile(r"<(figcaption|img) ")


@pytest.fixture(scope="module")
def example() -> Briefing:
    """The example briefing as a draft, without its own drawings' neighbours changed."""
    made = bundled_example().briefing
    return replace(made, status=Status.DRAFT)


def with_drawing(
    briefing: Briefing, kind: ChartKind, section_id: str = "s4", **options: object
) -> Briefing:
    item = ChartItem(id="d9", kind=kind, caption="As it is", **options)  # type: ignore[arg-type]
    return apply(briefing, AddItem(item=item, section_id=section_id))


def composed(briefing: Briefing, assessment: Template) -> PrintedBriefing:
    return compose(briefing, assessment.options({}), bundled_scales())


def drawing(context: PrintedBriefing, row_id: str = "d9") -> ChartView:
    return next(
        item
        for section in context.sections
        for item in section.items
        if isinstance(item, ChartView) and item.row_id == row_id
    )


def order_in_html(context: PrintedBriefing, template: Template, row_id: str) -> list[str]:
    """The caption and the pictures of a drawing in the order of the page."""
    renderer = TemplateRenderer(template, context)
    parts = (DocumentPart(PartKind.SECTIONS, section) for section in context.sections)
    (figure,) = (
        found.group()
        for part in parts
        for found in re.finditer(r"<figure class=\"drawn.*?</figure>", renderer.part(part), re.DOTALL)
        if f'data-row="{row_id}"' in found.group()
    )
    return CAPTION_OR_PICTURE.findall(figure)


def words(context: PrintedBriefing, view: ChartView) -> str:
    """All text of a drawing's pictures."""
    svgs = [context.drawings[picture.address.rsplit("/", 1)[1]] for picture in view.pictures]
    return " ".join(box.text for svg in svgs for box in text_boxes(svg)).replace("\u00a0", " ")


@pytest.fixture(scope="module")
def everything(example: Briefing) -> Briefing:
    """Every kind of drawing, and a statement in Persian, without annexes."""
    example = replace(example, template_options={"annexes": "omit"})
    briefing = apply(example, Reword(item_id="f11", text=PERSIAN))
    for number, kind in enumerate(ChartKind):
        item = ChartItem(id=f"x{number}", kind=kind, caption=f"Drawn as {kind}")
        briefing = apply(briefing, AddItem(item=item, section_id="s5"))
    return briefing


@pytest.fixture(scope="module")
def printed(everything: Briefing, assessment: Template, scales: Scales) -> Rendering:
    return render(everything, assessment, scales)


def test_every_kind_is_printed_as_a_figure_with_its_content_in_words(printed: Rendering) -> None:
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        figures = [str(element.Alt) for element in elements(pdf) if str(element.S) == "/Figure"]
    for beginning in ("Timeline", "Map", "Actors", "Evidence matrix", "Confidence", "Likelihood ruler"):
        assert any(f". {beginning}" in alt for alt in figures), beginning
    assert all(alt.startswith("Figure ") for alt in figures)


def test_the_text_of_a_drawing_is_text_in_the_file_and_persian_is_joined_and_in_order(
    printed: Rendering,
) -> None:
    text = " ".join(" ".join(page_texts(printed.pdf)).split())
    assert text.count("The State Duma approved ratification in plenary on 8 April 2025") >= 2
    assert "speaks against it" in text
    # Once in its place, and in the pictures; pdfium puts no-break signs where they were.
    assert text.replace("\u200c", "").count("وزارت خارجه روسیه") >= 2


def test_a_file_with_every_kind_of_drawing_passes_an_independent_checker(
    printed: Rendering, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("pdf") / "all.pdf"
    path.write_bytes(printed.pdf)
    assert [finding.message for finding in pdfua.validate(str(path)).findings] == []
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_the_same_briefing_is_drawn_the_same(everything: Briefing, assessment: Template) -> None:
    assert composed(everything, assessment) == composed(everything, assessment)


def test_a_drawing_names_the_paragraphs_and_the_numbered_sources_behind_it(
    example: Briefing, assessment: Template
) -> None:
    context = composed(example, assessment)
    view = drawing(context, "d2")
    facts = {fact.label: fact for fact in context.facts}
    assert [(ref.label, ref.anchor, ref.spoken) for ref in view.evidence] == [
        ("12–14", "row-f11", "Statements 12 to 14")
    ]
    drawn = words(context, view)
    printed = {label: typeset(fact.statement, "en").replace("\u00a0", " ") for label, fact in facts.items()}
    assert all(printed[str(number)] in drawn for number in range(12, 15))
    listed = {source.number for source in context.sources}
    assert {ref.number for ref in view.refs} <= listed
    assert f"[{view.refs[0].number}{view.refs[0].letter}" in words(context, view)


def test_a_drawing_of_a_section_takes_its_rows_alone(example: Briefing, assessment: Template) -> None:
    own = with_drawing(example, ChartKind.GRADES, scope=Scope.SECTION)
    whole = with_drawing(example, ChartKind.GRADES)
    assert [ref.label for ref in drawing(composed(own, assessment)).evidence] == ["15–23"]
    assert [ref.label for ref in drawing(composed(whole, assessment)).evidence] == ["J1–J4", "1–35"]


def test_topics_narrow_what_is_drawn(example: Briefing, assessment: Template) -> None:
    briefing = with_drawing(example, ChartKind.TIMELINE, topics=("nuclear-energy",))
    context = composed(briefing, assessment)
    view = drawing(context)
    assert [ref.label for ref in view.evidence] == ["24–26"]
    assert "treaty action" not in words(context, view)


def test_a_row_that_is_left_out_of_the_pages_is_left_out_of_the_drawing(
    example: Briefing, assessment: Template
) -> None:
    before = with_drawing(example, ChartKind.TIMELINE, "s3", scope=Scope.SECTION)
    after = apply(before, HideItem(item_id="f11"))
    shown, left_out = composed(before, assessment), composed(after, assessment)
    statement = "The Russian Foreign Ministry says that the treaty entered into force on 2 October 2025"
    assert statement in words(shown, drawing(shown))
    assert statement not in words(left_out, drawing(left_out))


def test_a_drawing_says_the_wording_of_the_briefing_and_the_standing_of_the_fact(
    example: Briefing, assessment: Template
) -> None:
    briefing = apply(example, Reword(item_id="f14", text="Talks about a gas pipeline are under way"))
    section = with_drawing(briefing, ChartKind.TIMELINE, scope=Scope.SECTION)
    context = composed(section, assessment)
    view = drawing(context)
    assert "15 Talks about a gas pipeline are under way. (under negotiation)" in words(context, view)


def test_a_route_is_drawn_no_firmer_than_its_most_careful_statement(
    example: Briefing, assessment: Template
) -> None:
    context = composed(with_drawing(example, ChartKind.MAP, topics=("pipeline",)), assessment)
    view = drawing(context)
    assert "Route Russia – Azerbaijan – Iran: 16 (asserted), 17 (conditional)." in words(context, view)
    assert "planned, negotiated, considered, conditional or possible" in words(context, view)


def test_a_place_whose_position_is_not_known_is_said_and_not_drawn(
    example: Briefing, assessment: Template
) -> None:
    facts = tuple(
        replace(fact, place=Place(country="IR", name="Nowhere-on-Sea"), standing=Standing.PLANNED)
        if fact.id == "ri-duma-ratified"
        else fact
        for fact in example.library.facts
    )
    briefing = replace(example, library=replace(example.library, facts=facts))
    view = drawing(composed(with_drawing(briefing, ChartKind.MAP), assessment))
    assert view.remarks == ("Not on the map, because the position is not known: Nowhere-on-Sea (9).",)
    assert "Nowhere" not in words(composed(with_drawing(briefing, ChartKind.MAP), assessment), view)


@pytest.mark.parametrize("kind", [kind for kind in ChartKind if kind is not ChartKind.GRADES])
def test_where_there_is_nothing_to_draw_the_page_says_so(
    kind: ChartKind, example: Briefing, assessment: Template
) -> None:
    empty = apply(example, AddSection(section_id="s10", title="Figures"))
    briefing = with_drawing(empty, kind, "s10", scope=Scope.SECTION)
    view = drawing(composed(briefing, assessment))
    assert view.pictures == ()
    assert view.nothing.startswith("There is nothing to draw: ")


def test_a_timeline_has_the_acts_whose_sources_statements_cite_and_every_act_by_choice(
    example: Briefing, assessment: Template
) -> None:
    def composed_with(**options: bool) -> tuple[set[str], ChartView]:
        without = apply(example, RemoveItem(item_id="d2"))
        briefing = with_drawing(without, ChartKind.TIMELINE, "s3", scope=Scope.SECTION, **options)
        context = composed(briefing, assessment)
        return {source.anchor for source in context.sources}, drawing(context)

    plain = composed(apply(example, RemoveItem(item_id="d2")), assessment)
    bare = {source.anchor for source in plain.sources}
    cited, usual = composed_with()
    every, chosen = composed_with(every_act=True)
    assert cited == bare
    assert bare < every
    assert usual.remarks == (
        "1 further act of the treaties is not drawn, as no statement cites a source of it.",
    )
    assert chosen.remarks == ()


def test_a_source_names_the_figures_and_tables_that_cite_it(
    example: Briefing, assessment: Template
) -> None:
    briefing = with_drawing(example, ChartKind.OBLIGATIONS)
    sources = composed(briefing, assessment).sources
    used = {source.number: [ref.label for ref in source.used_by] for source in sources}
    timeline, table = (drawing(composed(briefing, assessment), row_id) for row_id in ("d2", "d9"))
    assert all("Figure 1" in used[ref.number] for ref in timeline.refs)
    assert table.table is not None
    cited = {ref.number for row in table.table.refs for cell in row for ref in cell}
    assert cited == {number for number, labels in used.items() if "Table 1" in labels}


def test_with_footnotes_a_figure_names_its_sources_in_its_caption_and_has_no_notes(
    example: Briefing, assessment: Template
) -> None:
    noted = compose(example, assessment.options({"notes": "footnotes"}), bundled_scales())
    view, usual = drawing(noted, "d2"), drawing(composed(example, assessment), "d2")
    assert [text.split(" ")[0] for text in view.short_sources] == [
        f"{ref.number}{ref.letter}" for ref in view.refs
    ]
    assert view.short_sources[0].startswith("1B IRNA, ")
    assert all(ref.note is None for ref in view.refs)
    assert usual.short_sources == ()


# Ceilings


def in_full(label: str) -> range:
    """The numbers of a range."""
    first, _, last = label.partition("–")
    return range(int(first), int(last or first) + 1)


def test_more_marks_than_a_picture_holds_are_a_table_with_every_one_of_them(
    example: Briefing, assessment: Template
) -> None:
    briefing = with_drawing(example, ChartKind.TIMELINE, every_act=True)
    context = composed(briefing, assessment)
    view = drawing(context)
    assert (view.pictures, view.label) == ((), "Table 1")
    assert printed_labels(briefing)["d9"].label == "Table 1"
    assert view.table is not None
    dates, undated = view.remarks
    assert undated == "Not drawn, because no date is recorded: 4–8, 32, 33 and 35."
    named = [ref.label for row in view.table.named for ref in row[1]]
    numbers = [number for label in named for number in in_full(label)]
    below = re.findall(r"\(([^)]*)\)", dates)
    numbers += [
        number for labels in below for label in re.split(", | and ", labels) for number in in_full(label)
    ]
    assert sorted(numbers) == sorted({*range(1, 36)} - {4, 5, 6, 7, 8, 32, 33, 35})
    assert all(acts for _, _, acts in view.table.rows)
    assert [row[1] for row in view.table.rows if row[0] == "8\u00a0April\u00a02025"] == ["2 and 9"]
    acts = [row[2] for row in view.table.rows]
    assert [bool(refs[2]) for refs in view.table.refs] == [bool(text) for text in acts]
    known = withheld(example).library.treaties
    days = {action.date for treaty in known for action in treaty.actions}
    assert len([text for text in acts if text]) == len(days)


@pytest.mark.parametrize("kind", [ChartKind.GRADES, ChartKind.TIMELINE])
def test_the_table_is_in_every_format(kind: ChartKind, example: Briefing, assessment: Template) -> None:
    first = next(item for item in example.walk_items() if isinstance(item, FactItem))
    more = [replace(first, id=f"g{number}") for number in range(40)]
    section = replace(example.sections[-1], id="s9", items=tuple(more), sections=())
    briefing = replace(example, sections=(*example.sections, section))
    issue = edition(with_drawing(briefing, kind), assessment, bundled_scales(), {})
    markdown = FORMATS["md"].write(issue).decode()
    page = FORMATS["html"].write(issue).decode()
    heading = {ChartKind.GRADES: "Count", ChartKind.TIMELINE: "Acts of the treaties"}[kind]
    assert f"| {heading} |" in markdown
    assert f'<th scope="col">{heading}</th>' in page


def test_a_format_without_pictures_has_the_content_of_a_figure_as_a_table(
    example: Briefing, assessment: Template
) -> None:
    example = with_drawing(example, ChartKind.LIKELIHOODS)
    markdown = FORMATS["md"].write(edition(example, assessment, bundled_scales(), {})).decode()
    markdown = markdown.replace("\u00a0", " ")
    assert "**Figure 1.** From signature to entry into force." in markdown
    assert "| **2 October 2025** | 12 | Entry into force. According to both foreign ministries;" in markdown
    assert "| **J1** | It is very unlikely" in markdown
    assert "Picture, not shown here" not in markdown


def test_a_network_draws_the_strongest_pairs_and_says_where_the_others_are(
    example: Briefing, assessment: Template
) -> None:
    used = [item.fact_id for item in example.walk_items() if isinstance(item, FactItem)]
    pairs = [("Hub", f"Spoke {number}") for number in range(12)] + [("Hub", "Spoke 11")] * 3
    actors = dict(zip(used, [*pairs, ("Alone",)], strict=False))
    facts = tuple(replace(fact, actors=actors.get(fact.id, ())) for fact in example.library.facts)
    briefing = replace(example, library=replace(example.library, facts=facts))
    context = composed(with_drawing(briefing, ChartKind.NETWORK), assessment)
    view = drawing(context)
    assert words(context, view).count("with Spoke") == 8
    assert "with Spoke 11: 12–15" in words(context, view)
    assert "Alone" in words(context, view)
    assert view.remarks == (
        "Of the actors named together, the strongest pairs are drawn; 4 further pairs are in 7–10.",
    )
    assert [ref.label for ref in view.evidence] == ["1–16"]


def test_an_obligations_drawing_is_a_table_with_the_sources_of_each_cell(
    example: Briefing, assessment: Template
) -> None:
    view = drawing(composed(with_drawing(example, ChartKind.OBLIGATIONS), assessment))
    assert view.table is not None
    assert view.label == "Table 1"
    names = {treaty.short_title for treaty in example.library.treaties}
    assert view.table.columns[0] == ""
    assert set(view.table.columns[1:]) == names
    cells = [
        (said, refs)
        for row, cited in zip(view.table.rows, view.table.refs, strict=True)
        for said, refs in zip(row[1:], cited[1:], strict=True)
    ]
    recorded = [(said, refs) for said, refs in cells if said != "not recorded"]
    assert recorded
    assert all(refs and said.startswith(("Yes", "No", "In part")) for said, refs in recorded)


def test_a_statement_that_no_page_can_hold_is_refused_with_the_drawing_s_row(
    example: Briefing, assessment: Template
) -> None:
    facts = tuple(
        replace(fact, statement="It takes some room to say. " * 700)
        if fact.id == "ri-pipeline-negotiating"
        else fact
        for fact in example.library.facts
    )
    briefing = replace(example, library=replace(example.library, facts=facts))
    with pytest.raises(RenderError, match="row d9"):
        composed(with_drawing(briefing, ChartKind.TIMELINE, scope=Scope.SECTION), assessment)


def test_a_drawing_can_be_set_alone_as_it_will_stand(
    example: Briefing, assessment: Template, scales: Scales
) -> None:
    briefing = with_drawing(example, ChartKind.LIKELIHOODS, "s3")
    found = sketch(briefing, assessment, scales, "d9")
    assert [place.row for place in found.rows if place.row.startswith(("f", "d"))] == ["d9"]
    assert "Figure 2. As it is." in " ".join(" ".join(page_texts(found.pdf)).split())


def test_drawings_wear_the_colours_of_the_template(example: Briefing, assessment: Template) -> None:
    style = assessment.style({})
    context = compose(
        apply(example, SetDetails(title="Anew")),
        assessment.options({}),
        bundled_scales(),
        traits=TemplateTraits(style),
    )
    svg = next(iter(context.drawings.values()))
    assert style.accent == "#14405e"
    assert style.accent in svg
    grey = compose(
        example,
        assessment.options({}),
        bundled_scales(),
        traits=TemplateTraits(assessment.style({"colour": "black-and-white"})),
    )
    assert style.accent not in "".join(grey.drawings.values())


# Figures that cannot be drawn


@pytest.fixture
def broken_map(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Make every map fail, with content in the message; return the folder of reports."""

    def build(chart: ChartInput) -> BuiltChart:
        raise LookupError(chart.facts[0].text)

    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path))
    monkeypatch.setitem(KINDS, ChartKind.MAP, dataclasses.replace(KINDS[ChartKind.MAP], build=build))
    return tmp_path / "reports"


def frame_count(pdf: bytes) -> int:
    """Count the frames: a rectangle inside another one on all sides, with the area between them filled."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        drawn = [each for page in document.pages for each in pikepdf.parse_content_stream(page)]
    steps = [(str(each.operator), [float(str(part)) for part in each.operands[:4]]) for each in drawn
             if str(each.operator) in {"re", "f*"}]  # fmt: skip
    trios = zip(steps, steps[1:], steps[2:], strict=False)
    return sum(
        [name for name, _numbers in trio] == ["re", "re", "f*"]
        and all(outer < inner for outer, inner in zip(trio[1][1][:2], trio[0][1][:2], strict=True))
        for trio in trios
    )


def test_a_figure_that_fails_is_named_in_print_and_reported_and_the_rest_is_printed(
    example: Briefing, assessment: Template, broken_map: Path
) -> None:
    briefing = with_drawing(example, ChartKind.MAP)
    rendering = sketch(briefing, assessment, bundled_scales(), "d9")
    text = " ".join(" ".join(page_texts(rendering.pdf)).split())
    assert "As it is" in text
    assert "This figure could not be drawn" in text
    assert frame_count(rendering.pdf) == 1
    (flaw,) = rendering.flaws
    assert "row d9" in str(flaw)
    (report,) = broken_map.iterdir()
    assert str(report) in str(flaw)
    assert "chart: map" in report.read_text()
    facts = {fact.statement for fact in briefing.library.facts}
    assert not any(fact in report.read_text() for fact in facts)


def test_the_other_figures_are_drawn_and_every_format_has_the_sentence(
    example: Briefing, assessment: Template, broken_map: Path
) -> None:
    briefing = with_drawing(example, ChartKind.MAP)
    context = composed(briefing, assessment)
    assert drawing(context).nothing.startswith("This figure could not be drawn")
    assert {"d9"} <= set(context.faults)
    others = [
        item
        for section in context.sections
        for item in section.items
        if isinstance(item, ChartView) and item.row_id not in context.faults
    ]
    assert others
    assert all(item.pictures or item.table for item in others)
    issue = edition(briefing, assessment, bundled_scales(), {})
    assert b"This figure could not be drawn" in FORMATS["md"].write(issue)
    assert b'<p class="not-drawn">This figure could not be drawn' in FORMATS["html"].write(issue)
    assert not broken_map.exists()  # composing writes nothing


# Typography


@pytest.mark.parametrize("kind", [kind for kind in ChartKind if kind is not ChartKind.OBLIGATIONS])
def test_a_chart_has_typographic_signs_in_its_lettering_and_in_its_words(
    example: Briefing, assessment: Template, kind: ChartKind
) -> None:
    facts = tuple(
        replace(
            fact,
            statement=f'Iran\'s "route" opens: {fact.statement}',
            actors=("Iran's fleet", *fact.actors),
        )
        for fact in example.library.facts
    )
    briefing = replace(example, library=replace(example.library, facts=facts))
    scope = Scope.SECTION if kind is ChartKind.TIMELINE else Scope.BRIEFING
    context = composed(with_drawing(briefing, kind, scope=scope), assessment)
    assert drawing(context).pictures
    for picture in drawing(context).pictures:
        svg = context.drawings[picture.address.rpartition("/")[2]]
        assert not set("'\"") & set(re.sub("<[^>]*>", "", svg))
        assert not set("'\"\u00a0") & set(picture.alt)


def test_names_that_differ_in_their_apostrophes_are_one_actor(
    example: Briefing, assessment: Template
) -> None:
    names = [("People's Front", "Tehran"), ("People’s Front", "Moscow")]
    used = [item.fact_id for item in example.walk_items() if isinstance(item, FactItem)][:2]
    actors = dict(zip(used, names, strict=True))
    facts = tuple(replace(fact, actors=actors.get(fact.id, ())) for fact in example.library.facts)
    briefing = replace(example, library=replace(example.library, facts=facts))
    [picture] = drawing(composed(with_drawing(briefing, ChartKind.NETWORK), assessment)).pictures
    assert picture.alt == "Actors named together: People’s Front and Moscow; People’s Front and Tehran."


def test_above_a_figure_that_may_be_divided_is_its_caption_and_below_others(
    example: Briefing, assessment: Template
) -> None:
    context = composed(with_drawing(example, ChartKind.LIKELIHOODS), assessment)
    assert len(drawing(context, "d2").pictures) > 1
    assert order_in_html(context, assessment, "d2")[0] == "figcaption"
    assert order_in_html(context, assessment, "d9")[-1] == "figcaption"
