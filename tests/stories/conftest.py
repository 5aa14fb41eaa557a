"""The command line as its user sees it: arguments, streams and an exit code."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest

from briefing.__main__ import main
from briefing.errors import Problem, RenderError
from briefing.guarded_process import LIMITS, FrameReader, Limits, framed
from briefing.library.cached_load import load_cached
from briefing.library.load import bundled_folder
from briefing.render.page_budget.proposal import PageFit
from briefing.render.worker.protocol import Answer as WorkerAnswer
from briefing.render.worker.protocol import (
    Failed,
    FitRequest,
    Fitted,
    Progressed,
    Rendered,
    RenderRequest,
    Request,
)
from briefing.render.worker.server import serve
from tests import ROOT
from tests.patience import run

_DISPLAYS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str
    raw: bytes

    def json(self) -> Any:
        return msgspec.json.decode(self.out)


Command = Callable[..., Answer]


def environment(folder: Path) -> dict[str, str]:
    """Return an environment with an empty user folder and no display."""
    return {
        **{name: value for name, value in os.environ.items() if name not in _DISPLAYS},
        "PYTHONPATH": str(ROOT),
        "TREATY_BRIEFING_HOME": str(folder / "home"),
        "USER": "tester",
    }


@pytest.fixture
def process(tmp_path: Path, library_cache: Path) -> Command:
    """Runs ``briefing ARGUMENTS`` as a process in an empty folder, for tests of the process itself."""
    load_cached([bundled_folder()])
    unfinished = shutil.ignore_patterns("*.part")  # of other test processes, which rename them meanwhile
    shutil.copytree(library_cache, tmp_path / "home" / library_cache.name, ignore=unfinished)

    def command(*arguments: str | Path, given: bytes = b"") -> Answer:
        words = [sys.executable, "-m", "briefing", *map(str, arguments)]
        done = run(words, given, cwd=tmp_path, env=environment(tmp_path))
        out = done.stdout.decode(errors="replace")
        return Answer(done.returncode, out, done.stderr.decode(), done.stdout)

    return command


@pytest.fixture
def briefing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs ``briefing ARGUMENTS`` in this process, as `process` does; the rendering too."""

    def command(*arguments: str | Path, given: bytes = b"") -> Answer:
        streams = [io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8") for raw in (given, b"", b"")]
        with monkeypatch.context() as patch:
            for name in _DISPLAYS:
                patch.delenv(name, raising=False)
            for name, value in environment(tmp_path).items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["briefing", *map(str, arguments)])
            for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
                patch.setattr(sys, name, stream)
            patch.setattr("briefing.cli.render.render_guarded", _render_here)
            patch.setattr("briefing.cli.page_budget.command.fit_guarded", _fit_here)
            patch.chdir(tmp_path)
            code = _exit_code_of(main)
        _, raw, err = (_written(stream) for stream in streams)
        return Answer(code, raw.decode(errors="replace"), err.decode(), raw)

    return command


def _exit_code_of(program: Callable[[], None]) -> int:
    """Run a program to its end; print the text that it ends with, as the interpreter does."""
    try:
        program()
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)  # noqa: T201
            return 1
        return end.code or 0
    return 0


def _written(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    buffer = stream.detach()
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


def _render_here(
    request: RenderRequest,
    progress: Callable[[str, int, int], None] = lambda _step, _done, _total: None,
    limits: Limits = LIMITS,
) -> Rendered:
    """Render as the worker does, without the process that holds it to its limits."""
    rendered = _answer_here(request, progress, limits)
    assert isinstance(rendered, Rendered)
    return rendered


def _fit_here(request: FitRequest) -> PageFit:
    fitted = _answer_here(request, lambda _step, _done, _total: None, LIMITS)
    assert isinstance(fitted, Fitted)
    return fitted.fit


def _answer_here(
    request: Request, progress: Callable[[str, int, int], None], limits: Limits
) -> Rendered | Fitted:
    answers = io.BytesIO()
    serve(io.BytesIO(framed(request)), answers, limits.memory_mb)
    decoder = msgspec.msgpack.Decoder(WorkerAnswer)
    *before, last = map(decoder.decode, FrameReader().add(answers.getvalue()))
    for answer in before:
        if isinstance(answer, Progressed):
            progress(answer.step, answer.done, answer.total)
    if isinstance(last, Rendered | Fitted):
        return last
    assert isinstance(last, Failed)
    assert not last.is_fault, last.problems
    raise RenderError(map(Problem, last.problems))
