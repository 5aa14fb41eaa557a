"""Rendering workers that outlive the window they were started for, so that not every test starts some."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QProcess

from briefing.app.services.render_client import RenderClient, RenderJob
from briefing.guarded_process import LIMITS, FrameReader
from tests.patience import Patience

_MAX_IDLE = 2
_LONGEST_S = 1.0
_POLL_MS = 20


class WarmWorkers:
    """Keeps the idle workers of clients that close, and gives them to the clients that start one next.

    A worker that hangs, was stopped or has limits of its own is not kept. Nor is one that was sent
    the number of a job to cancel: the jobs of the next client have the same numbers.
    """

    def __init__(self) -> None:
        self._idle: list[tuple[QProcess, bool, FrameReader]] = []
        self._with_cancelled_jobs: set[int] = set()

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Let all clients use these workers until `patch` is undone."""
        start, close, cancel = RenderClient._start, RenderClient.close, RenderClient.cancel

        def start_or_reuse(client: RenderClient) -> None:
            if client._limits != LIMITS or not self._give(client):
                start(client)

        def keep_or_close(client: RenderClient) -> None:
            if client._limits == LIMITS:
                _finish(client)
                if not client.is_busy:
                    self._take(client)
            close(client)

        def cancel_and_note(client: RenderClient, job: RenderJob) -> None:
            self._with_cancelled_jobs.add(client.process_id)
            cancel(client, job)

        patch.setattr(RenderClient, "cancel", cancel_and_note)
        patch.setattr(RenderClient, "_start", start_or_reuse)
        patch.setattr(RenderClient, "close", keep_or_close)

    def stop(self) -> None:
        for process, _is_ready, _frames in self._idle:
            process.kill()
            process.waitForFinished()
        self._idle.clear()

    def _give(self, client: RenderClient) -> bool:
        while self._idle:
            process, is_ready, frames = self._idle.pop()
            if process.state() is QProcess.ProcessState.Running:
                process.setParent(client)
                client._connect(process)
                client._is_ready, client._frames = is_ready, frames
                # What arrived while no client was connected is not announced again.
                client._read()
                # Nor does it announce again that it is ready, which lets a waiting request be sent.
                client._send_next()
                return True
        return False

    def _take(self, client: RenderClient) -> None:
        process = client._process
        if process is None or len(self._idle) == _MAX_IDLE:
            return
        if process.processId() in self._with_cancelled_jobs:
            return
        if process.state() is not QProcess.ProcessState.Running:
            return
        client._process = None
        process.readyReadStandardOutput.disconnect(client._read)
        process.readyReadStandardError.disconnect(client._log_errors)
        process.finished.disconnect(client._on_died)
        process.errorOccurred.disconnect(client._on_error)
        process.setParent(None)
        self._idle.append((process, client._is_ready, client._frames))


def _finish(client: RenderClient) -> None:
    """Wait for the end of what was sent last, which takes less than to start another worker."""
    process, preview = client._process, client._preview
    client._waiting.clear()
    preview.unsent = None
    if client._current is not None:
        client._current.ignore_result()
    patience = Patience(_LONGEST_S)
    client.blockSignals(True)  # the window is being closed
    while process is not None and client.is_busy and client._process is process and not patience.is_over:
        process.waitForReadyRead(_POLL_MS)
    client.blockSignals(False)
