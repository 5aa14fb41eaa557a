"""The field for the emblem of the organisation."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.services.files.image import read_image
from briefing.app.theme import theme
from briefing.app.widgets.labels import running_text
from briefing.errors import BriefingError

_HEIGHT = 48


class EmblemField(QWidget):
    """Shows the emblem; `content` is the picture, empty without one."""

    def __init__(self, content: bytes, of_organisation: bytes) -> None:
        super().__init__()
        self.content = content
        self._of_organisation = of_organisation
        self._picture = QLabel()
        self.choose_button = QPushButton(tr("Choose picture…"))
        self.default_button = QPushButton(tr("Use that of the organisation"))
        self.remove_button = QPushButton(tr("Remove emblem"))
        self._problem = running_text("", name="caution")
        self._problem.hide()
        line = QHBoxLayout()
        for button in (self.choose_button, self.default_button, self.remove_button):
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._picture)
        column.addLayout(line)
        column.addWidget(self._problem)
        self.default_button.setVisible(bool(of_organisation))
        self.choose_button.clicked.connect(self._choose)
        self.default_button.clicked.connect(lambda: self._show(self._of_organisation))
        self.remove_button.clicked.connect(lambda: self._show(b""))
        self._show(content)

    @property
    def sha256(self) -> str | None:
        return hashlib.sha256(self.content).hexdigest() if self.content else None

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Choose the emblem"), "", tr("Pictures (*.png *.jpg *.jpeg)")
        )
        if not name:
            return
        try:
            self._show(read_image(Path(name)))
        except BriefingError as error:
            self._problem.setText("\n".join(map(str, error.problems)))
            self._problem.show()

    def _show(self, content: bytes) -> None:
        self.content = content
        self._problem.hide()
        self.remove_button.setEnabled(bool(content))
        self.default_button.setEnabled(content != self._of_organisation)
        picture = QPixmap()
        picture.loadFromData(content)
        if picture.isNull():
            self._picture.setText(tr("No emblem"))
            return
        height = theme.pixels(_HEIGHT)
        self._picture.setPixmap(
            picture.scaledToHeight(height, Qt.TransformationMode.SmoothTransformation)
            if picture.height() > height
            else picture
        )
        self._picture.setAccessibleName(tr("The emblem"))
