"""The first page of the example with each template: shipped with the program, or rendered and cached.

The pictures of the bundled templates are made by tools/template_thumbnails.py.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QBuffer, QByteArray, QObject, QSize
from PySide6.QtPdf import QPdfDocument

import briefing
from briefing import paths
from briefing.app.services import background
from briefing.app.services.render_client import RenderClient
from briefing.app.services.resources import LoadedResources
from briefing.project import Project, make_sample
from briefing.render.templates.loader import Template
from briefing.render.worker.protocol import Rendered, RenderRequest

log = logging.getLogger(__name__)
WIDTH = 420
"""Width of a picture in pixels."""
DIGESTS = paths.resources() / "thumbnails/digests.json"
"""The digest of each bundled template when its picture was made."""
Shown = Callable[[str, Path], object]
"""Called with the id of a template and the path of its thumbnail."""


class TemplateThumbnails(QObject):
    """Render missing thumbnails in a worker of their own, which is stopped after the last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._renderer: RenderClient | None = None
        self._left = 0

    def make(self, resources: LoadedResources, shown: Shown, *, render_missing: bool = True) -> None:
        """Call `shown` for each template, at once if it has a picture, else when it is rendered."""
        missing = []
        for template in resources.templates.values():
            path = shipped_picture(template) if template.is_bundled else picture_path(template)
            if path.is_file():
                shown(template.spec.id, path)
            else:
                missing.append(template)
        if missing and render_missing:
            background.start(
                lambda: make_sample(resources.reference), partial(self._render, missing, shown)
            )

    def close(self) -> None:
        if self._renderer is not None:
            self._renderer.close()
            self._renderer = None

    def _render(self, templates: list[Template], shown: Shown, sample: Project) -> None:
        self._renderer = self._renderer or RenderClient(self)
        self._left += len(templates)
        for template in templates:
            printed = replace(sample.briefing, template_id=template.spec.id, template_options={})
            self._renderer.render(
                RenderRequest(printed, str(template.folder), dict(sample.attachments)),
                partial(self._on_rendered, template, shown),
                self._on_failed,
            )

    def _on_rendered(self, template: Template, shown: Shown, rendered: Rendered) -> None:
        path = picture_path(template)
        if _draw_first_page(rendered.pdf, path):
            shown(template.spec.id, path)
        self._finish_one()

    def _on_failed(self, problems: list[str]) -> None:
        log.info("no thumbnail of a template: %s", "; ".join(problems))
        self._finish_one()

    def _finish_one(self) -> None:
        self._left -= 1
        if not self._left:
            self.close()


def picture_path(template: Template) -> Path:
    """Return the path of the cached thumbnail of a template in its present state."""
    state = hashlib.sha256(f"{briefing.__version__} {digest(template)}".encode()).hexdigest()
    return paths.pictures() / f"{template.spec.id}-{state[:16]}.png"


def shipped_picture(template: Template) -> Path:
    """Return the path of the thumbnail of a bundled template."""
    return paths.resources() / f"thumbnails/{template.spec.id}.png"


def digest(template: Template) -> str:
    """Return the SHA-256 of all files that a rendering with the template may read."""
    state = hashlib.sha256()
    for file in template.files():
        state.update(file.relative_to(file.parents[1]).as_posix().encode())
        state.update(file.read_bytes())
    return state.hexdigest()


def _draw_first_page(pdf: bytes, path: Path) -> bool:
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if not document.pageCount():
        return False
    size = document.pagePointSize(0)
    image = document.render(0, QSize(WIDTH, round(WIDTH * size.height() / size.width())))
    path.parent.mkdir(parents=True, exist_ok=True)
    return bool(image.save(str(path)))
