"""The copy of its template that a project keeps, so that it looks in five years as it did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from briefing import paths, template_files
from briefing.errors import BriefingError, Problem, RenderError
from briefing.project import Project
from briefing.render.templates.loader import Template, load_template
from briefing.templating.folder import files_of, write_folder


class TemplateOrigin(StrEnum):
    """Whose template makes the pages."""

    PROJECT = "project"
    INSTALLED = "installed"


@dataclass(frozen=True, slots=True)
class TemplateState:
    """The template of a project as it keeps it and as it is installed; either may be missing.

    `trouble` says why a kept copy cannot be used, where there is one that cannot.
    """

    kept: Template | None
    installed: Template | None
    differs: bool = False
    trouble: tuple[Problem, ...] = ()

    def template(self, origin: TemplateOrigin | None = None) -> tuple[Template | None, TemplateOrigin]:
        """The template to use: the project's own where it has one, unless another is asked for."""
        if origin is TemplateOrigin.INSTALLED or (origin is None and self.kept is None):
            return self.installed, TemplateOrigin.INSTALLED
        return self.kept, TemplateOrigin.PROJECT


def standing(project: Project, installed: Mapping[str, Template]) -> TemplateState:
    """How the template that the briefing names stands. A kept copy of another template does not count."""
    template_id = project.briefing.template_id
    here = installed.get(template_id)
    try:
        kept = unpacked(project.template) if project.template else None
    except BriefingError as error:
        return TemplateState(None, here, trouble=tuple(error.problems))
    if kept is None or kept.spec.id != template_id:
        return TemplateState(None, here)
    return TemplateState(
        kept, here, here is not None and _digest(here) != template_files.digest(project.template)
    )


def _digest(template: Template) -> str:
    try:
        return template_files.digest(files_of(template))
    except RenderError:  # it is too large to be kept, and so is none that was
        return ""


def unpacked(files: template_files.Files) -> Template:
    """A kept template in a folder of its own, named by its hash. Raises BriefingError where it is none."""
    folder = paths.kept_templates() / template_files.digest(files)
    if not _is_whole(folder):
        try:
            write_folder(files, folder, replace=True)
        except RenderError:
            if not _is_whole(folder):  # else another process was quicker
                raise
    return load_template(folder)


def _is_whole(folder: Path) -> bool:
    try:
        return folder.is_dir() and template_files.digest(files_of(load_template(folder))) == folder.name
    except BriefingError:
        return False
