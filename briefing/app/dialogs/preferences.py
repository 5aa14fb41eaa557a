"""The preferences dialog; every change takes effect at once."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLineEdit,
    QWidget,
)

from briefing.app.dialogs.dialog import Dialog
from briefing.app.dialogs.issue.organisation_field import OrganisationField
from briefing.app.dialogs.verification import trusted_certificates
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
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.form_fields import add_row, choice, form_layout
from briefing.app.widgets.labels import heading_label
from briefing.app.widgets.lists.path_list import PathList

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
    "width": "Fit width",
    "page": "Fit page",
    0: "Never",
    1: "Every minute",
    5: "Every 5 minutes",
    15: "Every 15 minutes",
}


class PreferencesDialog(Dialog):
    def __init__(self, parent: QWidget, settings: Settings) -> None:
        super().__init__(parent, tr("Preferences"))
        self._settings = settings
        heading = heading_label(tr("Preferences"))
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
        self.organisation = OrganisationField()
        add_row(
            form,
            tr("Defaults of the organisation"),
            self.organisation,
            tr("New briefings begin with them, and dialogs offer their lists. An office can share it."),
        )
        self._choice(form, tr("English spelling"), SPELLING_ENGLISH)
        self._choice(
            form,
            tr("Save automatically"),
            AUTOSAVE_MINUTES,
            tr("Unsaved changes can be recovered after a crash, whatever you choose here."),
        )
        self._choice(form, tr("Preview zoom"), PREVIEW_ZOOM)
        names = tr("Library folders"), tr("Add a library folder"), tr("Remove the selected library folder")
        self.folders = PathList(names, settings.get(LIBRARY_FOLDERS), self._choose_folder)
        self.folders.changed.connect(lambda: settings.set(LIBRARY_FOLDERS, self.folders.paths()))
        add_row(
            form,
            tr("Library folders"),
            self.folders,
            tr("Folders with your own treaties, which are added to the bundled library."),
        )
        self.trusted = trusted_certificates(self, settings)
        add_row(
            form,
            tr("Trusted certificates"),
            self.trusted,
            tr("Signatures of PDFs are checked against these, of authorities or persons, and no others."),
        )
        content, column = column_widget(spacing=12)
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

    def _choose_folder(self) -> list[str]:
        folder = QFileDialog.getExistingDirectory(self, tr("Choose a folder with treaties"))
        return [folder] if folder else []
