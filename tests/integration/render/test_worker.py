"""The warm worker: what it answers, what it keeps between two requests, where it says rows are printed."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
from msgspec import msgpack
from msgspec.structs import replace

from briefing.guarded_process import FrameReader, framed
from briefing.model.briefing import Briefing, Prose
from briefing.render import Rendering, Template, render
from briefing.render.pdf.attachments import PdfAttachment, Relationship
from briefing.render.worker.protocol import (
    Answer,
    Cancelled,
    CancelRequest,
    Failed,
    Message,
    Progressed,
    Ready,
    Rendered,
    RenderRequest,
)
from briefing.render.worker.server import serve
from tests.builders import bundled_scales
from tests.small_briefing import PICTURE, PICTURE_ID

ATTACHMENTS = {PICTURE_ID: PICTURE}


def answers(*requests: Message) -> list[Answer]:
    """What a worker answers to requests that come one behind the other."""
    incoming = io.BytesIO(b"".join(map(framed, requests)))
    outgoing = io.BytesIO()
    serve(incoming, outgoing)
    decoder = msgpack.Decoder(Answer)
    return [decoder.decode(raw) for raw in FrameReader().add(outgoing.getvalue())]


def request(briefing: Briefing, template: Template, number: int = 1) -> RenderRequest:
    return RenderRequest(
        number=number, briefing=briefing, template_folder=str(template.folder), attachments=ATTACHMENTS
    )


def test_a_worker_says_that_it_is_ready_then_progress_then_the_pdf(
    briefing: Briefing, assessment: Template
) -> None:
    ready, *progress, rendered = answers(request(briefing, assessment, number=7))
    assert isinstance(ready, Ready)
    assert progress
    assert all(isinstance(each, Progressed) and each.number == 7 for each in progress)
    assert isinstance(rendered, Rendered)
    straight = render(briefing, assessment, bundled_scales(), attachments=ATTACHMENTS)
    assert rendered.pdf == straight.pdf
    assert rendered.page_count == straight.page_count


def test_a_cancelled_request_is_ended_and_the_next_one_answered(
    briefing: Briefing, assessment: Template
) -> None:
    [_, cancelled, *_, rendered] = answers(
        CancelRequest(1), request(briefing, assessment), request(briefing, assessment, number=2)
    )
    assert cancelled == Cancelled(1)
    assert isinstance(rendered, Rendered)
    assert rendered.number == 2


def test_what_cannot_be_rendered_is_said_and_the_next_request_is_answered(
    briefing: Briefing, assessment: Template, tmp_path: Path
) -> None:
    bad = RenderRequest(number=1, briefing=briefing, template_folder=str(tmp_path / "nothing"))
    [_, failed, *rest] = answers(bad, request(briefing, assessment, number=2))
    assert isinstance(failed, Failed)
    assert failed.number == 1
    assert not failed.is_fault
    assert "nothing" in failed.problems[0]
    assert isinstance(rest[-1], Rendered)
    assert rest[-1].number == 2


def test_each_row_is_where_its_words_are_printed(briefing: Briefing, rendering: Rendering) -> None:
    document = pypdfium2.PdfDocument(io.BytesIO(rendering.pdf))
    places = {place.row: place for place in rendering.rows}
    printed = [item for item in briefing.walk_items() if isinstance(item, Prose) and not item.hidden]
    assert printed
    for item in printed:
        place = places[item.id]
        page = document[place.page]
        top = page.get_height() - place.top
        said = page.get_textpage().get_text_bounded(
            place.left, top - place.height, place.left + place.width, top
        )
        assert item.text.split()[0] in said


def test_the_project_is_in_the_pdf_as_it_was_given_and_only_then(
    briefing: Briefing, assessment: Template, rendering: Rendering
) -> None:
    with pikepdf.open(io.BytesIO(rendering.pdf)) as plain:
        assert not plain.attachments
    enclosed = PdfAttachment(
        "project.briefing", b"a packed project", "a/b", "A project", Relationship.SOURCE
    )
    carried = replace(request(briefing, assessment), enclosures=(enclosed,))
    rendered = answers(carried)[-1]
    assert isinstance(rendered, Rendered)
    with pikepdf.open(io.BytesIO(rendered.pdf)) as pdf:
        [spec] = pdf.attachments.values()
        assert spec.get_file().read_bytes() == b"a packed project"
        assert spec.obj.AFRelationship == pikepdf.Name.Source
