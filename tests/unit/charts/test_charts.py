"""Drawings as pure functions: sound XML, nothing collides or leaves, nothing is lost, the same bytes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.charts import (
    ChartStyle,
    ChartSvg,
    Solidity,
    evidence_matrix,
    grades,
    likelihoods,
    network,
    timeline,
)
from briefing.charts.canvas import xml_text
from briefing.charts.label_placement import spread
from briefing.charts.maps import world_map
from briefing.charts.style import MOST_IN_ALT, PT_PER_MM
from briefing.composition import printed_dates
from briefing.model.edtf import parse_edtf
from tests.examples import examples
from tests.svg_boxes import SVG, collisions, outside, parsed, size_pt, text_boxes

STYLE = ChartStyle()
LARGE = STYLE.with_lettering(12.0)
STYLES = st.sampled_from([STYLE, LARGE])
HOSTILE = ["</text><script>alert(1)</script>", "&amp;<![CDATA[", "a\x00b\x1f\ufffe", "]]>", "w" * 300]
WORDS = st.one_of(
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=40).filter(
        str.strip
    ),
    st.sampled_from(
        [
            *HOSTILE,
            "معاهدهٔ مشارکت جامع راهبردی میان جمهوری اسلامی ایران و فدراسیون روسیه",
            "Договор о всеобъемлющем стратегическом партнёрстве " * 4,
        ]
    ),
)
DAYS = st.dates().map(lambda day: day.isoformat())
NEAR_DAYS = st.integers(1, 28).map(lambda day: f"2025-01-{day:02}")
DATES = st.one_of(
    DAYS,
    NEAR_DAYS,
    NEAR_DAYS.map(lambda day: f"{day}~"),
    st.sampled_from(
        [
            "2025-01",
            "2025",
            "2025?",
            "2025-10/..",
            "../2024",
            "2019/2024-07",
            "2025-01-XX",
            "2025~",
            "-1258",
            "0000",
            "Y-17000",
            "2004-12-1X",
            "[1667,1668,1670..1672,1690-01-01..1700-12-31]",
            "{2001-01-01,2002-02-02,2003-03-03,2004-04-04,2005-05-05,2006-06-06,2007-07-07,2008-08-08}",
        ]
    ),
)
SOLIDITIES = st.sampled_from(Solidity)


def event(date: str, text: str, number: int, *, action: bool, solidity: Solidity) -> timeline.Event:
    return timeline.Event(
        span=parse_edtf(date),
        when=printed_dates.edtf(date, "en"),
        text=text,
        label="" if action else str(number),
        standing="" if action else "reported",
        basis=f"[{number}B]" if action else "",
        solidity=solidity,
    )


@st.composite
def events(draw: st.DrawFn) -> list[timeline.Event]:
    raw = draw(st.lists(st.tuples(DATES, WORDS, st.booleans(), SOLIDITIES), min_size=1, max_size=30))
    return [
        event(date, text, number, action=action, solidity=solidity)
        for number, (date, text, action, solidity) in enumerate(raw, start=1)
    ]


def assert_sound(drawn: Sequence[ChartSvg], *, style: ChartStyle = STYLE) -> None:
    """What is true of every drawing of whatever kind."""
    assert drawn
    for part in drawn:
        root = parsed(part.svg)
        assert root.tag == f"{SVG}svg"
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
            "svg", "text", "path", "circle", "rect",
        }  # fmt: skip
        assert collisions(part.svg) == []
        assert outside(part.svg) == []
        assert part.width_mm == style.width_mm
        assert len(part.alt) <= MOST_IN_ALT
        assert part.alt.endswith(".")
        assert size_pt(part.svg)[1] <= style.height_pt + 1 or len(text_boxes(part.svg)) < 200


def shown(drawn: Sequence[ChartSvg]) -> str:
    """All text of the drawings, without the places where it breaks into lines."""
    return _bare(" ".join(box.text for part in drawn for box in text_boxes(part.svg)))


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", xml_text(text))


@settings(max_examples=examples(20), deadline=None)
@given(events(), STYLES)
@example([event("2025-01-17", "w " * 900, 1, action=False, solidity=Solidity.AHEAD)], LARGE)
@example(
    [
        event("2025-01-17", "The same day.", n, action=bool(n % 2), solidity=Solidity.SETTLED)
        for n in range(60)
    ],
    STYLE,
)
def test_a_timeline_shows_every_event_whole_and_none_over_another(
    found: list[timeline.Event], style: ChartStyle
) -> None:
    drawn = timeline.draw(found, style)
    assert_sound(drawn, style=style)
    assert drawn == timeline.draw(found, style)
    seen = shown(drawn)
    for each in found:
        assert _bare(each.text) in seen
        assert _bare(each.when) in seen
        assert _bare(each.standing) in seen


@settings(max_examples=examples(20), deadline=None)
@given(st.lists(st.floats(-100, 700), max_size=40), st.floats(1, 40))
def test_labels_are_put_in_order_without_touching(wanted: list[float], height: float) -> None:
    wanted.sort()
    starts = spread(wanted, [height] * len(wanted), 0, 600)
    assert all(later - sooner >= height - 1e-6 for sooner, later in itertools.pairwise(starts))
    if height * len(wanted) <= 600:
        assert all(-1e-6 <= start <= 600 - height + 1e-6 for start in starts)


@pytest.mark.parametrize("count", [6, 25, 40])
def test_a_figure_is_pictures_low_enough_to_fill_what_is_left_of_a_page(count: int) -> None:
    days = [event(f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}", f"This is event {n}.", n, action=False,
                  solidity=Solidity.SETTLED) for n in range(1, count + 1)]  # fmt: skip
    judged = [likelihoods.Judged(f"J{n}", "It is so.", "", None) for n in range(1, count + 1)]
    labels = tuple(str(n) for n in range(1, count + 1))
    lines = [evidence_matrix.MatrixLine(label, "It is so.", "reported", (True,)) for label in labels]
    for drawn in (
        timeline.draw(days, STYLE),
        likelihoods.draw("Likelihood", [], judged, STYLE),
        grades.draw([grades.Level("High", labels, ())] * 4, STYLE),
        evidence_matrix.draw(evidence_matrix.Matrix(("J1",), tuple(lines)), STYLE),
        network.draw(network.Network(dict.fromkeys(labels, ("1",)), ()), STYLE),
    ):
        assert max(part.height_mm for part in drawn) <= STYLE.height_mm + 1
        least = sum(part.height_mm for part in drawn) / STYLE.height_mm
        assert len(drawn) <= 1.5 * least + 1


def test_the_first_of_several_pictures_has_the_key_above_it_and_a_single_one_below() -> None:
    def drawn(count: int) -> list[tuple[str, tuple[ChartSvg, ...]]]:
        labels = tuple(str(n) for n in range(1, count + 1))
        days = [event(f"2025-01-{n + 1:02}", "It was. " * 9, n, action=False, solidity=Solidity.SETTLED)
                for n in range(count)]  # fmt: skip
        band = likelihoods.Band("likely", "≈55–≈75 %", 55, 75, False, False)
        judged = [likelihoods.Judged(label, "It is so.", "likely", band) for label in labels]
        lines = [evidence_matrix.MatrixLine(label, "It is so.", "reported", (True,)) for label in labels]
        link = network.Link(labels[0], labels[1], ("1",), Solidity.SETTLED)
        levels = [grades.Level(f"Level {label}", labels, ()) for label in labels]
        return [
            ("established, signed or in force", timeline.draw(days, STYLE)),
            ("the band ends on this number", likelihoods.draw("Likelihood", [band], judged, STYLE)),
            ("a statement, by its paragraph", grades.draw(levels, STYLE)),
            (
                "speaks against it",
                evidence_matrix.draw(evidence_matrix.Matrix(("J1",), tuple(lines)), STYLE),
            ),
            (
                "named together",
                network.draw(network.Network(dict.fromkeys(labels, ("1",)), (link,)), STYLE),
            ),
        ]

    def place(key: str, picture: ChartSvg) -> float | None:
        """Return how far down the key is, from 0 for the top of the picture to 1."""
        tops = [box.top for box in text_boxes(picture.svg) if key in box.text]
        return tops[0] / size_pt(picture.svg)[1] if tops else None

    for key, pictures in drawn(25):
        first, *others = [place(key, picture) for picture in pictures]
        assert others, key
        assert first is not None, key
        assert first < 0.2, key
        assert others == [None] * len(others), key
        assert_sound(pictures)
    for key, pictures in drawn(2):
        [only] = [place(key, picture) for picture in pictures]
        assert only is not None, key
        assert only > 0.5, key


def test_events_of_one_day_are_one_entry_with_a_mark_and_a_standing_each() -> None:
    act = event("2025-04-08", "Approval. With a note.", 1, action=True, solidity=Solidity.SETTLED)
    fact = event("2025-04-08", "The house approved.", 2, action=False, solidity=Solidity.CLAIMED)
    later = event("2025-05-21", "It went on.", 3, action=False, solidity=Solidity.CLAIMED)
    (picture,) = timeline.draw([fact, later, act], STYLE)
    texts = [box.text for box in text_boxes(picture.svg)]
    assert texts.count(act.when) == 1
    assert texts.index("Approval. With a note. [1B]") < texts.index("The house approved. (reported)")
    assert f"{later.when} · reported" in texts
    assert picture.alt == "Timeline with 3 marks: 8 April 2025 to 21 May 2025; Approval, 8 April 2025."


def test_the_text_alternative_says_that_an_act_is_disputed() -> None:
    span = parse_edtf("2025-04-08")
    act = timeline.Event(span, "8 April 2025", "In force. It says.", "", "disputed", "", Solidity.CLAIMED)
    (picture,) = timeline.draw([act], STYLE)
    assert picture.alt == "Timeline with 1 mark: 8 April 2025; In force (disputed), 8 April 2025."


def test_the_scale_of_an_axis_is_said_to_change_where_it_does() -> None:
    days = [event(f"2025-01-{n:02}", "It was. " * 9, n, action=False, solidity=Solidity.SETTLED)
            for n in range(1, 20)]  # fmt: skip
    assert "the scale changes" in timeline.draw(days, STYLE)[0].svg
    assert "the scale changes" not in timeline.draw(days[:2], STYLE)[-1].svg


def test_what_is_not_settled_is_drawn_otherwise_than_what_is() -> None:
    svgs = {
        solidity: timeline.draw(
            [event("2025-01-17", "So it is.", 1, action=False, solidity=solidity)], STYLE
        )[0].svg
        for solidity in Solidity
    }
    assert len(set(svgs.values())) == len(Solidity)
    assert "stroke-dasharray" in svgs[Solidity.AHEAD]
    assert "stroke-dasharray" not in svgs[Solidity.SETTLED]


def test_an_uncertain_date_and_an_open_end_are_drawn_as_such() -> None:
    def drawn(date: str) -> str:
        return timeline.draw([event(date, "It was.", 1, action=False, solidity=Solidity.SETTLED)], STYLE)[
            0
        ].svg

    assert "the date is uncertain" in drawn("2025-04-21~")
    assert "the date is uncertain" not in drawn("2025-04-21")
    assert "a day in this time" in drawn("2025-04")
    assert "lasts" in drawn("2025-10/..")


BANDS = st.builds(
    lambda term, low, size, exact: likelihoods.Band(
        term, f"{low}–{min(low + size, 100)} %", low, min(low + size, 100), *exact
    ),
    st.sampled_from(["likely", "very likely", "realistic possibility", "improbable " * 12, "w" * 90]),
    st.integers(0, 99),
    st.integers(0, 60),
    st.tuples(st.booleans(), st.booleans()),
)


@settings(max_examples=examples(20), deadline=None)
@given(
    st.sampled_from(["Likelihood", "A scale with a long name " * 8]),
    st.lists(BANDS, max_size=10),
    st.lists(st.tuples(WORDS, st.none() | BANDS), max_size=30),
    STYLES,
)
def test_a_ruler_shows_every_band_and_every_judgement(
    scale: str,
    bands: list[likelihoods.Band],
    raw: list[tuple[str, likelihoods.Band | None]],
    style: ChartStyle,
) -> None:
    judged = [
        likelihoods.Judged(f"J{number}", text, found.term if found else "", found)
        for number, (text, found) in enumerate(raw, start=1)
    ]
    drawn = likelihoods.draw(scale, bands, judged, style)
    assert_sound(drawn, style=style)
    seen = shown(drawn)
    for each in judged:
        assert _bare(each.text) in seen
        assert "nolikelihoodgiven" in seen or each.band
        assert _bare(each.likelihood()) in seen
    assert _bare(scale) in seen


def test_a_band_that_ends_near_a_number_is_drawn_otherwise_than_one_that_ends_on_it() -> None:
    about = likelihoods.Band("likely", "≈55–≈75 %", 55, 75, False, False)
    exact = likelihoods.Band("likely", "55–75 %", 55, 75, True, True)
    assert "near this number" in likelihoods.draw("Likelihood", [about], [], STYLE)[0].svg
    assert "near this number" not in likelihoods.draw("Likelihood", [exact], [], STYLE)[0].svg


LABELS = st.lists(st.integers(1, 400).map(str), unique=True, max_size=300).map(tuple)


@settings(max_examples=examples(12), deadline=None)
@given(st.lists(st.builds(grades.Level, WORDS, LABELS, LABELS), min_size=1, max_size=6), STYLES)
def test_every_graded_statement_has_its_box(levels: list[grades.Level], style: ChartStyle) -> None:
    drawn = grades.draw(levels, style)
    assert_sound(drawn, style=style)
    boxes = [box.text for part in drawn for box in text_boxes(part.svg)]
    for level in levels:
        assert {*level.facts, *level.judgements} <= set(boxes)


@st.composite
def matrices(draw: st.DrawFn) -> evidence_matrix.Matrix:
    count = draw(st.integers(1, 25))
    bearings = st.lists(st.sampled_from([None, True, False]), min_size=count, max_size=count)
    rows = draw(st.lists(st.tuples(WORDS, bearings), min_size=1, max_size=30))
    return evidence_matrix.Matrix(
        tuple(f"J{number}" for number in range(1, count + 1)),
        tuple(
            evidence_matrix.MatrixLine(str(number), text, "reported", (True, *found[1:]))
            for number, (text, found) in enumerate(rows, start=1)
        ),
    )


@settings(max_examples=examples(12), deadline=None)
@given(matrices(), STYLES)
@example(
    evidence_matrix.Matrix(
        tuple(f"J{number}" for number in range(1, 11)),
        (evidence_matrix.MatrixLine("1", "w" * 300, "reported", (True,) * 10),),
    ),
    LARGE,
)
def test_an_evidence_matrix_has_every_row_and_draws_each_bearing(
    given_: evidence_matrix.Matrix, style: ChartStyle
) -> None:
    drawn = evidence_matrix.draw(given_, style)
    assert_sound(drawn, style=style)
    for row in given_.rows:
        assert _bare(row.text) in shown(drawn)
    hollow = sum(part.svg.count('stroke-width="1.1"') for part in drawn)
    against = sum(bearing is False for row in given_.rows for bearing in row.bearings)
    assert hollow == against + 1  # and one in the legend


@settings(max_examples=examples(12), deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40, unique=True), STYLES, st.data())
def test_every_actor_and_every_link_can_be_followed(
    actors: list[str], style: ChartStyle, data: st.DataObject
) -> None:
    pairs = data.draw(st.sets(st.tuples(st.integers(0, len(actors) - 1), st.integers(0, len(actors) - 1))))
    links = tuple(
        network.Link(actors[one], actors[other], ("7", "12"), Solidity.AHEAD)
        for one, other in sorted(pairs)
        if one < other
    )
    drawn = network.draw(network.Network(dict.fromkeys(actors, ("7",)), links), style)
    assert_sound(drawn, style=style)
    for actor in actors:
        assert _bare(actor) in shown(drawn)
    for link in links:
        assert _bare(f"with {link.second}: 7, 12") in shown(drawn)


PLACES = st.tuples(st.floats(-170, 170), st.floats(-60, 80))
MENTIONS = st.lists(
    st.builds(world_map.PlaceMention, st.integers(1, 90).map(str), st.just("planned")),
    min_size=1,
    max_size=4,
)


@settings(max_examples=examples(8), deadline=None)
@given(st.lists(st.tuples(WORDS, PLACES, MENTIONS), min_size=1, max_size=25), STYLES)
def test_a_map_names_no_place_over_another_and_lists_them_all(
    raw: list[tuple[str, tuple[float, float], list[world_map.PlaceMention]]], style: ChartStyle
) -> None:
    spots = tuple(world_map.Spot(name, at, tuple(mentions), Solidity.AHEAD) for name, at, mentions in raw)
    route = world_map.Route(
        "A – B", tuple(spot.position for spot in spots), spots[0].mentions, Solidity.AHEAD
    )
    drawn = world_map.draw(world_map.Shown((), spots, (route,)), style)
    assert_sound(drawn, style=style)
    for sentence in [*(spot.in_words() for spot in spots), route.in_words()]:
        assert _bare(sentence) in shown(drawn)


def test_without_colour_the_levels_of_grey_stay_apart() -> None:
    grey = STYLE.greyscale()
    assert len({grey.ink, grey.quiet, grey.accent, grey.rule, grey.wash}) == 5
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in (grey.ink, grey.accent, grey.rule))


def test_a_drawing_s_width_is_given_in_the_unit_of_the_page() -> None:
    assert round(STYLE.width_pt / PT_PER_MM, 6) == STYLE.width_mm


def test_enlarged_lettering_has_its_size_on_paper_in_a_drawing_of_the_same_width() -> None:
    (picture,) = grades.draw([grades.Level("High", ("1",), ("J1",))], LARGE)
    svg = parsed(picture.svg)
    pt_on_paper = picture.width_mm * PT_PER_MM / size_pt(picture.svg)[0]
    sizes = {float(text.get("font-size", "")) * pt_on_paper for text in svg.iter(f"{SVG}text")}
    assert min(sizes) == pytest.approx(12, abs=0.01)
    assert picture.width_mm == STYLE.width_mm
    assert svg.get("width") == f"{STYLE.width_mm:g}mm"


def test_an_enlarged_map_has_its_legend_below_it() -> None:
    spot = world_map.Spot("Baku", (49.9, 40.4), (world_map.PlaceMention("1", "planned"),), Solidity.AHEAD)
    shown = world_map.Shown((), (spot,), ())
    (picture,) = world_map.draw(shown, LARGE)
    (key,) = [box for box in text_boxes(picture.svg) if box.text.startswith("planned, negotiated")]
    assert key.top > world_map.view_for(shown, LARGE).height
