"""Pictures of the templates' first pages: the example rendered with each, made once and kept."""

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
_WIDTH = 420
Shown = Callable[[str, Path], object]


class TemplateThumbnails(QObject):
    """Makes what is missing in a worker of its own, which ends when it is done."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._renderer: RenderClient | None = None
        self._left = 0

    def make(self, stock: LoadedResources, shown: Shown, *, missing_too: bool = True) -> None:
        """Hand on a picture for each template, those that are kept at once; make those that are missing."""
        missing = []
        for template in stock.templates.values():
            path = picture_path(template)
            if path.is_file():
                shown(template.spec.id, path)
            else:
                missing.append(template)
        if missing and missing_too:
            background.start(lambda: make_sample(stock.reference), partial(self._render, missing, shown))

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
                partial(self._take, template, shown),
                self._failed,
            )

    def _take(self, template: Template, shown: Shown, rendered: Rendered) -> None:
        path = picture_path(template)
        if _draw_first_page(rendered.pdf, path):
            shown(template.spec.id, path)
        self._one_less()

    def _failed(self, problems: list[str]) -> None:
        log.info("no picture of a template: %s", "; ".join(problems))
        self._one_less()

    def _one_less(self) -> None:
        self._left -= 1
        if not self._left:
            self.close()


def picture_path(template: Template) -> Path:
    """Where the picture of a template in its present state is kept."""
    state = hashlib.sha256(briefing.__version__.encode())
    for file in template.files():
        state.update(file.read_bytes())
    return paths.pictures() / f"{template.spec.id}-{state.hexdigest()[:16]}.png"


def _draw_first_page(pdf: bytes, path: Path) -> bool:
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if not document.pageCount():
        return False
    size = document.pagePointSize(0)
    image = document.render(0, QSize(_WIDTH, round(_WIDTH * size.height() / size.width())))
    path.parent.mkdir(parents=True, exist_ok=True)
    return bool(image.save(str(path)))
