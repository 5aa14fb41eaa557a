"""The client of the rendering worker: what a worker that is killed leaves behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from briefing.app.services.render_client import RenderClient
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
