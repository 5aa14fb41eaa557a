"""Verify a PDF that the user chooses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from briefing.app.dialogs.verification import VerificationDialog
from briefing.app.i18n import tr
from briefing.app.services.context import WindowContext
from briefing.app.services.settings import LAST_EXPORT_FOLDER


class VerificationController(QObject):
    """Ask for a PDF and open the dialog that verifies it. It needs no open briefing."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self._context = context

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"verify_pdf": self.choose}

    def choose(self) -> None:
        if VerificationDialog.raised(self._context.window) is not None:
            return
        name, _ = QFileDialog.getOpenFileName(
            self._context.window,
            tr("Choose a PDF to verify"),
            self._context.settings.get(LAST_EXPORT_FOLDER) or str(Path.home()),
            tr("PDF (*.pdf);;All files (*)"),
        )
        if name:
            self.verify(Path(name))

    def verify(self, path: Path) -> VerificationDialog:
        dialog = VerificationDialog(self._context.window, self._context.settings, path)
        dialog.open()
        return dialog
