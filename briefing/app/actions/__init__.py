"""Every action of the window by menu: menus, toolbar, palette and shortcuts page read this table."""

from briefing.app.actions.edit_menu import EDIT_ACTIONS
from briefing.app.actions.file_menu import FILE_ACTIONS
from briefing.app.actions.help_menu import HELP_ACTIONS
from briefing.app.actions.insert_menu import INSERT_ACTIONS
from briefing.app.actions.library_menu import LIBRARY_ACTIONS
from briefing.app.actions.placement import (
    COMMENTS_MENU,
    FIGURE_MENU,
    LIBRARY_MENU,
    OUTLINE_ACTIONS,
    OUTLINE_MENU,
    PREVIEW_MENU,
    RECORD_TOOLBAR,
    REVIEW_MENU,
    TABLE_ACTIONS,
    TOOLBAR,
)
from briefing.app.actions.row_menu import ROW_ACTIONS
from briefing.app.actions.spec import (
    ARRANGEMENT_MENU,
    FILE,
    GRADE_MENU,
    INSERT,
    LIBRARY,
    MENUS,
    RECENT_MENU,
    ROW,
    SUBMENUS,
    ActionSpec,
    Needs,
)
from briefing.app.actions.view_menu import VIEW_ACTIONS

ACTIONS = (
    *FILE_ACTIONS,
    *EDIT_ACTIONS,
    *INSERT_ACTIONS,
    *ROW_ACTIONS,
    *LIBRARY_ACTIONS,
    *VIEW_ACTIONS,
    *HELP_ACTIONS,
)

__all__ = [
    "ACTIONS",
    "ARRANGEMENT_MENU",
    "COMMENTS_MENU",
    "FIGURE_MENU",
    "FILE",
    "GRADE_MENU",
    "INSERT",
    "LIBRARY",
    "LIBRARY_MENU",
    "MENUS",
    "OUTLINE_ACTIONS",
    "OUTLINE_MENU",
    "PREVIEW_MENU",
    "RECENT_MENU",
    "RECORD_TOOLBAR",
    "REVIEW_MENU",
    "ROW",
    "SUBMENUS",
    "TABLE_ACTIONS",
    "TOOLBAR",
    "ActionSpec",
    "Needs",
]
