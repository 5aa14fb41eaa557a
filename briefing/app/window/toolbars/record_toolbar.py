"""The toolbar of the library side."""

from __future__ import annotations

from briefing.app.actions import RECORD_TOOLBAR
from briefing.app.i18n import tr
from briefing.app.window.action_set import ActionSet
from briefing.app.window.toolbars.responsive_toolbar import ResponsiveToolbar

_MARGINS = 40
_ICON_ONLY = ("undo", "redo")


class RecordToolbar(ResponsiveToolbar):
    """Commands for the library and its rows."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__(tr("Toolbar of the library"))
        for action_id, text in _short_texts().items():
            actions[action_id].setIconText(text)
        for number, group in enumerate(RECORD_TOOLBAR):
            if number:
                self.bar.addSeparator()
            self.bar.addActions([actions[action_id] for action_id in group])
        self.show_icon_only(*(actions[name] for name in _ICON_ONLY))
        self.measure()

    @property
    def room(self) -> int:
        return self.width() - _MARGINS


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
