"""Print the briefing, under the same conditions as an export."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtWidgets import QDialog, QWidget

from briefing.app.controllers.desktop.reviewed_output import ReviewedOutputController
from briefing.app.dialogs.confirm import ask
from briefing.app.i18n import counted, tr
from briefing.app.services import background
from briefing.app.services.notices import NEXT_EDIT, READ
from briefing.errors import BriefingError
from briefing.render.companion import has_companion
from briefing.render.worker.protocol import Rendered, RenderRequest

if TYPE_CHECKING:
    # Loaded when something is printed: not by every start of the window.
    from PySide6.QtPrintSupport import QPrinter


def choose_printer(parent: QWidget, printer: QPrinter, page_count: int) -> bool:
    """Ask for printer, pages and copies; return whether to print."""
    from PySide6.QtPrintSupport import QPrintDialog

    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, page_count)
    return dialog.exec() == QDialog.DialogCode.Accepted


class PrintingController(ReviewedOutputController):
    """Review, render and print; a printout leaves the desk as an export does."""

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"print": self.start}

    def _output(self, request: RenderRequest) -> None:
        template = self._templates.template_in_use()
        has_second = template is not None and has_companion(request.briefing, template)
        self._render(request, self._offer_companion if has_second else self._on_printed)

    def _render(self, request: RenderRequest, printed: Callable[[RenderRequest, int], None]) -> None:
        """Render what is to be printed; `printed` receives the request and the number of pages."""
        self._is_busy = True
        done = partial(self._on_rendered, request, partial(printed, request))
        self._context.renderer.render(request, done, self._on_problems)

    def _on_rendered(
        self, request: RenderRequest, printed: Callable[[int], None], rendered: Rendered
    ) -> None:
        """Ask for a printer, and before that whether to print in spite of flaws of the pages."""
        from briefing.app.services.page_printing import print_pages, printer_for

        self._is_busy = False
        window = self._context.window
        if rendered.flaws and not ask(
            window, tr("Print in spite of these layout problems?"), "\n".join(rendered.flaws), tr("Print")
        ):
            return
        try:
            printer = printer_for(rendered.pdf, _job_name(request))
        except BriefingError as error:
            self._on_failed(error)
            return
        if choose_printer(window, printer, rendered.page_count):
            self._is_busy = True
            background.start(partial(print_pages, rendered.pdf, printer), printed, self._on_failed)

    def _on_printed(self, _request: RenderRequest, count: int) -> None:
        self._is_busy = False
        self._context.notify(_printed_text(count), until=READ)

    def _offer_companion(self, request: RenderRequest, count: int) -> None:
        """Say what was printed, and offer to print the companion file of the same pages."""
        self._is_busy = False
        text = tr("Its facts and sources are in a companion file, which is not printed yet.")
        second = partial(self._print_companion, replace(request, companion=True))
        self._context.notify(
            f"{_printed_text(count)} {text}", (tr("Print the companion file…"), second), until=NEXT_EDIT
        )

    def _print_companion(self, request: RenderRequest) -> None:
        if not self._is_busy:
            self._render(request, self._on_printed)


def _job_name(request: RenderRequest) -> str:
    """Return the name that the print job has in the queue of the printer."""
    title = request.briefing.title
    return tr("{title}: facts and sources", title=title) if request.companion else title


def _printed_text(count: int) -> str:
    return tr("{pages} printed.", pages=counted(count, "page", "pages"))
