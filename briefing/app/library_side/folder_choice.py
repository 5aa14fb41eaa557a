"""The choice of the folder that edits of the library are saved in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from briefing import paths
from briefing.app.i18n import tr
from briefing.app.services.library_editor import LibraryEditor
from briefing.app.services.settings import EDITED_FOLDER, LIBRARY_FOLDERS, Settings
from briefing.app.widgets.form_fields import choice
from briefing.app.widgets.labels import caption
from briefing.text.characters import visible


class FolderChoice(QWidget):
    """Shows the folder that is edited, and opens another one, which is remembered.

    `about_to_change` comes before another folder is opened, so that texts can be saved in this one.
    """

    about_to_change = Signal()

    def __init__(self, editor: LibraryEditor, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor, self._settings = editor, settings
        self.box = choice(tr("Folder that changes are saved in"), [])
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(caption(tr("Saved in"), self.box))
        line.addWidget(self.box, 1)
        self.box.activated.connect(lambda _row: self._open())
        settings.changed.connect(lambda name: self._fill() if name == LIBRARY_FOLDERS.name else None)
        editor.opened.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        """Offer the user's own library and the folders of the settings; the one that is open is chosen."""
        own, current = paths.user_library(), self._editor.folder
        folders = [own, *(Path(each) for each in self._settings.get(LIBRARY_FOLDERS))]
        if current is not None and current not in folders:
            folders.append(current)
        self.box.clear()
        for folder in dict.fromkeys(folders):
            self.box.addItem(tr("your own library") if folder == own else visible(folder.name), str(folder))
        self.box.setCurrentIndex(max(self.box.findData(str(current)), 0))
        self.box.setToolTip(visible(str(current or own)))
        self.box.setAccessibleDescription(self.box.toolTip())

    def _open(self) -> None:
        folder = Path(self.box.currentData())
        if folder != self._editor.folder:
            self.about_to_change.emit()
            self._settings.set(EDITED_FOLDER, "" if folder == paths.user_library() else str(folder))
            self._editor.open(folder)
