"""The copy of its template in a project, from which old projects still print as they did."""

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
    """The template that makes the pages: the copy in the project, or the installed one."""

    PROJECT = "project"
    INSTALLED = "installed"


@dataclass(frozen=True, slots=True)
class TemplateState:
    """A project's template: the copy in the project and the installed one; either may be missing.

    `differs`: both exist and are not the same. `copy_problems`: the reasons why a copy cannot be used.
    """

    project_copy: Template | None
    installed: Template | None
    differs: bool = False
    copy_problems: tuple[Problem, ...] = ()

    def template(self, origin: TemplateOrigin | None = None) -> tuple[Template | None, TemplateOrigin]:
        """Return the template to use: the project's copy unless `origin` says otherwise."""
        if origin is TemplateOrigin.INSTALLED or (origin is None and self.project_copy is None):
            return self.installed, TemplateOrigin.INSTALLED
        return self.project_copy, TemplateOrigin.PROJECT


def template_state(project: Project, installed: Mapping[str, Template]) -> TemplateState:
    """Find the copy and the installed version of the briefing's template.

    A copy of another template than the one that the briefing names is ignored.
    """
    template_id = project.briefing.template_id
    here = installed.get(template_id)
    try:
        project_copy = load_project_copy(project.template) if project.template else None
    except BriefingError as error:
        return TemplateState(None, here, copy_problems=tuple(error.problems))
    if project_copy is None or project_copy.spec.id != template_id:
        return TemplateState(None, here)
    return TemplateState(
        project_copy, here, here is not None and _digest(here) != template_files.digest(project.template)
    )


def _digest(template: Template) -> str:
    try:
        return template_files.digest(files_of(template))
    except RenderError:  # too large for a project, so it cannot equal a copy
        return ""


def load_project_copy(files: template_files.Files) -> Template:
    """Load a project's copy from a cache folder named by its hash. Raises BriefingError."""
    folder = paths.project_templates() / template_files.digest(files)
    if not _is_complete(folder):
        try:
            write_folder(files, folder, replace=True)
        except RenderError:
            if not _is_complete(folder):  # otherwise another process was quicker
                raise
    return load_template(folder)


def _is_complete(folder: Path) -> bool:
    try:
        return folder.is_dir() and template_files.digest(files_of(load_template(folder))) == folder.name
    except BriefingError:
        return False
