"""The user's templates, and which of two makes the pages: the project's own copy or the one installed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from briefing.app.dialogs.templates.compare import CompareTemplatesDialog
from briefing.app.dialogs.templates.template_list import TemplatesDialog
from briefing.app.i18n import tr
from briefing.app.services.resources import LoadedResources
from briefing.errors import BriefingError
from briefing.project import Project
from briefing.render.templates.loader import Template
from briefing.templating.folder import files_of
from briefing.templating.project_copy import TemplateOrigin, TemplateState, template_state

if TYPE_CHECKING:
    from briefing.app.window.main_window import MainWindow


class TemplatesController:
    """Holds how the template of the document in hand stands, and says when another would be used by now."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._held: TemplateState | None = None
        self._held_for: tuple[object, ...] = ()
        self._follows_installed = False

    def deeds(self) -> dict[str, Callable[[], object]]:
        return {"templates": self.open, "compare_templates": self.compare}

    # Which template

    def forget(self) -> None:
        """Another document is shown; say of a kept template that the installed one differs from it."""
        self._held, self._follows_installed = None, False
        self._tell()

    def standing(self) -> TemplateState | None:
        """How the template of the briefing stands, read anew where it may have changed."""
        document, stock = self._window.document, self._window.stock
        if document is None or stock is None:
            return None
        project = document.session.project
        now = (project.briefing.template_id, id(stock), *map(id, project.template.values()))
        if self._held is None or now != self._held_for:
            self._held, self._held_for = template_state(project, stock.templates), now
        return self._held

    def used(self) -> Template | None:
        """The template that makes the pages; None where there is none, or it is broken."""
        held, stock, document = self.standing(), self._window.stock, self._window.document
        if held is None or stock is None or document is None:
            return None
        template, used = held.template(TemplateOrigin.INSTALLED if self._follows_installed else None)
        is_broken = any(each.id == document.briefing.template_id for each in stock.broken)
        return None if used is TemplateOrigin.INSTALLED and is_broken else template

    def why_none(self) -> list[str]:
        """What keeps the briefing from having a template."""
        document, stock = self._window.document, self._window.stock
        assert document is not None
        assert stock is not None
        template_id = document.briefing.template_id
        problems = [
            str(problem) for each in stock.broken if each.id == template_id for problem in each.problems
        ]
        return problems or [tr("There is no template “{name}”.", name=template_id)]

    def stock(self) -> LoadedResources | None:
        """The stock with the project's own copy in the place of the installed template."""
        stock, held, template = self._window.stock, self.standing(), self.used()
        if stock is None or template is None:
            return stock
        if held is not None and held.differs and template is held.project_copy:
            name = tr("{name} (the project's own copy)", name=template.spec.name)
            template = replace(template, spec=structs.replace(template.spec, name=name))
        return replace(stock, templates={**stock.templates, template.spec.id: template})

    # Keeping

    def with_template(self, project: Project) -> Project:
        """The project as it is once it has been exported."""
        template = self.used()
        try:
            return project if template is None else replace(project, template=files_of(template))
        except BriefingError:
            return project

    def keep(self, template_id: str) -> None:
        """The briefing was exported: keep the template that it was exported with, where it is its own."""
        document = self._window.document
        if document is None or template_id != document.briefing.template_id:
            return
        document.keep_template(self.with_template(document.session.project).template)
        self._held = None

    # What has changed

    def templates_changed(self, folders: Collection[Path]) -> None:
        """Templates were read anew, of which those in `folders` have changed."""
        window, stock = self._window, self._window.stock
        if stock is None:
            return
        window.welcome.show_templates(list(stock.templates.values()))
        for dialog in window.findChildren(TemplatesDialog):
            dialog.show_templates(stock)
        before, self._held = self._held, None
        held = self.standing()
        if held is None:
            return
        mine = {each.folder for each in (held.installed, before.installed if before else None) if each}
        mine |= {each.folder for each in stock.broken if each.id == window.document_template_id()}
        if not mine & set(folders):
            return
        if held.project_copy is None or self._follows_installed:
            window.pages.template_changed()
        self._tell()

    def _tell(self) -> None:
        """Say that the pages are made with a copy that is not the template as it is installed."""
        held = self.standing()
        if held is None or held.project_copy is None or not held.differs or self._follows_installed:
            return
        text = tr(
            "The template “{name}” is not as it was when this briefing was last exported. The pages are "
            "made with the project's own copy of it.",
            name=held.project_copy.spec.name,
        )
        self._window.say(text, (tr("Compare…"), self.compare), (tr("Follow the new one"), self._follow))

    def _follow(self) -> None:
        """Make pages with the installed template from here on; the next export keeps it."""
        self._follows_installed = True
        self._window.pages.template_changed()

    # Dialogs

    def open(self) -> None:
        stock = self._window.stock
        if stock is None:
            return
        dialog = TemplatesDialog(self._window, stock)
        dialog.changed.connect(self._window.windows.template_watch.look)
        dialog.show()

    def compare(self) -> CompareTemplatesDialog | None:
        """Show the pages of the project's own copy beside those of the installed template."""
        document, held = self._window.document, self.standing()
        if document is None or held is None:
            return None
        if held.project_copy is None or held.installed is None or not held.differs:
            self._window.say(self._nothing_to_compare(held))
            return None
        dialog = CompareTemplatesDialog(
            self._window,
            document.session.project,
            held.project_copy,
            held.installed,
            can_change=not document.held_by,
        )
        dialog.update_requested.connect(self._update)
        dialog.show()
        return dialog

    def _nothing_to_compare(self, held: TemplateState) -> str:
        if held.copy_problems:
            return "\n".join(map(str, held.copy_problems))
        if held.project_copy is None:
            return tr("The project keeps no copy of its template yet: an export gives it one.")
        if held.installed is None:
            return tr("The template is not installed here; the project has its own copy.")
        return tr("The project's own copy and the installed template are the same.")

    def _update(self) -> None:
        """Use the installed template, and keep it in the place of the copy before."""
        document, held = self._window.document, self.standing()
        if document is None or held is None or held.installed is None:
            return
        try:
            document.keep_template(files_of(held.installed))
        except BriefingError as error:
            self._window.say_error(error)
            return
        self._held = None
        self._window.pages.template_changed()
        self._window.say(tr("The project now keeps the template as it is installed. Save to make it last."))
