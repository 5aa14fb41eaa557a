"""The field for the file with the defaults of the organisation."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from briefing import paths
from briefing.app.i18n import tr
from briefing.app.widgets.flow_layout import FlowLayout
from briefing.app.widgets.labels import pass_focus, running_text
from briefing.errors import BriefingError
from briefing.organisation import organisation_file, read_organisation, share_file
from briefing.text.characters import visible


class OrganisationField(QWidget):
    """Shows which file is used and what is wrong with it, and lets the user choose a shared one."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.file = running_text("")
        self.problem = running_text("", name="caution")
        self.share_button = QPushButton(tr("Use a shared file…"))
        self.own_button = QPushButton(tr("Use my own file"))
        buttons = FlowLayout(spacing=6)
        for button in (self.share_button, self.own_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.file)
        column.addWidget(self.problem)
        column.addLayout(buttons)
        pass_focus(self, self.share_button)
        self.share_button.clicked.connect(self._choose)
        self.own_button.clicked.connect(lambda: self.use(None))
        self._show()

    def use(self, path: Path | None) -> None:
        """Use a shared file, or the user's own for None; a faulty one is refused with the reason."""
        try:
            share_file(path)
        except (BriefingError, OSError) as error:
            self._show(error)
            return
        self._show()

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Choose the file of the organisation"), "", tr("Defaults (*.yaml *.yml)")
        )
        if name:
            self.use(Path(name))

    def _show(self, refused: Exception | None = None) -> None:
        path = organisation_file()
        is_own = path.parent == paths.user_organisation()
        self.own_button.setEnabled(not is_own)
        text = visible(str(path))
        self.file.setText(text if path.exists() or not is_own else tr("None yet: {path}", path=text))
        error = refused or _fault()
        self.problem.setText(str(error) if error else "")
        self.problem.setVisible(error is not None)


def _fault() -> BriefingError | None:
    """Return what is wrong with the file that is used."""
    try:
        read_organisation()
    except BriefingError as error:
        return error
    return None
