"""Going somewhere: panes, searches, the palette, preferences, help."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from briefing.app.dialogs.find_in_projects import FindInProjectsDialog
from briefing.app.dialogs.help import AboutDialog, ShortcutsDialog
from briefing.app.dialogs.preferences import PreferencesDialog
from briefing.app.i18n import tr
from briefing.app.presentation.row_text import kind_name
from briefing.app.window.command_palette import CommandPalette, PaletteEntry

if TYPE_CHECKING:
    from briefing.app.window.main_window import MainWindow


class NavigateController:
    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def deeds(self) -> dict[str, Callable[[], object]]:
        window = self._window
        return {
            "find": window.outline.open_find,
            "find_everywhere": self.find_everywhere,
            "palette": self.open_palette,
            "preferences": self.preferences,
            "search_library": self.search_library,
            "show_outline": window.outline.view.setFocus,
            "show_inspector": lambda: self._show_tab(window.inspector),
            "show_preview": lambda: self._show_tab(window.preview),
            "show_review": lambda: self._show_tab(window.review),
            "next_pane": self.next_pane,
            "unfold_all": window.outline.view.expandAll,
            "fold_all": window.outline.view.collapseAll,
            "shortcuts": lambda: ShortcutsDialog(window, window.actions_).open(),
            "about": lambda: AboutDialog(window).open(),
        }

    def search_library(self) -> None:
        self._window.workspace.bring(self._window.library)
        self._window.library.field.setFocus()
        self._window.library.field.selectAll()

    def _show_tab(self, tab: QWidget) -> None:
        window = self._window
        window.tabs.setCurrentWidget(tab)
        if tab is window.preview:
            window.preview.view.setFocus()
        elif tab is window.review:
            window.review.list.setFocus()
        elif tab is window.inspector:
            window.inspector.focus_words()
        else:
            window.library.field.setFocus()

    def next_pane(self) -> None:
        """From the library to the briefing, to what stands beside it, and round again."""
        window = self._window
        focused = window.focusWidget()
        if focused is not None and window.library.isAncestorOf(focused):
            window.outline.view.setFocus()
        elif focused is not None and window.outline.isAncestorOf(focused):
            self._show_tab(window.tabs.currentWidget())
        else:
            self.search_library()

    def show_fact(self, fact_id: str) -> None:
        """Go to a fact in the library."""
        self._window.workspace.bring(self._window.library)
        self._window.library.show_fact(fact_id)
        self._window.library.list.setFocus()

    def find_everywhere(self) -> None:
        window = self._window
        dialog = FindInProjectsDialog(window, [path for path in window.settings.recent() if path.is_file()])
        dialog.match_chosen.connect(window.opening.open_path)
        dialog.open()

    def preferences(self) -> None:
        PreferencesDialog(self._window, self._window.settings).open()

    def open_palette(self) -> CommandPalette:
        palette = CommandPalette(self._window, self.entries())
        palette.open()
        return palette

    def entries(self) -> list[PaletteEntry]:
        """Everything that can be gone to or done now."""
        window = self._window
        found = [
            PaletteEntry(
                tr(spec.text).rstrip("…"),
                tr("Action"),
                action.trigger,
                action.shortcut().toString(),
            )
            for spec, action in window.actions_
            if action.isEnabled() and spec.id != "palette"
        ]
        if window.document is None or window.stock is None:
            return found + self._templates()
        for node in window.outline.model.walk():
            value = node.value
            if value is not None:
                name = f"{node.label} {window.outline.model.text(node)}".strip()
                found.append(PaletteEntry(name, kind_name(value), partial(self._select, node.id)))
        facts = window.stock.reference.library.facts.values()
        found += [
            PaletteEntry(fact.statement, tr("Library"), partial(self.show_fact, fact.id)) for fact in facts
        ]
        return found + self._templates()

    def _templates(self) -> list[PaletteEntry]:
        stock = self._window.stock
        return [
            PaletteEntry(
                tr("New briefing: {name}", name=template.spec.name),
                tr("Template"),
                partial(self._window.opening.new, template.spec.id),
            )
            for template in (stock.templates.values() if stock else ())
        ]

    def _select(self, row_id: str) -> None:
        self._window.outline.select(row_id)
        self._window.outline.view.setFocus()
