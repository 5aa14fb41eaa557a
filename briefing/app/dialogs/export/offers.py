"""What to do about a briefing that does not fit on its pages, as buttons in the export dialog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from briefing.app.i18n import tr
from briefing.app.services.resources import LoadedResources
from briefing.app.widgets.flow_layout import FlowLayout
from briefing.editing import SetOption, SetTemplate
from briefing.model.briefing import Briefing
from briefing.render.page_budget.page_limit import PAGES, ROOMY_TEMPLATE, can_move_annexes
from briefing.render.page_budget.proposal import ANNEXES, COMPANION


class FitOffers(QWidget):
    """Offers to cut rows, to move the annexes to a companion file, or to use a template with more room.

    `edit_requested` carries an edit of the briefing; `cut_requested` asks for the proposals.
    """

    edit_requested = Signal(object)
    cut_requested = Signal()

    def __init__(self, resources: LoadedResources) -> None:
        super().__init__()
        self._resources = resources
        self.cut = QPushButton(tr("Cut rows…"))
        self.companion = QPushButton(tr("Move the annexes to a companion file"))
        self.roomier = QPushButton(tr("Use the template Assessment"))
        line = FlowLayout(self)
        for button in (self.cut, self.companion, self.roomier):
            button.setAutoDefault(False)
            line.addWidget(button)
        self.cut.clicked.connect(self.cut_requested)
        move = SetOption(name=ANNEXES, value=COMPANION)
        self.companion.clicked.connect(lambda: self.edit_requested.emit(move))
        self.roomier.clicked.connect(lambda: self.edit_requested.emit(SetTemplate(ROOMY_TEMPLATE)))
        self.hide()

    def show_for(self, problems: Sequence[str], briefing: Briefing) -> None:
        """Show what can be offered where the problems of an export say that the briefing is too long."""
        templates = self._resources.templates
        template = templates[briefing.template_id]
        self.companion.setVisible(can_move_annexes(briefing, template))
        self.roomier.setVisible(
            template.spec.max_pages is not None
            and template.spec.id != ROOMY_TEMPLATE
            and ROOMY_TEMPLATE in templates
        )
        self.setVisible(any(problem.startswith(f"{PAGES}: ") for problem in problems))
