"""What every window reads from: the library with its index, the scales, the templates."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from briefing.app.services import background
from briefing.app.services.settings import LIBRARY_FOLDERS, Settings
from briefing.errors import BriefingError
from briefing.grading import load_scales
from briefing.library.index import FactIndex
from briefing.library.load import default_folders, load_library
from briefing.model.library import Catalogue
from briefing.project import Reference
from briefing.render.templates.loader import BrokenTemplate, Survey, Template, survey_templates


@dataclass(frozen=True, slots=True)
class LoadedResources:
    """All that was loaded, and what could not be."""

    reference: Reference
    index: FactIndex
    templates: dict[str, Template]
    problems: tuple[str, ...] = ()
    broken: tuple[BrokenTemplate, ...] = ()


class ResourceLoader(QObject):
    """Loads the stock beside the GUI thread; `loaded` tells that it is there or has been replaced.

    `templates_changed` tells that only templates were read anew, with the folders of those that changed.
    """

    loaded = Signal()
    templates_changed = Signal(object)
    failed = Signal(str)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.stock: LoadedResources | None = None

    def load(self) -> None:
        own = self._settings.get(LIBRARY_FOLDERS)
        folders = [*default_folders(), *map(Path, own)]
        background.start(lambda: load_stock(folders), self._take, self._fail)

    def reload_templates(self, folders: Collection[Path]) -> None:
        """Read the templates anew, of which those in `folders` have changed."""
        background.start(survey_templates, partial(self._take_templates, folders), self._fail)

    def _take_templates(self, folders: Collection[Path], survey: Survey) -> None:
        if self.stock is not None:
            self.stock = replace(self.stock, templates=survey.templates, broken=survey.broken)
            self.templates_changed.emit(folders)

    def put(self, stock: LoadedResources) -> None:
        """Use a stock that was loaded elsewhere."""
        self._take(stock)

    def _take(self, stock: LoadedResources) -> None:
        self.stock = stock
        self.loaded.emit()

    def _fail(self, error: BriefingError) -> None:
        self.failed.emit("\n".join(map(str, error.problems)))


def load_stock(folders: list[Path]) -> LoadedResources:
    """Everything from disk; a treaty that cannot be read is left out and named. Raises BriefingError."""
    report = load_library(folders)
    catalogue = Catalogue(report.material)
    survey = survey_templates()
    return LoadedResources(
        Reference(catalogue, load_scales()),
        FactIndex(catalogue),
        survey.templates,
        tuple(map(str, report.problems)),
        survey.broken,
    )
