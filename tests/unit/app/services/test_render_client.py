"""The client of the rendering worker: what a worker that is killed leaves behind."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from briefing.app.services import render_client
from briefing.app.services.render_client import RenderClient
from briefing.guarded_process import Limits, framed
from briefing.model.briefing import Briefing
from briefing.render.worker.protocol import Answer, Message, PageCurrent, PreviewRequest, Ready
from tests.patience import wait_until


def test_a_worker_that_is_killed_leaves_no_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    owner = QObject()
    client = RenderClient(owner)
    client.warm_up()
    (folder,) = tmp_path.iterdir()
    (folder / "font.ttf").write_bytes(b"a file that the worker is writing")
    client.close()
    wait_until(lambda: not list(tmp_path.iterdir()), pause=qapp.processEvents)


STUB = """
import sys, time
out, ready, answers, dies = sys.stdout.buffer, *sys.argv[1:]
out.write(bytes.fromhex(ready)); out.flush()
head = sys.stdin.buffer.read(4)
sys.stdin.buffer.read(int.from_bytes(head, "big"))
out.write(bytes.fromhex(answers)); out.flush()
if dies:
    sys.exit(1)
time.sleep(99)
"""
"""A worker that reads one request, answers what it is given, and then dies or hangs."""


def client_of_stub(
    monkeypatch: pytest.MonkeyPatch, *answers: Answer, dies: bool = False, silence_s: float = 60
) -> RenderClient:
    frames = b"".join(map(framed, answers)).hex()
    command = [sys.executable, "-c", STUB, framed(Ready()).hex(), frames, "yes" if dies else ""]
    monkeypatch.setattr(render_client, "worker_command", lambda _limits: command)
    return RenderClient(limits=Limits(silence_s=silence_s))


def request(title: str = "Gas") -> PreviewRequest:
    return PreviewRequest(Briefing(id="gas", title=title), "templates/assessment")


@pytest.mark.parametrize(
    ("dies", "silence_s", "reason"), [(False, 0.2, "took too long"), (True, 60, "ended unexpectedly")]
)
def test_a_worker_that_hangs_or_dies_over_a_preview_is_reported_and_another_serves_the_next(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication, dies: bool, silence_s: float, reason: str
) -> None:
    client = client_of_stub(monkeypatch, dies=dies, silence_s=silence_s)
    problems: list[str] = []
    client.preview_failed.connect(problems.extend)
    client.preview(request())
    wait_until(lambda: bool(problems), pause=qapp.processEvents)
    assert reason in problems[0]
    assert not client.is_busy
    client.preview(request())
    assert client.process_id
    client.close()


def test_of_the_previews_that_wait_only_the_newest_is_sent_once_the_pages_in_view_are_there(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    client = client_of_stub(monkeypatch, PageCurrent(1))
    sent: list[str] = []
    really = client._as_change

    def as_change(message: PreviewRequest) -> Message:
        sent.append(message.briefing.title)
        return really(message)

    monkeypatch.setattr(client, "_as_change", as_change)
    client.preview(request("one"))
    wait_until(lambda: sent == ["one"], pause=qapp.processEvents)
    client.preview(request("two"))
    client.preview(request("three"))
    assert sent == ["one"]
    wait_until(lambda: len(sent) == 2, pause=qapp.processEvents)
    assert sent == ["one", "three"]
    client.close()
    assert not client.is_busy


def test_newer_previews_do_not_keep_a_worker_alive_that_hangs(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    client = client_of_stub(monkeypatch, silence_s=0.3)
    client._patience.setInterval(10)
    client.preview(request())
    first = client.process_id

    def type_on() -> None:
        if client._preview.unsent is None:
            client.preview(request())
        qapp.processEvents()

    wait_until(lambda: client.process_id not in {0, first}, pause=type_on)
    client.close()
