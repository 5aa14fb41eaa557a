"""Parts that are stored as bytes, or laid out by a second process, are as those laid out in place."""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import sys
import threading
import time
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from briefing.errors import Check, never_mind
from briefing.grading import Scales
from briefing.guarded_process import framed, read_frames
from briefing.model.briefing import Briefing, FactItem, Section
from briefing.render import Rendering, Template, load_templates, render
from briefing.render.ahead import layout, plan
from briefing.render.ahead.drawn_parts import DrawnParts
from briefing.render.ahead.layout import AheadLayout, layout_command
from briefing.render.ahead.plan import parts_ahead
from briefing.render.ahead.protocol import (
    AheadAnswer,
    AheadRequest,
    DrawnPart,
    HtmlRequest,
    Passed,
    SentPart,
    UndrawnPart,
    digest,
)
from briefing.render.ahead.server import serve
from briefing.render.layout.laid_out_part import Document, LaidOutPart
from briefing.render.layout.packed.documents import packed, unpacked
from briefing.render.layout.typesetter import Typesetter
from briefing.render.live.document import Content, LiveDocument
from briefing.render.live.events import AllCurrent, AllLaidOut
from briefing.render.pdf.drawn_piece import Piece
from briefing.render.pdf.marked_codes import RecordingFonts
from briefing.render.pipeline import composed, new_typesetter
from briefing.render.templates.loader import template_state
from briefing.render.templates.parts import ContentsEntry, DocumentPart, parts
from briefing.render.templates.renderer import TemplateRenderer
from tests.builders import GRADE
from tests.extreme_briefing import stress_briefing
from tests.integration.render.conftest import printed_in_full
from tests.small_briefing import PICTURE, PICTURE_ID, a_briefing

ATTACHMENTS = {PICTURE_ID: PICTURE}


def test_parts_that_were_stored_as_bytes_are_printed_as_before(
    rendering: Rendering, assessment: Template, scales: Scales
) -> None:
    typesetter = new_typesetter(assessment, ATTACHMENTS)
    stored: list[bool] = []

    def stored_and_read(lay_out: Callable[[], Document]) -> Document:
        document = lay_out()
        part = packed(document)
        stored.append(part is not None)
        return unpacked(part, typesetter.fetcher, document.font_config) if part else document

    typesetter.guard = stored_and_read
    again = render(printed_in_full(), assessment, scales, attachments=ATTACHMENTS, typesetter=typesetter)
    assert again.pdf == rendering.pdf
    # The small briefing has two pictures, a chart and a map.
    assert stored.count(True) > stored.count(False) > 0


@pytest.mark.parametrize("template", load_templates().values(), ids=lambda each: each.spec.id)
def test_all_that_a_template_prints_can_be_sent_to_another_process(
    scales: Scales, template: Template
) -> None:
    briefing = replace(stress_briefing(), template_id=template.spec.id, template_options={})
    printed = composed(briefing, template, scales, earlier=a_briefing())
    assert pickle.loads(pickle.dumps(printed, protocol=5)) == printed  # noqa: S301 - of this program


def rows_of_a_fact(count: int, **options: str) -> Briefing:
    """Return a briefing of so many rows."""
    briefing = a_briefing()
    facts = tuple(
        FactItem(id=f"r{number}", fact_id=briefing.library.facts[0].id, grade=GRADE)
        for number in range(count)
    )
    section = Section(id="s1", title="Rows", items=facts)
    return replace(briefing, sections=(section,), template_options=options)


@pytest.fixture
def rows() -> Briefing:
    """Enough rows for parts that are laid out ahead, without annexes."""
    return rows_of_a_fact(110, annexes="omit")


@pytest.fixture(scope="module")
def laid_out_alone(assessment: Template, scales: Scales) -> tuple[int, bytes]:
    """The number of layouts of these rows in one process, and their PDF."""
    briefing = rows_of_a_fact(110, annexes="omit")
    return layouts_and_pdf(briefing, assessment, scales, new_typesetter(assessment, ATTACHMENTS))


