"""Choose between the project's copy of its template and the installed one; open the template dialogs."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from msgspec import structs
from PySide6.QtCore import QObject, Signal

from briefing.app.dialogs.templates.compare import CompareTemplatesDialog
from briefing.app.dialogs.templates.template_list import TemplatesDialog
from briefing.app.i18n import tr
from briefing.app.services.context import WindowContext
from briefing.app.services.document import Document
from briefing.app.services.notices import READ, Until
from briefing.app.services.resources import LoadedResources
from briefing.composition.formatting import DEFAULT_NUMBERING, NO_NUMBERING
from briefing.errors import BriefingError
from briefing.project import Project
from briefing.render.templates.loader import Template
from briefing.templating.folder import files_of
from briefing.templating.project_copy import TemplateOrigin, TemplateState, template_state

_TEMPLATE_NOTICE = "template"


class TemplatesController(QObject):
    """Know the template of the document; `template_changed` announces that the pages need another one.

    `status_changed(text)` says for the status line that an export added the template to the project.
    """

    template_changed = Signal()
    status_changed = Signal(str)

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self._context = context
        self._state: TemplateState | None = None
        self._state_of: tuple[object, ...] = ()
        self._follows_installed = False
        context.document_changed.connect(self._on_document_changed)
        context.templates_changed.connect(self._on_templates_changed)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"templates": self.open_list, "compare_templates": self.open_comparison}

    # Which template

    def _on_document_changed(self, _document: Document | None) -> None:
        self._state, self._follows_installed = None, False
        self._notify_if_different()

    def state(self) -> TemplateState | None:
        """Return the project's copy and the installed template, read again if either may have changed."""
        document, resources = self._context.document, self._context.resources
        if document is None or resources is None:
            return None
        session = document.session
        key = (session.briefing.template_id, id(resources), *map(id, session.template.values()))
        if self._state is None or key != self._state_of:
            self._state, self._state_of = template_state(session.project, resources.templates), key
        return self._state

    def template_in_use(self) -> Template | None:
        """Return the template that makes the pages; None if there is none, or if it is broken."""
        state, resources, document = self.state(), self._context.resources, self._context.document
        if state is None or resources is None or document is None:
            return None
        template, origin = state.template(TemplateOrigin.INSTALLED if self._follows_installed else None)
        is_broken = any(broken.id == document.briefing.template_id for broken in resources.broken)
        return None if origin is TemplateOrigin.INSTALLED and is_broken else template

    def numbering(self) -> str:
        """Return the style in which the template in use numbers sections (`formatting.section_number`)."""
        template, document = self.template_in_use(), self._context.document
        if template is None or document is None:
            return DEFAULT_NUMBERING
        # A template without the option has no headings with numbers.
        options = template.options(template.accepted(document.briefing.template_options))
        return str(options.get("numbering", NO_NUMBERING))

    def problems(self) -> list[str]:
        """Return why the document has no template that can be used."""
        document, resources = self._context.document, self._context.resources
        assert document is not None
        assert resources is not None
        template_id = document.briefing.template_id
        problems = [
            str(problem)
            for broken in resources.broken
            if broken.id == template_id
            for problem in broken.problems
        ]
        return problems or [tr("There is no template “{name}”.", name=template_id)]

    def resources(self) -> LoadedResources | None:
        """Return the resources with the template in use in the place of the installed one."""
        resources, state, template = self._context.resources, self.state(), self.template_in_use()
        if resources is None or template is None:
            return resources
        if state is not None and state.differs and template is state.project_copy:
            name = tr("{name} (the project's copy)", name=template.spec.name)
            template = replace(template, spec=structs.replace(template.spec, name=name))
        return replace(resources, templates={**resources.templates, template.spec.id: template})

    # The project's copy

    def with_template(self, project: Project) -> Project:
        """Return the project with a copy of the template in use, as an export keeps it."""
        template = self.template_in_use()
        try:
            return project if template is None else replace(project, template=files_of(template))
        except BriefingError:
            return project

    def keep_template(self, template_id: str) -> None:
        """Keep the template of an export in the project, if it is that of the briefing."""
        document = self._context.document
        if document is None or template_id != document.briefing.template_id:
            return
        if document.keep_template(self.with_template(document.session.project).template):
            self.status_changed.emit(tr("template of the export added; not saved yet"))
        self._state = None

    # Changed templates

    def _on_templates_changed(self, folders: Collection[Path]) -> None:
        """React to templates that were read again because files in `folders` changed."""
        document, resources = self._context.document, self._context.resources
        if resources is None:
            return
        for dialog in self._context.window.findChildren(TemplatesDialog):
            dialog.show_templates(resources)
        before, self._state = self._state, None
        state = self.state()
        if state is None or document is None:
            return
        installed = (state.installed, before.installed if before else None)
        own_folders = {template.folder for template in installed if template}
        own_folders |= {
            broken.folder for broken in resources.broken if broken.id == document.briefing.template_id
        }
        if not own_folders & set(folders):
            return
        if state.project_copy is None or self._follows_installed:
            self.template_changed.emit()
        self._notify_if_different()

    def _notify_if_different(self) -> None:
        """Notify the user if the installed template was changed since the last export."""
        state = self.state()
        if state is None or state.project_copy is None or not self._uses_earlier_version():
            return
        text = tr(
            "The template “{name}” has changed since this briefing was last exported. The pages are made "
            "with the project's copy of the earlier version.",
            name=state.project_copy.spec.name,
        )
        self._context.notify(
            text,
            (tr("Compare the two versions…"), self.open_comparison),
            (tr("Use the new template version"), self._follow_installed),
            until=Until(lambda: not self._uses_earlier_version()),
            key=_TEMPLATE_NOTICE,
        )

    def _uses_earlier_version(self) -> bool:
        """Return whether the pages are made with a copy that differs from the installed template."""
        state = self.state()
        has_copy = state is not None and state.project_copy is not None
        return has_copy and state is not None and state.differs and not self._follows_installed

    def _follow_installed(self) -> None:
        """Make pages with the installed template from now on; the next export keeps it."""
        self._follows_installed = True
        self.template_changed.emit()

    # Dialogs

    def open_list(self) -> None:
        resources = self._context.resources
        if resources is None or TemplatesDialog.raised(self._context.window):
            return
        dialog = TemplatesDialog(self._context.window, resources)
        dialog.changed.connect(self._context.host.check_templates)
        dialog.show()

    def open_comparison(self) -> CompareTemplatesDialog | None:
        """Show the pages of the project's copy beside those of the installed template."""
        document, state = self._context.document, self.state()
        if document is None or state is None:
            return None
        if state.project_copy is None or state.installed is None or not state.differs:
            self._context.notify(_why_not_comparable(state), until=READ)
            return None
        if (open_dialog := CompareTemplatesDialog.raised(self._context.window)) is not None:
            return open_dialog
        dialog = CompareTemplatesDialog(
            self._context.window,
            document.session.project,
            state.project_copy,
            state.installed,
            can_change=not document.held_by,
        )
        dialog.update_requested.connect(self._update_copy)
        dialog.show()
        return dialog

    def _update_copy(self) -> None:
        """Replace the project's copy by the installed template."""
        document, state = self._context.document, self.state()
        if document is None or state is None or state.installed is None:
            return
        try:
            document.keep_template(files_of(state.installed))
        except BriefingError as error:
            self._context.report(error)
            return
        self._state = None
        self.template_changed.emit()
        self._context.notify(
            tr(
                "The installed template has replaced the project's copy. Save the project to keep this "
                "change."
            ),
            until=Until(lambda: not document.is_modified),
            key=_TEMPLATE_NOTICE,
        )


def _why_not_comparable(state: TemplateState) -> str:
    if state.copy_problems:
        return "\n".join(map(str, state.copy_problems))
    if state.project_copy is None:
        return tr(
            "There is nothing to compare: the project has no copy of its template yet. "
            "The first export stores one."
        )
    if state.installed is None:
        return tr(
            "There is nothing to compare: the template is not installed here, only the project has a copy."
        )
    return tr("There is nothing to compare: the project's copy and the installed template are the same.")
