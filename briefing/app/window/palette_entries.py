"""List what the command palette offers: actions, rows, facts of the library, templates."""

from __future__ import annotations

from functools import partial

from briefing.app.i18n import tr
from briefing.app.menus.mnemonics import without_letter
from briefing.app.panes.outline.pane import OutlinePane
from briefing.app.presentation.row_text import kind_name
from briefing.app.services.context import WindowContext
from briefing.app.window.action_set import ActionSet
from briefing.app.window.command_palette import PaletteEntry
from briefing.app.window.controller_set import ControllerSet


def palette_entries(
    context: WindowContext, outline: OutlinePane, controllers: ControllerSet, actions: ActionSet
) -> list[PaletteEntry]:
    """Return an entry for everything that can be done or gone to now."""
    entries = _action_entries(actions)
    if context.document is not None:
        entries += _row_entries(outline, controllers)
        entries += _fact_entries(context, controllers)
    return entries + _template_entries(context, controllers)


def _action_entries(actions: ActionSet) -> list[PaletteEntry]:
    return [
        PaletteEntry(
            without_letter(tr(spec.text)).rstrip("…"),
            tr("Action"),
            action.trigger,
            action.shortcut().toString(),
        )
        for spec, action in actions
        if action.isEnabled() and spec.id != "palette"
    ]


def _row_entries(outline: OutlinePane, controllers: ControllerSet) -> list[PaletteEntry]:
    return [
        PaletteEntry(
            f"{node.label} {outline.model.text(node)}".strip(),
            kind_name(node.value),
            partial(controllers.navigate.go_to_row, node.id),
        )
        for node in outline.model.walk()
        if node.value is not None
    ]


def _fact_entries(context: WindowContext, controllers: ControllerSet) -> list[PaletteEntry]:
    facts = context.resources.reference.library.facts.values() if context.resources else ()
    show_fact = controllers.navigate.show_fact
    return [PaletteEntry(fact.statement, tr("Library"), partial(show_fact, fact.id)) for fact in facts]


def _template_entries(context: WindowContext, controllers: ControllerSet) -> list[PaletteEntry]:
    templates = context.resources.templates.values() if context.resources else ()
    return [
        PaletteEntry(
            tr("New briefing from the template {name}", name=template.spec.name),
            tr("Template"),
            partial(controllers.open.new, template.spec.id),
        )
        for template in templates
    ]
