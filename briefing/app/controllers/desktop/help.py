"""Open the help: first steps, guide, codes, shortcuts, reports of faults, about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from briefing.app.controllers.review import ReviewController
from briefing.app.dialogs.dialog import Dialog
from briefing.app.dialogs.help.fault_reports import FaultReportsDialog
from briefing.app.dialogs.help.first_steps import FirstStepsDialog, Progress
from briefing.app.dialogs.help.guide import GuideDialog
from briefing.app.dialogs.help.shortcuts import AboutDialog, ShortcutsDialog
from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.presentation.guide_pages import (
    CODES_PAGE,
    START_PAGE,
    GuidePage,
    codes_page,
    written_pages,
)
from briefing.app.services.context import WindowContext
from briefing.app.services.settings import LAST_EXPORT_FOLDER


class HelpController(QObject):
    """Show one window of each kind; `action_requested(id)` begins a step of the first steps."""

    action_requested = Signal(str)

    def __init__(self, context: WindowContext, panes: PaneSplitter, review: ReviewController) -> None:
        super().__init__(context)
        self._context, self._panes, self._review = context, panes, review
        self._steps: FirstStepsDialog | None = None
        context.state_changed.connect(self._show_progress)
        review.status_changed.connect(lambda _text: self._show_progress())
        context.settings.changed.connect(lambda _name: self._show_progress())

    def commands(self) -> dict[str, Callable[[], object]]:
        return {
            "first_steps": self.open_first_steps,
            "help_here": self.open_help_here,
            "guide": lambda: self.open_guide(START_PAGE),
            "codes": lambda: self.open_guide(CODES_PAGE),
            "shortcuts": self.show_shortcuts,
            "report_fault": self.open_fault_reports,
            "about": self.show_about,
        }

    def show_shortcuts(self) -> None:
        if ShortcutsDialog.raised() is None:
            ShortcutsDialog(self._context.window).open()

    def show_about(self) -> None:
        if AboutDialog.raised() is None:
            AboutDialog(self._context.window).open()

    def open_fault_reports(self, path: Path | None = None) -> FaultReportsDialog:
        """Show the reports of errors in the program, at one of them or at the latest."""
        dialog = FaultReportsDialog.raised(self._context.window) or FaultReportsDialog(self._context.window)
        dialog.show_reports(path)
        dialog.open()
        return dialog

    # The guide

    def open_guide(self, page_id: str, anchor: str = "") -> GuideDialog:
        """Show a page of the guide, in the window that shows the guide already if there is one."""
        dialog = GuideDialog.raised(self._context.window) or GuideDialog(
            self._context.window, [*written_pages(), self._codes()]
        )
        _show(dialog)
        dialog.update_page(self._codes())
        dialog.show_page(page_id, anchor)
        return dialog

    def open_help_here(self) -> GuideDialog:
        """Show the page on the pane that has the focus."""
        panes, focused = self._panes, self._panes.focused()
        places: dict[QWidget, tuple[str, str]] = {
            panes.library: (START_PAGE, "from-nothing-to-a-pdf"),
            panes.outline: (START_PAGE, "good-to-know"),
            panes.inspector: ("review", ""),
            panes.preview: ("pdf", ""),
            panes.review: ("review", ""),
        }
        for pane, place in places.items():
            if focused is not None and pane.isAncestorOf(focused):
                return self.open_guide(*place)
        return self.open_guide(START_PAGE)

    def _codes(self) -> GuidePage:
        document, resources = self._context.document, self._context.resources
        if resources is None:
            return codes_page(None, {}, ())
        scales = resources.reference.scales
        scheme = scales.schemes.get(document.briefing.scheme_id if document else "icd-203")
        return codes_page(scheme, scales.schemes, scales.marking_sets.values())

    # First steps

    def open_first_steps(self) -> FirstStepsDialog:
        if self._steps is None or not isValid(self._steps):
            self._steps = FirstStepsDialog(self._context.window)
            self._steps.action_requested.connect(self.action_requested)
        self._show_progress()
        _show(self._steps)
        return self._steps

    def _show_progress(self) -> None:
        if self._steps is None or not isValid(self._steps):
            return
        document = self._context.document
        self._steps.show_progress(
            Progress(
                document.briefing if document else None,
                self._review.findings,
                self._review.is_settled,
                bool(self._context.settings.get(LAST_EXPORT_FOLDER)),
            )
        )


def _show(dialog: Dialog) -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
