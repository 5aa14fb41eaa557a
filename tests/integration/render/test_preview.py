"""The preview: the pages that a worker sends for the window, one by one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator

import pytest
from hypothesis import example, given, settings
from msgspec.structs import replace

from briefing.editing import Edit, RemoveItem, RemoveSection, Reword, SetDetails, SetOption, apply
from briefing.model.briefing import Briefing
from briefing.render import Template
from briefing.render.layout.finished_pages.fill import filled_share
from briefing.render.layout.finished_pages.stored import StoredRoot
from briefing.render.layout.laid_out_part import Document, LaidOutPart, Page
from briefing.render.layout.typesetter import Typesetter
from briefing.render.live import document, drawn_pages, remembering_renderer
from briefing.render.live.document import Content, LiveDocument
from briefing.render.live.events import AllCurrent, DrawnPage, PagesCounted, ViewCurrent
from briefing.render.live.time_limit import OverdueError
from briefing.render.pipeline import new_typesetter
from briefing.render.result import RowBox
from briefing.render.worker.incoming import SupersededError
from briefing.render.worker.protocol import (
    PageChanged,
    PageCount,
    PageCurrent,
    PagesCurrent,
    PagesLaidOut,
    PreviewRequest,
    ViewChanged,
)
from tests.builders import bundled_scales
from tests.examples import examples, phases, thorough
from tests.live_pages import (
    APART,
    ATTACHMENTS,
    STEPS_IN_TURN,
    Export,
    InTemplate,
    Rest,
    Step,
    check_live_pages,
)
from tests.preview_worker import WorkerThread

TYPED = ["Words", "Words that are", "Words that are typed " * 12]


@pytest.fixture
def worker() -> Iterator[WorkerThread]:
    worker = WorkerThread()
    yield worker
    worker.end()


@pytest.fixture
def short(briefing: Briefing) -> Briefing:
    """The small briefing without annexes, which take long to lay out."""
    return replace(briefing, template_options={"annexes": "omit"})


def request(briefing: Briefing, template: Template, number: int, page: int = 0) -> PreviewRequest:
    return PreviewRequest(
        briefing, str(template.folder), ATTACHMENTS, first_page=page, last_page=page, number=number
    )


def reworded(briefing: Briefing, text: str) -> Briefing:
    return apply(briefing, Reword(item_id="f1", text=text))


def test_what_is_known_of_all_pages_comes_before_those_out_of_view(
    monkeypatch: pytest.MonkeyPatch, worker: WorkerThread, short: Briefing, assessment: Template
) -> None:
    monkeypatch.setattr(document, "MANY_PAGES", 1)
    worker.send(request(short, assessment, 1))
    answers = list(worker.answers())
    kinds = list(map(type, answers))
    layout, end = answers[kinds.index(PagesLaidOut)], answers[-1]
    assert isinstance(layout, PagesLaidOut)
    assert isinstance(end, PagesCurrent)
    assert (
        kinds.index(PageChanged)
        < kinds.index(PagesLaidOut)
        < len(kinds) - 1 - kinds[::-1].index(PageChanged)
    )
    assert (len(layout.sizes_pt), layout.rows) == (end.page_count, end.rows)


def test_pages_are_counted_before_headers_and_footers_are_laid_out(
    monkeypatch: pytest.MonkeyPatch, short: Briefing, assessment: Template
) -> None:
    live, typesetter = LiveDocument(bundled_scales()), new_typesetter(assessment, ATTACHMENTS)
    list(live.pages(Content(short, assessment, typesetter), range(1)))
    lay_out_furniture, laid_out = typesetter.lay_out_furniture, list[str]()

    def noted(html: str) -> Document:
        laid_out.append(html)
        return lay_out_furniture(html)

    monkeypatch.setattr(typesetter, "lay_out_furniture", noted)
    after = apply(short, SetDetails(title="Other words in each header"))
    known = [
        (event, len(laid_out)) for event in live.pages(Content(after, assessment, typesetter), range(1))
    ]
    ((counted, before),) = (each for each in known if isinstance(each[0], PagesCounted))
    end, _ = known[-1]
    assert isinstance(counted, PagesCounted)
    assert isinstance(end, AllCurrent)
    assert before < len(laid_out)
    assert counted.page_count == len(end.document.pages)
    assert counted.last_page_fill == filled_share(end.document.pages[-1])


def test_the_count_of_the_pages_is_sent_before_the_end(
    worker: WorkerThread, short: Briefing, assessment: Template
) -> None:
    for number in (1, 2):
        worker.send(request(reworded(short, f"Words number {number}"), assessment, number))
        *answers, end = worker.answers()
        assert isinstance(end, PagesCurrent)
        (counted,) = (each for each in answers if isinstance(each, PageCount))
        assert (counted.page_count, counted.last_page_fill) == (end.page_count, end.last_page_fill)


def test_the_page_in_view_comes_first_and_only_changed_pages_come_again(
    worker: WorkerThread, short: Briefing, assessment: Template
) -> None:
    worker.send(request(short, assessment, 1, page=1))
    first, *others, done = worker.answers()
    assert isinstance(first, PageChanged)
    assert first.page == 1
    assert first.pdf.startswith(b"%PDF")
    assert any(isinstance(each, PageCurrent) for each in others)
    assert isinstance(done, PagesCurrent)
    assert len(done.keys) == done.page_count

    worker.send(request(reworded(short, "Other words for the first fact"), assessment, 2))
    *pages, end = worker.answers()
    changed = {each.page for each in pages if isinstance(each, PageChanged)}
    assert isinstance(end, PagesCurrent)
    assert changed == {place for place, key in enumerate(end.keys) if key != done.keys[place]}
    assert 0 < len(changed) < end.page_count


def test_a_client_that_lost_its_pages_gets_them_again(
    monkeypatch: pytest.MonkeyPatch, worker: WorkerThread, short: Briefing, assessment: Template
) -> None:
    monkeypatch.setattr(drawn_pages, "_MOST_BYTES", 0)
    sent = []
    for number in (1, 2):
        worker.send(replace(request(short, assessment, number), has_pages=False))
        pages = [each for each in worker.answers() if isinstance(each, PageChanged)]
        assert all(page.pdf.startswith(b"%PDF") for page in pages)
        sent.append({page.page: page.key for page in pages})
    assert len(sent[0]) > 1
    assert sent[0] == sent[1]


def test_a_worker_that_is_told_what_is_in_view_and_selected_sends_nothing_and_answers_the_next_preview(
    worker: WorkerThread, short: Briefing, assessment: Template
) -> None:
    worker.send(request(short, assessment, 1))
    *_, first = worker.answers()
    assert isinstance(first, PagesCurrent)
    for page in (1, 99, 0):
        worker.send(ViewChanged(page, page, "f1"))
    worker.send(request(short, assessment, 2))
    *changed, second = worker.answers()
    assert second == replace(first, number=2)
    assert not [answer for answer in changed if not isinstance(answer, PageCurrent | PageCount)]


def test_a_newer_preview_supersedes_the_one_that_is_worked_on(
    worker: WorkerThread, short: Briefing, assessment: Template
) -> None:
    for number in (1, 2, 3):
        worker.send(request(reworded(short, f"Words number {number} for the fact"), assessment, number))
    answers = list(worker.answers())
    assert [each.number for each in answers if isinstance(each, PagesCurrent)] == [3]


@settings(max_examples=examples(5), phases=phases(), deadline=None)
@given(steps=STEPS_IN_TURN)
@example(
    steps=[InTemplate("assessment", (("annexes", "omit"),)), Export(), RemoveItem(item_id="f3")],
)
@example(steps=[Rest(), Reword(item_id="p1", text=TYPED[-1]), Rest(), Reword(item_id="f1", text="Words")])
@example(steps=[SetOption(name="annexes", value="omit"), APART, SetDetails(marking="TLP:RED")])
def test_pages_after_changes_are_those_of_a_first_rendering(steps: list[Step]) -> None:
    check_live_pages(steps)


@pytest.mark.parametrize(
    ("template", "edit"),
    [
        ("one-page", RemoveItem(item_id="f3")),
        ("comparison", RemoveSection(section_id="s3")),
        *thorough(
            ("factsheet", RemoveItem(item_id="f3")),
            ("parliamentary", RemoveItem(item_id="f3")),
            ("two-pages", RemoveItem(item_id="f3")),
        ),
    ],
)
def test_so_are_they_in_other_templates(template: str, edit: Edit) -> None:
    check_live_pages([edit], InTemplate(template))


class _SlowTypesetter(Typesetter):
    """Takes too long for the section on energy."""

    def lay_out(self, html: str, *, runs_on: bool = False) -> LaidOutPart:
        _refuse_energy(html)
        return super().lay_out(html, runs_on=runs_on)

    def lay_out_below(self, html: str, offset_px: float) -> LaidOutPart:
        _refuse_energy(html)
        return super().lay_out_below(html, offset_px)


def _refuse_energy(html: str) -> None:
    if "So much for the route" in html:
        raise OverdueError


def _fill_slowly(_limit_s: float, fill: Callable[[], str]) -> str:
    """Fill the pages of a part, too slowly for the section on energy."""
    html = fill()
    _refuse_energy(html)
    return html


@pytest.mark.parametrize("is_filled_slowly", [False, True])
def test_a_section_that_takes_too_long_is_named_and_the_others_are_shown(
    short: Briefing, assessment: Template, monkeypatch: pytest.MonkeyPatch, *, is_filled_slowly: bool
) -> None:
    if is_filled_slowly:
        monkeypatch.setattr(remembering_renderer, "within", _fill_slowly)
    live = LiveDocument(bundled_scales())
    typesetter = Typesetter if is_filled_slowly else _SlowTypesetter
    *_, end = live.pages(Content(short, assessment, typesetter(assessment.folder, ATTACHMENTS)), range(1))
    assert isinstance(end, AllCurrent)
    assert [flaw.field for flaw in end.flaws if "takes too long" in flaw.message] == ["row f1"]
    shown = {box.row for box in end.document.rows}
    assert "p1" not in shown
    assert {"j1", "t1"} <= shown


def places(rows: Iterable[RowBox]) -> dict[str, float]:
    """The places of rows on a page, in points."""
    return {
        f"{box.row} {name}": getattr(box, name)
        for box in rows
        for name in ("left", "top", "width", "height")
    }


def test_rows_are_where_they_will_be_while_words_are_typed_in_one(
    short: Briefing, assessment: Template
) -> None:
    live = LiveDocument(bundled_scales())
    typesetter = Typesetter(assessment.folder, ATTACHMENTS)
    *_, end = live.pages(Content(short, assessment, typesetter), range(1))
    assert isinstance(end, AllCurrent)
    place = next(box.page for box in end.document.rows if box.row == "f1")
    for words in TYPED:
        content = Content(reworded(short, words), assessment, typesetter)
        pages = [
            event
            for event in live.pages(content, range(place, place + 1))
            if isinstance(event, DrawnPage) and event.place == place
        ]
        assert not pages[0].is_current
        assert places(pages[0].rows) == places(pages[-1].rows)


def test_after_a_pause_the_first_letter_in_a_selected_row_lays_out_this_row_alone(
    short: Briefing, assessment: Template
) -> None:
    texts = {fact.id: fact.statement for fact in short.library.facts}
    typed = reworded(short, texts["route-agreed"] + "s")

    def parts_laid_out_for_page(*, is_prepared: bool) -> int:
        live, typesetter = LiveDocument(bundled_scales()), fresh(assessment)
        *_, end = live.pages(Content(short, assessment, typesetter), range(1))
        assert isinstance(end, AllCurrent)
        place = next(box.page for box in end.document.rows if box.row == "f1")
        view, steps = range(place, place + 1), Steps()
        if is_prepared:
            live.prepare(view, "f1", steps.check, steps.check)
        before = len(typesetter.kept)
        for event in live.pages(Content(typed, assessment, typesetter), view):
            if isinstance(event, ViewCurrent):
                break
        return len(typesetter.kept) - before

    assert parts_laid_out_for_page(is_prepared=True) == 1
    assert parts_laid_out_for_page(is_prepared=False) > 1


def test_parts_of_another_document_are_asked_for_before_it_is_composed(
    short: Briefing, assessment: Template
) -> None:
    live, typesetter = LiveDocument(bundled_scales()), fresh(assessment)
    events: list[str] = []

    def begun_ahead() -> None:
        events.append("begun ahead")

    def pages_of_next(briefing: Briefing) -> list[str]:
        events.clear()
        content = Content(briefing, assessment, typesetter, begin_ahead=begun_ahead)
        list(live.pages(content, range(1), check=lambda: events.append("step")))
        return events

    assert pages_of_next(short)[0] == "begun ahead"
    assert "begun ahead" not in pages_of_next(reworded(short, TYPED[0]))
    assert pages_of_next(replace(short, id="another"))[0] == "begun ahead"


def test_a_preview_can_be_superseded_between_any_two_steps(short: Briefing, assessment: Template) -> None:
    after = reworded(short, TYPED[-1])
    expected = pages_of(
        LiveDocument(bundled_scales()), Content(after, assessment, fresh(assessment)), Steps()
    )
    live, typesetter = LiveDocument(bundled_scales()), fresh(assessment)
    pages_of(live, Content(short, assessment, typesetter), Steps())
    pages_of(live, Content(reworded(short, TYPED[0]), assessment, typesetter), Steps())
    steps = Steps()
    pages_of(
        live, Content(reworded(short, "Words that are superseded never"), assessment, typesetter), steps
    )
    assert steps.taken > 100
    for last in (1, steps.taken // 4, steps.taken // 2, steps.taken * 9 // 10):
        words = reworded(short, f"Words that are superseded at {last:05}")
        with pytest.raises(SupersededError):
            pages_of(live, Content(words, assessment, typesetter), Steps(last))
    assert pages_of(live, Content(after, assessment, typesetter), Steps()) == expected


def test_boxes_of_changed_parts_are_kept_as_bytes_like_those_of_all_others(
    short: Briefing, assessment: Template
) -> None:
    live, typesetter = LiveDocument(bundled_scales()), fresh(assessment)
    counts = []
    for words in TYPED[:2]:
        *_, end = live.pages(Content(reworded(short, words), assessment, typesetter), range(1))
        assert isinstance(end, AllCurrent)
        contents = [
            box for part in end.document.laid_out for page in part.pages for box in contents_of(page)
        ]
        counts.append((len(contents), sum(isinstance(box, StoredRoot) for box in contents)))
    assert counts[0] == counts[1]
    assert counts[0][1] > 0


def contents_of(page: Page) -> list[object]:
    return list(page._page_box.children)


class Steps:
    """Counts the steps, and supersedes after the last one."""

    def __init__(self, last: int = sys.maxsize) -> None:
        self.taken, self._last = 0, last

    def check(self) -> None:
        self.taken += 1
        if self.taken > self._last:
            raise SupersededError


def fresh(template: Template) -> Typesetter:
    return Typesetter(template.folder, ATTACHMENTS)


def pages_of(live: LiveDocument, content: Content, steps: Steps) -> tuple[object, ...]:
    """The pages, rows and flaws at the end of a preview."""
    *_, end = live.pages(content, range(1), check=steps.check, check_within=steps.check)
    assert isinstance(end, AllCurrent)
    return end.keys, end.document.rows, end.flaws