@pytest.fixture
def always_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short documents have parts laid out ahead, too, and each is waited for."""
    monkeypatch.setattr(plan, "_LEAST_ROWS", 0)
    monkeypatch.setattr(layout, "_PATIENCE_S", 120.0)
    monkeypatch.setattr(layout, "_LEAST_WAIT_S", 120.0)


@contextmanager
def laying_out_ahead(
    briefing: Briefing,
    template: Template,
    command: list[str],
    may_start: Callable[[], bool] = lambda: True,
) -> Iterator[Typesetter]:
    typesetter = new_typesetter(template, ATTACHMENTS)
    ahead = AheadLayout(command, may_start)
    try:
        ahead.begin(
            typesetter, briefing, AheadRequest(str(template.folder), template_state(template), ATTACHMENTS)
        )
        yield typesetter
    finally:
        ahead.close()


def layouts_and_pdf(
    briefing: Briefing, template: Template, scales: Scales, typesetter: Typesetter
) -> tuple[int, bytes]:
    count = 0

    def counted(lay_out: Callable[[], Document]) -> Document:
        nonlocal count
        count += 1
        return lay_out()

    typesetter.guard = counted
    pdf = render(briefing, template, scales, attachments=ATTACHMENTS, typesetter=typesetter).pdf
    return count, pdf


def test_a_second_process_lays_out_parts_of_the_same_document(
    monkeypatch: pytest.MonkeyPatch,
    rows: Briefing,
    assessment: Template,
    scales: Scales,
    laid_out_alone: tuple[int, bytes],
) -> None:
    monkeypatch.setattr(plan, "_LEAST_ROWS", 0)
    monkeypatch.setattr(layout, "_PATIENCE_S", 120.0)
    alone, expected = laid_out_alone
    with laying_out_ahead(rows, assessment, layout_command(2048)) as typesetter:
        count, pdf = layouts_and_pdf(rows, assessment, scales, typesetter)
    assert pdf == expected
    assert 0 < count < alone


@pytest.mark.usefixtures("always_ahead")
def test_a_second_process_lays_out_the_end_of_a_document_set_closer_while_the_first_does_as_usual(
    monkeypatch: pytest.MonkeyPatch, assessment: Template, scales: Scales
) -> None:
    briefing = rows_of_a_fact(133)  # of which the annexes take little of their last page
    alone, expected = layouts_and_pdf(briefing, assessment, scales, new_typesetter(assessment, ATTACHMENTS))
    prepared: list[int] = []
    ask = AheadLayout.prepared

    def counted(ahead: AheadLayout, html: str, check: Check) -> Document | None:
        document = ask(ahead, html, check)
        if document:
            prepared.append(len(document.pages))
        return document

    monkeypatch.setattr(AheadLayout, "prepared", counted)
    with laying_out_ahead(briefing, assessment, layout_command(2048)) as typesetter:
        count, pdf = layouts_and_pdf(briefing, assessment, scales, typesetter)
    assert pdf == expected
    assert prepared
    assert 0 < count < alone - len(prepared)


@pytest.mark.usefixtures("always_ahead")
def test_a_second_process_lays_out_the_front_with_page_numbers_while_the_first_lays_out_headers(
    monkeypatch: pytest.MonkeyPatch,
    rows: Briefing,
    assessment: Template,
    scales: Scales,
    laid_out_alone: tuple[int, bytes],
) -> None:
    _, expected = laid_out_alone
    steps: list[str] = []
    ask, lay_out_furniture = AheadLayout.prepared, Typesetter.lay_out_furniture

    def noted(ahead: AheadLayout, html: str, check: Check) -> Document | None:
        document = ask(ahead, html, check)
        if document:
            steps.append("front" if 'class="contents' in html else "another part")
        return document

    def noted_furniture(typesetter: Typesetter, html: str) -> LaidOutPart:
        steps.append("headers")
        return lay_out_furniture(typesetter, html)

    monkeypatch.setattr(AheadLayout, "prepared", noted)
    monkeypatch.setattr(Typesetter, "lay_out_furniture", noted_furniture)
    with laying_out_ahead(rows, assessment, layout_command(2048)) as typesetter:
        _, pdf = layouts_and_pdf(rows, assessment, scales, typesetter)
    assert pdf == expected
    assert steps[-3:] == ["headers", "front", "headers"]  # the second time those that are kept


def test_a_newer_request_is_answered_before_an_older_one_is_laid_out(
    rows: Briefing, assessment: Template, scales: Scales
) -> None:
    printed = pickle.dumps(composed(rows, assessment, scales))
    material = AheadRequest(
        str(assessment.folder), template_state(assessment), ATTACHMENTS, printed, number=1, session=1
    )
    long, short = "<p>One of very many</p>" * 100_000, "<p>One</p>"
    from_worker, to_process = os.pipe()
    from_process, to_worker = os.pipe()

    def process() -> None:
        with (
            contextlib.suppress(BrokenPipeError),
            os.fdopen(from_worker, "rb") as incoming,
            os.fdopen(to_worker, "wb") as outgoing,
        ):
            serve(incoming, outgoing, idle_s=120.0)

    thread = threading.Thread(target=process)
    thread.start()
    # The requests end first, or the thread that reads them would keep their pipe from being closed.
    with os.fdopen(from_process, "rb") as replies, os.fdopen(to_process, "wb") as requests:
        answers = map(msgspec.msgpack.Decoder(AheadAnswer).decode, read_frames(replies))
        requests.write(framed(material))
        requests.flush()
        while not (isinstance(answer := next(answers), Passed) and answer.is_end):
            pass
        for html in (long, short):
            requests.write(framed(HtmlRequest(html)))
            requests.flush()
            time.sleep(0.3)
        named = (answer.digest for answer in answers if isinstance(answer, SentPart))
        assert next(named) == digest(short)
    thread.join(120.0)
    assert not thread.is_alive()


@pytest.mark.usefixtures("always_ahead")
def test_a_second_process_lays_out_parts_for_one_typesetter_after_another(
    rows: Briefing, assessment: Template, scales: Scales
) -> None:
    with laying_out_ahead(rows, assessment, layout_command(2048)) as first:
        count, pdf = layouts_and_pdf(rows, assessment, scales, first)
        assert isinstance(first.ahead, AheadLayout)
        second = new_typesetter(assessment, ATTACHMENTS)
        first.ahead.begin(
            second, rows, AheadRequest(str(assessment.folder), template_state(assessment), ATTACHMENTS)
        )
        assert layouts_and_pdf(rows, assessment, scales, second) == (count, pdf)


@pytest.mark.parametrize("command", [["no-such-program"], ["python", "-c", ""]])
def test_without_a_second_process_all_parts_are_laid_out_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
    rows: Briefing,
    assessment: Template,
    scales: Scales,
    command: list[str],
) -> None:
    monkeypatch.setattr(plan, "_LEAST_ROWS", 0)
    few = replace(rows, sections=(replace(rows.sections[0], items=rows.sections[0].items[:4]),))
    with laying_out_ahead(few, assessment, command) as typesetter:
        count, pdf = layouts_and_pdf(few, assessment, scales, typesetter)
    assert count
    assert pdf.startswith(b"%PDF")


@pytest.mark.parametrize("may_start", [True, False])
def test_a_second_process_starts_only_where_it_may(
    monkeypatch: pytest.MonkeyPatch,
    rows: Briefing,
    assessment: Template,
    scales: Scales,
    tmp_path: Path,
    *,
    may_start: bool,
) -> None:
    monkeypatch.setattr(plan, "_LEAST_ROWS", 0)
    monkeypatch.setattr(layout, "_PATIENCE_S", 120.0)
    sign = tmp_path / "started"
    command = [sys.executable, "-c", f"open({str(sign)!r}, 'w').close()"]
    with laying_out_ahead(rows, assessment, command, lambda: may_start) as typesetter:
        printed = composed(rows, assessment, scales)
        document_parts = parts(printed, assessment)
        typesetter.ahead.expect(printed, document_parts)
        # The wait ends with the process, or because there is none.
        typesetter.ahead.wait_for(parts_ahead(document_parts)[0], never_mind)
        assert sign.exists() is may_start


def test_the_second_process_ends_where_it_has_nothing_to_do() -> None:
    reading, writing = os.pipe()
    outgoing = io.BytesIO()
    # The end of the input comes first, or the thread that reads would keep the pipe from being closed.
    with os.fdopen(reading, "rb") as silence, os.fdopen(writing, "wb"):
        serve(silence, outgoing, idle_s=0.01)
    assert not outgoing.getvalue()


def previewed(
    briefing: Briefing,
    template: Template,
    scales: Scales,
    typesetter: Typesetter,
    laid_out: Callable[[], None] = lambda: None,
) -> tuple[list[str], bytes]:
    """Return the keys of pages of a preview, and its PDF; `laid_out` is called before they are drawn."""
    document, content = LiveDocument(scales), Content(briefing, template, typesetter)
    keys: tuple[str, ...] = ()
    for event in document.pages(content, range(1)):
        if isinstance(event, AllLaidOut):
            laid_out()
        elif isinstance(event, AllCurrent):
            keys = event.keys
    known = document.layout_of(content)
    assert known
    pdf = render(
        briefing, template, scales, attachments=ATTACHMENTS, typesetter=typesetter, laid_out=known
    ).pdf
    return list(keys), pdf


def test_a_second_process_draws_parts_that_either_has_laid_out_as_the_first_does(
    monkeypatch: pytest.MonkeyPatch, assessment: Template, scales: Scales
) -> None:
    rows = rows_of_a_fact(140, annexes="omit")  # of the parts ahead, some have no glyph of their own
    monkeypatch.setattr(plan, "_LEAST_ROWS", 0)
    monkeypatch.setattr(layout, "_PATIENCE_S", 120.0)
    monkeypatch.setattr(layout, "_LEAST_TO_DRAW", 0)
    own, arrived, taken = set[bytes](), set[bytes](), list[Piece]()
    undrawn, arrive, take = DrawnParts.undrawn, DrawnParts.arrive, DrawnParts.take

    def noted_undrawn(parts: DrawnParts, documents: Iterable[Document]) -> Iterator[UndrawnPart]:
        for part in undrawn(parts, documents):
            own.add(part.name)
            yield part

    def noted_arrival(parts: DrawnParts, drawn: DrawnPart) -> None:
        arrive(parts, drawn)
        arrived.add(drawn.name)

    def counted(parts: DrawnParts, name: Hashable, fonts: RecordingFonts) -> Piece | None:
        piece = take(parts, name, fonts)
        taken.extend([piece] if piece else [])
        return piece

    monkeypatch.setattr(DrawnParts, "undrawn", noted_undrawn)
    monkeypatch.setattr(DrawnParts, "arrive", noted_arrival)
    monkeypatch.setattr(DrawnParts, "take", counted)

    def wait() -> None:
        latest_s = time.monotonic() + 120.0
        while not own <= arrived and time.monotonic() < latest_s:
            time.sleep(0.01)

    expected = previewed(rows, assessment, scales, new_typesetter(assessment, ATTACHMENTS))
    with laying_out_ahead(rows, assessment, layout_command(2048)) as typesetter:
        pages_and_pdf = previewed(rows, assessment, scales, typesetter, wait)
    assert pages_and_pdf == expected
    # Of each a part is drawn before, on the page in view, or has glyphs that no page before it has.
    assert len(own) > 5
    assert len(arrived - own) > 5
    assert len(taken) > len(own) + 5


def test_html_with_which_a_second_process_lays_out_parts_is_not_filled_again(
    monkeypatch: pytest.MonkeyPatch, rows: Briefing, assessment: Template, scales: Scales
) -> None:
    monkeypatch.setattr(plan, "_LEAST_ROWS", 0)
    monkeypatch.setattr(layout, "_PATIENCE_S", 120.0)
    filled: list[DocumentPart] = []
    fill = TemplateRenderer.part

    def noted(
        renderer: TemplateRenderer, part: DocumentPart, contents: Sequence[ContentsEntry] = ()
    ) -> str:
        filled.append(part)
        return fill(renderer, part, contents)

    monkeypatch.setattr(TemplateRenderer, "part", noted)
    (section,) = rows.sections
    last = replace(section.items[-1], wording="Other words")
    changed = replace(rows, sections=(replace(section, items=(*section.items[:-1], last)),))

    def in_turn(typesetter: Typesetter) -> tuple[list[tuple[str, ...]], list[int]]:
        document, keys, counts = LiveDocument(scales), [], []
        for briefing in (rows, changed):
            filled.clear()
            events = list(document.pages(Content(briefing, assessment, typesetter), range(1)))
            keys += [event.keys for event in events if isinstance(event, AllCurrent)]
            counts.append(len(filled))
        return keys, counts

    expected, alone = in_turn(new_typesetter(assessment, ATTACHMENTS))
    with laying_out_ahead(rows, assessment, layout_command(2048)) as typesetter:
        keys, counts = in_turn(typesetter)
    assert keys == expected
    assert counts[0] < alone[0] - 10
    assert counts[1] == alone[1] < 10
