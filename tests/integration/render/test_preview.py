"""The preview: the pages that a worker sends for the window, one by one."""

from __future__ import annotations

import io

from msgspec import msgpack

from briefing.editing import Reword, apply
from briefing.guarded_process import FrameReader, framed
from briefing.model.briefing import Briefing
from briefing.render import Template
from briefing.render.worker.protocol import (
    Answer,
    PageChanged,
    PageCurrent,
    PagesCurrent,
    PreviewRequest,
)
from briefing.render.worker.server import serve
from tests.small_briefing import PICTURE, PICTURE_ID


def answers(*requests: PreviewRequest) -> dict[int, list[Answer]]:
    """What a worker answers to requests that come one after the other, by their numbers."""
    outgoing = io.BytesIO()
    serve(io.BytesIO(b"".join(map(framed, requests))), outgoing)
    decoder = msgpack.Decoder(Answer)
    found: dict[int, list[Answer]] = {request.number: [] for request in requests}
    for answer in map(decoder.decode, FrameReader().add(outgoing.getvalue())):
        if isinstance(answer, PageChanged | PageCurrent | PagesCurrent):
            found[answer.number].append(answer)
    return found


def request(briefing: Briefing, template: Template, number: int, page: int = 0) -> PreviewRequest:
    return PreviewRequest(
        briefing,
        str(template.folder),
        {PICTURE_ID: PICTURE},
        first_page=page,
        last_page=page,
        number=number,
    )


def test_the_page_in_view_comes_first_and_only_changed_pages_come_again(
    briefing: Briefing, assessment: Template
) -> None:
    edited = apply(briefing, Reword(item_id="f1", text="Other words for the first fact"))
    sent = answers(request(briefing, assessment, 1, page=1), request(edited, assessment, 2))
    first, current, *_, done = sent[1]
    assert isinstance(first, PageChanged)
    assert first.page == 1
    assert first.pdf.startswith(b"%PDF")
    assert isinstance(current, PageCurrent)
    assert isinstance(done, PagesCurrent)
    assert len(done.keys) == done.page_count == len(sent[1]) - 2
    changed = [each for each in sent[2] if isinstance(each, PageChanged)]
    assert 0 < len(changed) < done.page_count
    end = sent[2][-1]
    assert isinstance(end, PagesCurrent)
    assert {each.page for each in changed} == {
        place for place, key in enumerate(end.keys) if key != done.keys[place]
    }
