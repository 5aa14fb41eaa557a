"""What every window reads from: the library with its index, the scales, the templates."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from briefing.app import jobs
from briefing.app.settings import LIBRARY_FOLDERS, Settings
from briefing.errors import BriefingError
from briefing.grading import load_scales
from briefing.library.index import FactIndex
from briefing.library.load import default_folders, load_library
from briefing.model.library import Catalogue
from briefing.project import Reference
from briefing.render.template import Template, load_templates


@dataclass(frozen=True, slots=True)
class Stock:
    """All that was loaded, and what could not be."""

    reference: Reference
    index: FactIndex
    templates: dict[str, Template]
    problems: tuple[str, ...] = ()


class Shelf(QObject):
    """Loads the stock beside the GUI thread; `loaded` tells that it is there or has been replaced."""

    loaded = Signal()
    failed = Signal(str)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.stock: Stock | None = None

    def load(self) -> None:
        own = self._settings.get(LIBRARY_FOLDERS)
        folders = [*default_folders(), *map(Path, own)]
        jobs.start(lambda: load_stock(folders), self._take, self._fail)

    def put(self, stock: Stock) -> None:
        """Use a stock that was loaded elsewhere."""
        self._take(stock)

    def _take(self, stock: Stock) -> None:
        self.stock = stock
        self.loaded.emit()

    def _fail(self, error: BriefingError) -> None:
        self.failed.emit("\n".join(map(str, error.problems)))


def load_stock(folders: list[Path]) -> Stock:
    """Everything from disk; a treaty that cannot be read is left out and named. Raises BriefingError."""
    report = load_library(folders)
    catalogue = Catalogue(report.material)
    return Stock(
        Reference(catalogue, load_scales()),
        FactIndex(catalogue),
        load_templates(),
        tuple(map(str, report.problems)),
    )
