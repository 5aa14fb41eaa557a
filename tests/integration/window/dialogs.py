"""The dialogs that an action opens without more."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.app.dialogs.dialog import Dialog
from briefing.app.window.main_window import MainWindow
from tests.integration.window.driver import do, settle

DIALOGS = (
    "new", "details", "export", "find_everywhere", "preferences", "templates", "shortcuts", "about",
    "what_changed", "newer_library", "add_drawing", "replace", "guide", "first_steps", "report_fault",
    "issue_block", "finish",
)  # fmt: skip


def dialogs(window: MainWindow) -> Iterator[tuple[str, Dialog]]:
    """Open one dialog after the other; yield each with its action."""
    for action in DIALOGS:
        do(window, action)
        settle()
        opened = [each for each in window.findChildren(Dialog) if each.isVisible()]
        assert opened, action
        for dialog in opened:
            yield action, dialog
            dialog.close()
        settle()
