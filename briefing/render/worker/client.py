"""Render in a worker of its own, held to limits, while the caller waits."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TypeVar

from briefing.errors import Problem, RenderError
from briefing.guarded_process import LIMITS, GuardedProcess, Limits, TooSlowError
from briefing.render.page_budget.proposal import PageFit
from briefing.render.pipeline import Progress, no_progress
from briefing.render.worker import limits as worker_limits
from briefing.render.worker import protocol

_Result = TypeVar("_Result", protocol.Rendered, protocol.Fitted)
_FIT_LAYOUTS = 10
"""A search lays the briefing out about so often."""


def render_guarded(
    request: protocol.RenderRequest,
    progress: Progress = no_progress,
    limits: Limits = LIMITS,
) -> protocol.Rendered:
    """Return the rendering. Raises RenderError for what the worker refuses, or where it exceeds a limit."""
    return _last_answer(protocol.Rendered, request, progress, limits)


def fit_guarded(
    request: protocol.FitRequest,
    progress: Progress = no_progress,
    limits: Limits = LIMITS,
) -> PageFit:
    """Return what to leave out. Raises RenderError as `render_guarded` does."""
    longer = dataclasses.replace(limits, total_s=_FIT_LAYOUTS * limits.total_s)
    return _last_answer(protocol.Fitted, request, progress, longer).fit


def _last_answer(
    kind: type[_Result], request: protocol.Request, progress: Progress, limits: Limits
) -> _Result:
    """Return the answer of this kind, which ends the request."""
    with GuardedProcess(worker_limits.worker_command(limits), limits) as worker:
        try:
            for answer in _answers(worker, request):
                if isinstance(answer, protocol.Progressed):
                    progress(answer.step, answer.done, answer.total)
                elif isinstance(answer, kind):
                    return answer
                elif isinstance(answer, protocol.Failed):
                    raise _failure(answer)
        except TooSlowError as error:
            raise RenderError(worker_limits.too_slow(request.template_folder, error.seconds)) from None
    raise RenderError(worker_limits.ended(request.template_folder, limits.memory_mb))


def _answers(worker: GuardedProcess, request: protocol.Request) -> Iterator[protocol.Answer]:
    """Send the request as soon as the worker is ready for it."""
    for message in worker.messages():
        answer = protocol.answer_of(message)
        if isinstance(answer, protocol.Ready):
            worker.send(request)
        yield answer


def _failure(answer: protocol.Failed) -> Exception:
    if answer.is_fault:
        return RuntimeError("\n".join(answer.problems))
    return RenderError(map(Problem, answer.problems))
