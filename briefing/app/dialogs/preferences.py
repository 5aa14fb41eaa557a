"""The preferences dialog; every change takes effect at once."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.services.settings import (
    AUTHOR,
    AUTOSAVE_MINUTES,
    INTERFACE_ZOOM,
    LANGUAGE,
    LIBRARY_FOLDERS,
    ORGANISATION,
    PREVIEW_ZOOM,
    SPELLING_ENGLISH,
    THEME,
    Setting,
    Settings,
)
from briefing.app.widgets.form_fields import add_row, choice, form_layout

T = TypeVar("T")
_ONE_LANGUAGE = 2
"""Choices of the language if there is one: the system's and English."""
_NAMES: dict[object, str] = {
    "system": "Same as the system",
    "light": "Light",
    "dark": "Dark",
    "en": "English",
    "en-GB": "British",
    "en-US": "American",
    "width": "Fit page width",
    "page": "Fit whole page",
    0: "Never",
    1: "Every minute",
    5: "Every 5 minutes",
    15: "Every 15 minutes",
}


class PreferencesDialog(Dialog):
    def __init__(self, parent: QWidget, settings: Settings) -> None:
        super().__init__(parent, tr("Preferences"))
        self._settings = settings
        heading = QLabel(tr("Preferences"))
        heading.setObjectName("heading")
        form = form_layout()
        self.theme = self._choice(form, tr("Theme"), THEME)
        self._choice(
            form,
            tr("Text size"),
            INTERFACE_ZOOM,
            tr("Size of texts and icons in the window, in addition to the size set in the system."),
        )
        if len(LANGUAGE.choices) > _ONE_LANGUAGE:
            self._choice(form, tr("Language"), LANGUAGE, tr("A change takes effect at the next start."))
        self.author = self._line(
            form,
            tr("Author"),
            AUTHOR,
            tr(
                "Printed as the author of new briefings, and recorded with every change and grade you make."
            ),
        )
        self._line(form, tr("Organisation"), ORGANISATION, tr("Printed on the cover of new briefings."))
        self._choice(form, tr("English spelling"), SPELLING_ENGLISH)
        self._choice(
            form,
            tr("Save automatically"),
            AUTOSAVE_MINUTES,
            tr("Unsaved changes can be recovered after a crash, whatever you choose here."),
        )
        self._choice(form, tr("Preview zoom"), PREVIEW_ZOOM)
        self.folders = QListWidget()
        self.folders.setMaximumHeight(90)
        folders = settings.get(LIBRARY_FOLDERS)
        self.folders.addItems(folders)
        add_row(
            form,
            tr("Library folders"),
            self._folder_box(),
            tr("Folders with your own treaties, which are added to the bundled library."),
        )
        self.folders.setAccessibleName(tr("Library folders"))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addLayout(form)
        column.addStretch(1)
        self.lay_out(content, self.close_box(), width=580)

    def _choice(self, form: object, name: str, setting: Setting[T], hint: str = "") -> QComboBox:
        entries = [(tr(_NAMES.get(value, f"{value} %")), value) for value in setting.choices]
        box = choice(name, entries, self._settings.get(setting))
        box.activated.connect(lambda _index: self._settings.set(setting, box.currentData()))
        add_row(form, name, box, hint)  # type: ignore[arg-type]
        return box

    def _line(self, form: object, name: str, setting: Setting[str], hint: str) -> QLineEdit:
        line = QLineEdit(self._settings.get(setting))
        line.editingFinished.connect(lambda: self._settings.set(setting, line.text().strip()))
        add_row(form, name, line, hint)  # type: ignore[arg-type]
        return line

    def _folder_box(self) -> QWidget:
        box = QWidget()
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.folders)
        line = QHBoxLayout()
        add, remove = QPushButton(tr("Add…")), QPushButton(tr("Remove"))
        for button in (add, remove):
            button.setAutoDefault(False)
        add.setAccessibleName(tr("Add a library folder"))
        remove.setAccessibleName(tr("Remove the selected library folder"))
        add.clicked.connect(self._add_folder)
        remove.clicked.connect(self._remove_folder)
        line.addWidget(add)
        line.addWidget(remove)
        line.addStretch(1)
        column.addLayout(line)
        return box

    def _add_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Choose a folder with treaties"))
        if folder and folder not in self._settings.get(LIBRARY_FOLDERS):
            self.folders.addItem(folder)
            self._store_folders()

    def _remove_folder(self) -> None:
        if self.folders.currentRow() >= 0:
            self.folders.takeItem(self.folders.currentRow())
            self._store_folders()

    def _store_folders(self) -> None:
        rows = range(self.folders.count())
        self._settings.set(LIBRARY_FOLDERS, tuple(self.folders.item(row).text() for row in rows))
