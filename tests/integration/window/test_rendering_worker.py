"""The client of the rendering worker: hangs, failures and cancelled requests."""

from __future__ import annotations

import io
import os
import signal

import pypdfium2
from pytestqt.qtbot import QtBot

from briefing.app.services.render_client import RenderClient
from briefing.app.services.resources import LoadedResources
from briefing.guarded_process import Limits
from briefing.model.briefing import Briefing, Prose, Section
from briefing.render.worker.protocol import Rendered, RenderRequest
from tests.integration.window.driver import Program, until


def request_for(resources: LoadedResources) -> RenderRequest:
    """Return a request for a briefing that is quickly laid out."""
    section = Section(id="s1", title="First", items=(Prose(id="p1", text="Words of the author."),))
    briefing = Briefing(id="gas", title="Gas", template_options={"annexes": "omit"}, sections=(section,))
    return RenderRequest(briefing, str(resources.templates["assessment"].folder))


def test_a_worker_that_hangs_is_stopped_said_so_and_replaced(
    qtbot: QtBot, resources: LoadedResources
) -> None:
    renderer = RenderClient(limits=Limits(silence_s=1))
    said: list[str] = []
    done: list[Rendered] = []

    request = request_for(resources)

    renderer.warm_up()
    until(qtbot, lambda: renderer._is_ready)
    os.kill(renderer.process_id, signal.SIGSTOP)
    stopped = renderer.process_id
    renderer.render(request, done.append, said.extend)
    until(qtbot, lambda: bool(said))
    assert "took too long" in said[0]
    assert renderer.process_id != stopped
    renderer._silence_timer.setInterval(600_000)
    renderer.render(request, done.append, said.extend)
    until(qtbot, lambda: bool(done))
    assert done[0].page_count == len(pypdfium2.PdfDocument(io.BytesIO(done[0].pdf)))
    renderer.close()


def test_a_request_made_while_a_failure_is_reported_starts_one_worker_and_is_answered(
    qtbot: QtBot, resources: LoadedResources
) -> None:
    renderer = RenderClient(limits=Limits(silence_s=1))
    request = request_for(resources)
    done: list[Rendered] = []
    problems: list[str] = []
    started: list[int] = []

    def ask_again(reported: list[str]) -> None:
        problems.extend(reported)
        renderer._silence_timer.setInterval(600_000)
        renderer.render(request, done.append, problems.extend)
        started.append(renderer.process_id)

    renderer.warm_up()
    until(qtbot, lambda: renderer._is_ready)
    os.kill(renderer.process_id, signal.SIGSTOP)
    renderer.render(request, done.append, ask_again)
    until(qtbot, lambda: bool(done))
    assert started == [renderer.process_id]
    assert len(problems) == 1
    renderer.close()


def test_a_cancelled_order_is_never_told_of(program: Program, resources: LoadedResources) -> None:
    renderer = RenderClient()
    told: list[object] = []
    request = request_for(resources)
    first = renderer.render(request, told.append, told.extend)
    program.until(lambda: renderer._current is first)
    renderer.render(request, told.append, told.extend)
    renderer.cancel(first)
    worker = renderer.process_id
    program.until(lambda: not renderer.is_busy)
    assert len(told) == 1
    assert renderer.process_id == worker
    renderer.close()
    assert renderer.process_id == 0
