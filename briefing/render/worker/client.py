"""Render in a worker of its own, held to limits, while the caller waits."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from briefing.errors import Problem, RenderError
from briefing.guarded_process import LIMITS, GuardedProcess, Limits, TooSlowError
from briefing.render.pipeline import Progress
from briefing.render.worker.limits import ended, too_slow, worker_command
from briefing.render.worker.protocol import Answer, Failed, Progressed, Ready, Rendered, RenderRequest


def render_guarded(
    request: RenderRequest,
    progress: Progress = lambda _step, _done, _total: None,
    limits: Limits = LIMITS,
) -> Rendered:
    """Return the rendering. Raises RenderError for what the worker refuses, or where it exceeds a limit."""
    with GuardedProcess(worker_command(limits), limits) as worker:
        try:
            for answer in _answers(worker, request):
                if isinstance(answer, Progressed):
                    progress(answer.step, answer.done, answer.total)
                elif isinstance(answer, Rendered):
                    return answer
                elif isinstance(answer, Failed):
                    raise _failure(answer)
        except TooSlowError as error:
            raise RenderError(too_slow(request.template_folder, error.seconds)) from None
    raise RenderError(ended(request.template_folder, limits.memory_mb))


def _answers(worker: GuardedProcess, request: RenderRequest) -> Iterator[Answer]:
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
