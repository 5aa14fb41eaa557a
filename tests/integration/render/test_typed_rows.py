"""Of a row that is typed in, the block that changed is laid out and drawn, as it is in the whole row."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace

import msgspec
import pypdfium2
import pytest
from PIL import Image

from briefing.composition.typed_words.words_in_place import TypedBriefing
from briefing.composition.views.document import PrintedBriefing
from briefing.composition.views.statements import FactView, SectionView
from briefing.editing import AddItem, Edit, RenameSection, ReplaceContent, Reword, SetDetails, apply
from briefing.model.briefing import Briefing, ChartItem, ChartKind, FactItem, Section
from briefing.render import checkpoints
from briefing.render.layout.laid_out_part import LaidOutPart, Page
from briefing.render.layout.page_joining import join_pages
from briefing.render.layout.row_boxes import row_boxes
from briefing.render.layout.styling.shared_styles import depends_on_content
from briefing.render.live.document import Content, LiveDocument
from briefing.render.live.events import AllCurrent, DrawnPage
from briefing.render.live.typed_rows import TypedRows
from briefing.render.pdf import drawn_pieces
from briefing.render.pdf.drawn_pieces import DrawnPieces
from briefing.render.pdf.single_page import PageWriter
from briefing.render.pipeline import composed, new_typesetter
from briefing.render.result import RowBox
from briefing.render.templates.loader import load_templates
from briefing.render.templates.manifest import PartKind
from briefing.render.templates.parts import ANYWHERE_PX, DocumentPart
from briefing.render.templates.renderer import TemplateRenderer
from tests.builders import GRADE, bundled_library, bundled_scales
from tests.small_briefing import a_briefing

ROW, FACT = "f0", "rd-dprk-mission-denies"
NEAR_TOP, FAR_DOWN, AT_THE_FOOT = 12.5, 201.015625, 900.0
_LINES = "Both sides have said so since, in public and more than once. "
OF_ONE_HEIGHT = ["Both sides deny it", "Both sides deny it, too"]
_OF_PLACE = ("left", "top", "width", "height")
MANY = 4


@pytest.fixture(scope="module")
def several() -> Briefing:
    """A fact that six others contradict, and two more."""
    library = bundled_library()
    others = [each.id for each in library.facts.values() if each.treaty_id == "russia-iran-2025"][:2]
    rows = [
        FactItem(id=f"f{number}", fact_id=fact_id, grade=GRADE)
        for number, fact_id in enumerate([FACT, *others])
    ]
    return msgspec.structs.replace(
        a_briefing(),
        template_id="assessment",
        template_options={"annexes": "omit"},
        sections=(Section(id="s1", title="Arms", items=tuple(rows)),),
        library=library.material_for([row.fact_id for row in rows], ()),
    )


class Rows:
    """The row as it is laid out by itself with different words, one after another."""

    def __init__(self, several: Briefing, offset_px: float = FAR_DOWN) -> None:
        self._briefing, self._offset_px = several, offset_px
        self._template = load_templates()["assessment"]
        self.typesetter = new_typesetter(self._template, {})
        self._rows = TypedRows()
        self.blocks = 0
        self.typesetter.check_within = self._count

    def _count(self) -> None:
        self.blocks += 1

    def laid_out(self, view: FactView, offset_px: float | None = None) -> LaidOutPart:
        """The row after what was laid out before, as the page with the typed letter has it."""
        part, html = self._part(view, offset_px)
        typed = TypedBriefing(self._printed, frozenset({ROW}))
        return self._rows.lay_out_below(self.typesetter, typed, part, html)

    def as_a_whole(self, view: FactView, offset_px: float | None = None) -> LaidOutPart:
        """The row as it is laid out without what was before."""
        part, html = self._part(view, offset_px)
        fresh = new_typesetter(self._template, {})
        fresh.check_within = self._count
        return fresh.lay_out_below(html, part.offset_px)

    def laid_out_headed(self, title: str, *, is_typed: bool = True) -> LaidOutPart:
        """The row with a heading that is typed, after what was laid out before; or else as a whole."""
        section = replace(self._printed.sections[0], title=title, items=(self.view,), goes_on=True)
        part = DocumentPart(PartKind.SECTIONS, section, offset_px=self._offset_px)
        html = TemplateRenderer(self._template, self._printed).part(replace(part, offset_px=ANYWHERE_PX))
        if not is_typed:
            fresh = new_typesetter(self._template, {})
            fresh.check_within = self._count
            return fresh.lay_out_below(html, part.offset_px)
        typed = TypedBriefing(self._printed, frozenset(), frozenset({section.row_id}))
        return self._rows.lay_out_below(self.typesetter, typed, part, html)

    def _part(self, view: FactView, offset_px: float | None) -> tuple[DocumentPart, str]:
        printed = self._printed
        section = replace(printed.sections[0], items=(view,), is_continued=True, goes_on=True)
        part = DocumentPart(PartKind.SECTIONS, section, offset_px=offset_px or self._offset_px)
        renderer = TemplateRenderer(self._template, printed)
        return part, renderer.part(replace(part, offset_px=ANYWHERE_PX))

    def blocks_of(self, lay_out: Callable[[], object]) -> int:
        """How many blocks are laid out by a function."""
        before = self.blocks
        lay_out()
        return self.blocks - before

    @functools.cached_property
    def _printed(self) -> PrintedBriefing:
        return composed(self._briefing, self._template, bundled_scales())

    @functools.cached_property
    def view(self) -> FactView:
        return _first_fact(self._printed.sections[0])


def _first_fact(section: SectionView) -> FactView:
    view = section.items[0]
    assert isinstance(view, FactView)
    return view


@pytest.mark.parametrize("offset_px", [NEAR_TOP, FAR_DOWN])
@pytest.mark.parametrize(
    "words", [[*OF_ONE_HEIGHT], ["Short", _LINES * 6, "Short again"], [_LINES * 5, "“Short” – ﬁ"]]
)
def test_a_row_that_is_typed_looks_as_if_it_was_laid_out_as_a_whole(
    several: Briefing, words: list[str], offset_px: float
) -> None:
    rows = Rows(several, offset_px)
    rows.laid_out(rows.view)
    for text in words:
        typed = replace(rows.view, text=text)
        assert_alike(rows.laid_out(typed), rows.as_a_whole(typed))


def test_a_row_without_room_at_the_foot_of_a_page_is_on_the_next_with_any_words(several: Briefing) -> None:
    rows = Rows(several, AT_THE_FOOT)
    assert len(rows.laid_out(rows.view).pages) == 2
    for text in [*OF_ONE_HEIGHT, _LINES * 3, _LINES * 4, "Short"]:
        typed = replace(rows.view, text=text)
        assert_alike(rows.laid_out(typed), rows.as_a_whole(typed))


@pytest.mark.parametrize("offset_px", [FAR_DOWN, AT_THE_FOOT])
def test_a_letter_lays_out_its_statement_and_none_below_it(several: Briefing, offset_px: float) -> None:
    rows = Rows(several, offset_px)
    rows.laid_out(rows.view)
    typed = replace(rows.view, text=rows.view.text + " a")
    of_letter = rows.blocks_of(lambda: rows.laid_out(typed))
    of_whole = rows.blocks_of(lambda: rows.as_a_whole(typed))
    assert len(rows.view.opposed) > MANY
    assert 0 < of_letter <= of_whole / 2


def test_where_a_row_is_elsewhere_now_its_statement_is_laid_out_all_the_same(several: Briefing) -> None:
    rows = Rows(several)
    rows.laid_out(rows.view, NEAR_TOP)
    typed = replace(rows.view, text="Other words")
    of_letter = rows.blocks_of(lambda: assert_alike(rows.laid_out(typed), rows.as_a_whole(typed)))
    assert of_letter < 2 * rows.blocks_of(lambda: rows.as_a_whole(typed))


def test_where_more_changed_than_one_statement_the_row_is_laid_out_as_a_whole(several: Briefing) -> None:
    rows = Rows(several)
    rows.laid_out(rows.view)
    other = replace(rows.view.opposed[0], text="Something else is said")
    typed = replace(rows.view, text="Words", opposed=(other, *rows.view.opposed[1:]))
    of_letter = rows.blocks_of(lambda: assert_alike(rows.laid_out(typed), rows.as_a_whole(typed)))
    # Less is laid out the last time: short blocks that occurred before are copied.
    assert of_letter >= 2 * rows.blocks_of(lambda: rows.as_a_whole(typed))


def test_a_style_sheet_that_asks_for_what_is_below_has_the_whole_laid_out() -> None:
    assert depends_on_content("section:has(.opposing) p { color: red }")
    assert depends_on_content("p:EMPTY { color: red }")
    assert depends_on_content("a::after { content: target-text(attr(href)) }")
    assert not depends_on_content(".emptyhand:first-child, .target { color: red }")


def test_a_letter_draws_its_statement_and_none_below_it(several: Briefing) -> None:
    rows, pieces = Rows(several), DrawnPieces()
    rows.laid_out(rows.view)
    first, second = (rows.laid_out(replace(rows.view, text=text)) for text in OF_ONE_HEIGHT)
    assert boxes_drawn(first, pieces) > 0
    assert 0 < boxes_drawn(second, pieces) <= boxes_drawn(second, DrawnPieces()) / 2


def test_of_letters_that_were_drawn_for_a_moment_the_last_are_kept(
    several: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawn_pieces, "_MOST_MOMENTARY", 12)
    rows, pieces = Rows(several), DrawnPieces()
    letters = [
        rows.laid_out(replace(rows.view, text=f"Both deny it{'!' * number}")) for number in range(20)
    ]
    drawn = [boxes_drawn(letter, pieces) for letter in letters]
    assert boxes_drawn(letters[-1], pieces) < drawn[-1] <= boxes_drawn(letters[1], pieces)


def test_a_page_with_a_letter_has_its_rows_where_they_will_be(several: Briefing) -> None:
    template = load_templates()["assessment"]
    live, typesetter = LiveDocument(bundled_scales()), new_typesetter(template, {})
    *_, end = live.pages(Content(several, template, typesetter), range(1))
    assert isinstance(end, AllCurrent)
    place = next(box.page for box in end.document.rows if box.row == ROW)
    for text in [*OF_ONE_HEIGHT, _LINES * 4]:
        typed = apply(several, Reword(item_id=ROW, text=text))
        first, *_, last = [
            event
            for event in live.pages(Content(typed, template, typesetter), range(place, place + 1))
            if isinstance(event, DrawnPage) and event.place == place
        ]
        assert not first.is_current
        assert places(first.rows) == places(last.rows)


CHART = ChartItem(id="d1", kind=ChartKind.GRADES, caption="Grades")
HEADING = "Arms"


@pytest.mark.parametrize(
    ("row", "edit"),
    [
        (ROW, lambda text: RenameSection(section_id="s1", title=HEADING + text)),
        (
            CHART.id,
            lambda text: ReplaceContent(item=msgspec.structs.replace(CHART, caption="Grades" + text)),
        ),
        (ROW, lambda text: SetDetails(title="Two treaties" + text)),
    ],
    ids=["heading", "caption", "title"],
)
def test_further_letters_show_the_page_as_it_will_be(
    several: Briefing, row: str, edit: Callable[[str], Edit]
) -> None:
    briefing = apply(several, AddItem(item=CHART, section_id="s1"))
    template = load_templates()["assessment"]
    live, typesetter = LiveDocument(bundled_scales()), new_typesetter(template, {})

    def content(text: str) -> Content:
        return Content(apply(briefing, edit(text)), template, typesetter)

    def at_once(text: str) -> DrawnPage:
        with closing(live.pages(content(text), view)) as events:
            page = next(event for event in events if isinstance(event, DrawnPage))
        assert not page.is_current
        return page

    *_, end = live.pages(Content(briefing, template, typesetter), range(1))
    assert isinstance(end, AllCurrent)
    place = next(box.page for box in end.document.rows if box.row == row)
    view = range(place, place + 1)
    at_once(" s")
    page = at_once(" so")
    assert at_once(" so").key == page.key
    pages = [event for event in live.pages(content(" so"), view) if isinstance(event, DrawnPage)]
    last = [page for page in pages if page.place == place][-1]
    assert last.is_current
    assert rendered(page.pdf()) == rendered(last.pdf())


def rendered(pdf: bytes) -> Image.Image:
    image: Image.Image = pypdfium2.PdfDocument(pdf)[0].render(scale=100 / 72).to_pil()
    return image.convert("RGB")


def test_a_letter_in_a_heading_lays_out_the_heading_and_no_rows_beside_it(several: Briefing) -> None:
    rows = Rows(several)
    rows.laid_out_headed(HEADING)
    of_letter = rows.blocks_of(lambda: rows.laid_out_headed(HEADING + "s"))
    of_whole = rows.blocks_of(lambda: rows.laid_out_headed(HEADING + "s", is_typed=False))
    assert 0 < of_letter <= of_whole / 2
    assert_alike(rows.laid_out_headed("Arm"), rows.laid_out_headed("Arm", is_typed=False))


def places(rows: Iterable[RowBox]) -> dict[str, float]:
    return {f"{box.row} {name}": getattr(box, name) for box in rows for name in _OF_PLACE}


def boxes_drawn(part: LaidOutPart, pieces: DrawnPieces) -> int:
    """How many boxes are drawn that are not in the pieces."""
    count = 0

    def drawing() -> None:
        nonlocal count
        count += 1

    page = join_pages([replace(part, runs_on=False)])[0]
    with checkpoints.checked_by(drawing):
        PageWriter(pieces).write(part.document, page, is_for_a_moment=True)
    return count


def assert_alike(part: LaidOutPart, other: LaidOutPart) -> None:
    assert len(part.pages) == len(other.pages)
    pages, others = (join_pages([replace(each, runs_on=False)]) for each in (part, other))
    for page, like in zip(pages, others, strict=True):
        assert places(row_boxes([page])) == places(row_boxes([like]))
    assert part.end
    assert other.end
    assert part.end.offset_px == other.end.offset_px
    for page, like in zip(pages, others, strict=True):
        assert image_of(part, page) == image_of(other, like)


def image_of(part: LaidOutPart, page: Page) -> Image.Image:
    return rendered(PageWriter(DrawnPieces()).write(part.document, page).content)
