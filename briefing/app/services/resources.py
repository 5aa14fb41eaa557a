"""Load library, fact index, scales and templates in the background, once for all windows."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from briefing import paths
from briefing.app.i18n import tr
from briefing.app.services import background
from briefing.app.services.settings import LIBRARY_FOLDERS, Settings
from briefing.errors import BriefingError

# The window is on the screen before these are imported.
if TYPE_CHECKING:
    from briefing.library.index import FactIndex
    from briefing.library.index.build import Progress
    from briefing.project import Reference
    from briefing.render.templates.loader import BrokenTemplate, Survey, Template


MANY_FACTS = 1_000
"""So many make a large library, of which a reading may wait."""
IDLE_MS = 2_500
"""Without a further change for so long, a reading that waits begins."""


@dataclass(frozen=True, slots=True)
class LoadedResources:
    """Everything that was loaded, and the problems of what could not be."""

    reference: Reference
    index: FactIndex
    templates: dict[str, Template]
    problems: tuple[str, ...] = ()
    broken: tuple[BrokenTemplate, ...] = ()
    warnings: tuple[str, ...] = ()
    """The warnings on the facts of libraries that the user may change."""


class ResourceLoader(QObject):
    """Load the resources in a background thread and hold them.

    `loaded` announces that they are available or were replaced, `templates_changed(folders)` that only the
    templates were read again, because files in `folders` changed. `indexing(done, total)` counts the facts
    of a library that is indexed, which takes long for a large one that is new or has changed.

    Decoding a large library makes the GUI thread wait. While it is edited and no window shows what was
    loaded, it is read when somebody needs it (`catch_up`, `when_read`) or the edits have paused.
    """

    loaded = Signal()
    indexing = Signal(int, int)
    templates_changed = Signal(object)
    failed = Signal(str)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.resources: LoadedResources | None = None
        self._loading: background.BackgroundTask | None = None
        self.is_overdue = False
        """Whether files of a large library changed and a reading of them has not ended."""
        self._waiting: list[Callable[[], object]] = []
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.reload_library)

    def load(self) -> None:
        """Start loading everything."""
        self._start(self._on_loaded)

    def reload_library(self) -> None:
        """Start reading the library again, since files changed; keep the earlier one if they are bad."""
        self._start(self._on_read_again)

    # Readings that wait

    def reload_later(self) -> None:
        """Start reading the library again: a large one when it is needed, or after a pause."""
        resources = self.resources
        if resources is None or self._waiting or len(resources.reference.library.facts) < MANY_FACTS:
            self.reload_library()
        else:
            self.is_overdue = True
            self._idle.start(IDLE_MS)

    def catch_up(self) -> None:
        """Start the reading that waits, since a part of the window is to show what is read."""
        if self._idle.isActive():
            self.reload_library()

    def when_read(self, command: Callable[[], object]) -> None:
        """Carry out a command now, or after the reading that waits, which is started."""
        if not self.is_overdue:
            command()
            return
        self._waiting.append(command)
        self.catch_up()

    def _on_end(self) -> None:
        """Note that a reading ended; one that waits since it began is still to come."""
        if self._idle.isActive():
            return
        self.is_overdue = False
        waiting, self._waiting = self._waiting, []
        for command in waiting:
            command()

    # Loading

    def _start(self, done: Callable[[LoadedResources], None]) -> None:
        """Start loading; what an earlier start still loads is older, and is ignored."""
        self._idle.stop()
        if self._loading is not None:
            self._loading.abandon()
        folders = self.folders()
        self._loading = background.start(
            partial(_loaded_quietly, folders, self._on_progress, self.resources), done, self._on_failed
        )

    def _on_progress(self, done: int, total: int) -> None:
        """Announce the progress of indexing. Called in a thread of the pool."""
        self.indexing.emit(done, total)

    def library_folders(self) -> list[Path]:
        """Return the folders of the library that the user may change."""
        added = self._settings.get(LIBRARY_FOLDERS)
        return [paths.user_library(), *map(Path, added)]

    def folders(self) -> list[Path]:
        """Return the folders of the whole library, the lowest first."""
        from briefing.library.load import default_folders

        added = self._settings.get(LIBRARY_FOLDERS)
        return [*default_folders(), *map(Path, added)]

    def reload_templates(self, folders: Collection[Path]) -> None:
        """Start reading the templates again, because files in `folders` changed."""
        from briefing.render.templates.loader import survey_templates

        background.start(survey_templates, partial(self._on_templates_loaded, folders), self._on_failed)

    def _on_templates_loaded(self, folders: Collection[Path], survey: Survey) -> None:
        if self.resources is not None:
            self.resources = replace(self.resources, templates=survey.templates, broken=survey.broken)
            self.templates_changed.emit(folders)

    def set_resources(self, resources: LoadedResources) -> None:
        """Use resources that were loaded elsewhere."""
        self._on_loaded(resources)

    def _on_loaded(self, resources: LoadedResources) -> None:
        if self.resources is None:
            # Each search for garbage would look at every record.
            gc.freeze()
        self.resources = resources
        self.loaded.emit()
        self._on_end()

    def _on_read_again(self, resources: LoadedResources) -> None:
        """Use a library that was read again, unless it has problems that it had not before."""
        earlier = self.resources
        if earlier is not None and set(resources.problems) - set(earlier.problems):
            kept = tr("Until this is corrected, the library stays as it was read before.")
            resources = replace(earlier, problems=(kept, *resources.problems))
        self._on_loaded(resources)

    def _on_failed(self, error: BriefingError) -> None:
        self.failed.emit("\n".join(map(str, error.problems)))
        self._on_end()


def _loaded_quietly(
    folders: list[Path], progress: Progress, earlier: LoadedResources | None
) -> LoadedResources:
    with background.making_many_objects():
        return load_resources(folders, progress, earlier)


def load_resources(
    folders: list[Path], progress: Progress | None = None, earlier: LoadedResources | None = None
) -> LoadedResources:
    """Load everything from disk; a treaty that cannot be read becomes a problem. Raise BriefingError.

    Records that are as they were in `earlier` resources become the same objects.
    """
    from briefing.grading import load_scales
    from briefing.library.cached_load import load_cached
    from briefing.library.index import open_index
    from briefing.library.index.build import ignore_progress
    from briefing.library.layers import WRITABLE
    from briefing.library.quality import warnings_of
    from briefing.library.records import with_shared
    from briefing.model.library import Catalogue, Material
    from briefing.project import Reference
    from briefing.render.templates.loader import survey_templates
    from briefing.text.locale_data import read_without_unused

    read_without_unused()
    report = load_cached(folders)
    known = earlier.reference.library.material if earlier is not None else Material()
    catalogue = Catalogue(with_shared(report.material, known))
    survey = survey_templates()
    return LoadedResources(
        Reference(catalogue, load_scales()),
        open_index(
            catalogue,
            name="\n".join(map(str, folders)),
            key=report.key,
            progress=progress or ignore_progress,
        ),
        survey.templates,
        tuple(map(str, report.problems)),
        survey.broken,
        tuple(str(warning) for warning in warnings_of(report, catalogue, WRITABLE)),
    )
