"""Verify a PDF in a process of its own: the project in it is rendered, and a PDF may come from anywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QByteArray, QObject, QProcess

from briefing.app.i18n import tr
from briefing.guarded_process import program_command
from briefing.pdf_record.verdict import Verdict

_FIELDS = frozenset(Verdict.__struct_fields__)


class Verification(QObject):
    """A running verification; `done` is called with its verdict, or `failed` with the reasons."""

    def __init__(
        self, parent: QObject, done: Callable[[Verdict], object], failed: Callable[[str], object]
    ) -> None:
        super().__init__(parent)
        self._done, self._failed = done, failed
        self._process: QProcess | None = None

    def start(self, pdf: Path, trusted: tuple[str, ...]) -> None:
        """Verify a PDF; one that is being verified is abandoned."""
        self.close()
        process = QProcess(self)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        options = [option for path in trusted for option in ("--trust", path)]
        program, *arguments = program_command("verify", "--json", *options, "--", str(pdf.absolute()))
        process.start(program, arguments)
        process.closeWriteChannel()
        self._process = process

    def close(self) -> None:
        """Stop the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(2000)
            process.deleteLater()

    def _on_finished(self, *_how: object) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        output, errors = _bytes(process.readAllStandardOutput()), _bytes(process.readAllStandardError())
        process.deleteLater()
        try:
            result = msgspec.json.decode(output, type=dict[str, msgspec.Raw])
            fields = {name: msgspec.json.decode(raw) for name, raw in result.items() if name in _FIELDS}
            verdict = msgspec.convert(fields, Verdict)
        except msgspec.MsgspecError:
            text = errors.decode("utf-8", "replace").strip().removeprefix("Error: ")
            self._failed(text or tr("The program that verifies ended unexpectedly."))
            return
        self._done(verdict)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.close()
            self._failed(tr("The program that verifies could not be started."))


def _bytes(array: QByteArray) -> bytes:
    return bytes(array.data())
