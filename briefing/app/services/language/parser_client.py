"""The parser of the program: one process for all windows, which is started when a review needs it."""

from __future__ import annotations

import atexit
import contextlib

from PySide6.QtCore import QCoreApplication, QObject, Signal
from shiboken6 import isValid

from briefing.language.process import ParserProcess


class ParserClient(QObject):
    """Owns the process. `changed`, emitted in another thread, announces new parses or a new state."""

    changed = Signal()

    def __init__(self, parent: QCoreApplication) -> None:
        super().__init__(parent)
        self.process = ParserProcess(self._announce)
        # The latter for an application that ends without its event loop.
        parent.aboutToQuit.connect(self.process.close)
        atexit.register(self.process.close)

    def _announce(self) -> None:
        """Emit `changed`. Called in a thread of the process, which may outlive this object."""
        with contextlib.suppress(RuntimeError):
            self.changed.emit()


_clients: list[ParserClient] = []


def parser_client() -> ParserClient:
    """Return the client of the application. GUI thread only."""
    if not _clients or not isValid(_clients[0]):
        application = QCoreApplication.instance()
        assert application is not None
        _clients[:] = [ParserClient(application)]
    return _clients[0]
