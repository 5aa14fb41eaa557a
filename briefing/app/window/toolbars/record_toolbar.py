"""The toolbar of the library side."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolBar, QToolButton

from briefing.app.actions import RECORD_TOOLBAR
from briefing.app.i18n import tr
from briefing.app.theme import theme
from briefing.app.window.action_set import ActionSet

_ICON_SIZE = 18
_MARGINS = 40
_ICON_ONLY = ("undo", "redo")
_Style = Qt.ToolButtonStyle


class RecordToolbar(QFrame):
    """Commands for the library and its rows: icons with text where there is room, else icons alone."""

    _width_with_text = -1
    """Not measured yet: Qt sends changes of the style while the parts are being created."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        self.setObjectName("toolbar")
        for action_id, text in _short_texts().items():
            actions[action_id].setIconText(text)
        self._bar = QToolBar(tr("Toolbar of the library"))
        self._bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for number, group in enumerate(RECORD_TOOLBAR):
            if number:
                self._bar.addSeparator()
            self._bar.addActions([actions[action_id] for action_id in group])
        more = self._bar.findChild(QToolButton, "qt_toolbar_ext_button")
        if isinstance(more, QToolButton):
            more.setToolTip(tr("More actions"))
            more.setAccessibleName(tr("More actions"))
        self._icon_only = [self._bar.widgetForAction(actions[name]) for name in _ICON_ONLY]
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 4, 8, 4)
        line.addWidget(self._bar, 1)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._style()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        is_measured = self._width_with_text >= 0
        if is_measured and event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._measure()

    def _measure(self) -> None:
        """Find out how much room the icons need with their texts, at the current size of texts."""
        side = theme.pixels(_ICON_SIZE)
        self._bar.setIconSize(QSize(side, side))
        self._apply(_Style.ToolButtonTextBesideIcon)
        self._width_with_text = self._bar.sizeHint().width()
        self._style()

    def _style(self) -> None:
        fits = self.width() - _MARGINS >= self._width_with_text
        self._apply(_Style.ToolButtonTextBesideIcon if fits else _Style.ToolButtonIconOnly)

    def _apply(self, style: Qt.ToolButtonStyle) -> None:
        if self._bar.toolButtonStyle() is not style:
            self._bar.setToolButtonStyle(style)
        for button in self._icon_only:
            if isinstance(button, QToolButton):
                button.setToolButtonStyle(_Style.ToolButtonIconOnly)


def _short_texts() -> dict[str, str]:
    """Return the texts of the buttons that are shorter than those of the menu."""
    return {
        "add_source": tr("Add source"),
        "new_record": tr("New"),
        "import_records": tr("Import"),
        "set_value": tr("Set value"),
        "merge_records": tr("Merge"),
        "delete_records": tr("Delete"),
        "read_document": tr("Read"),
        "compare_records": tr("Compare"),
    }
