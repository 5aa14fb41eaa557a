"""Render in a worker of its own, held to limits, while the caller waits."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from briefing.errors import Problem, RenderError
from briefing.guarded_process import LIMITS, GuardedProcess, Limits, TooSlowError
from briefing.render.page_budget.proposal import PageFit
from briefing.render.pipeline import Progress, no_progress
from briefing.render.worker.limits import ended, too_slow, worker_command
from briefing.render.worker.protocol import (
    Answer,
    Failed,
    FitRequest,
    Fitted,
    Progressed,
    Ready,
    Rendered,
    RenderRequest,
    Request,
)

_Result = TypeVar("_Result", Rendered, Fitted)
_FIT_LAYOUTS = 10
"""A search lays the briefing out about so often."""


def render_guarded(
    request: RenderRequest,
    progress: Progress = no_progress,
    limits: Limits = LIMITS,
) -> Rendered:
    """Return the rendering. Raises RenderError for what the worker refuses, or where it exceeds a limit."""
    return _last_answer(Rendered, request, progress, limits)


def fit_guarded(
    request: FitRequest,
    progress: Progress = no_progress,
    limits: Limits = LIMITS,
) -> PageFit:
    """Return what to leave out. Raises RenderError as `render_guarded` does."""
    longer = dataclasses.replace(limits, total_s=_FIT_LAYOUTS * limits.total_s)
    return _last_answer(Fitted, request, progress, longer).fit


def _last_answer(kind: type[_Result], request: Request, progress: Progress, limits: Limits) -> _Result:
    """Return the answer of this kind, which ends the request."""
    with GuardedProcess(worker_command(limits), limits) as worker:
        try:
            for answer in _answers(worker, request):
                if isinstance(answer, Progressed):
                    progress(answer.step, answer.done, answer.total)
                elif isinstance(answer, kind):
                    return answer
                elif isinstance(answer, Failed):
                    raise _failure(answer)
        except TooSlowError as error:
            raise RenderError(too_slow(request.template_folder, error.seconds)) from None
    raise RenderError(ended(request.template_folder, limits.memory_mb))


def _answers(worker: GuardedProcess, request: Request) -> Iterator[Answer]:
    """Send the request as soon as the worker is ready for it."""
    decoder = msgspec.msgpack.Decoder(Answer)
    for message in worker.messages():
        answer = decoder.decode(message)
        if isinstance(answer, Ready):
            worker.send(request)
        yield answer


def _failure(answer: Failed) -> Exception:
    if answer.is_fault:
        return RuntimeError("\n".join(answer.problems))
    return RenderError(map(Problem, answer.problems))
