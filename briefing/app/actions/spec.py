"""How an action of the window is declared, and the menus that there are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Needs(Enum):
    """The condition under which an action is enabled."""

    NOTHING = "nothing"
    BRIEFING = "briefing"
    CHANGE = "change"
    SELECTION = "selection"
    ROWS = "rows"
    SELECTION_TO_READ = "selection to read"
    GRADE = "grade"
    SECTION = "section"
    FACT = "fact"
    UNAPPROVED = "unapproved"
    APPROVED = "approved"
    RECORDS = "records"
    """Enabled by the library side, as its table and the selection in it permit."""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action with its text and menu, untranslated; `help` says in a sentence what it does.

    In the text, `&` marks the letter of the entry; entries without one get a letter with the menu.
    `submenu` is the title of the submenu that has the entry, if it is not in the menu itself.
    """

    id: str
    text: str
    menu: str
    shortcut: str = ""
    icon: str = ""
    needs: Needs = Needs.NOTHING
    help: str = ""
    begins_group: bool = False
    checkable: bool = False
    submenu: str = ""

    @property
    def name(self) -> str:
        """The text without the mark of its letter."""
        return self.text.replace("&", "")


FILE, EDIT, INSERT, ROW, VIEW, HELP = "&File", "&Edit", "&Insert", "&Row", "&View", "&Help"
LIBRARY = "&Library"
MENUS = (FILE, EDIT, INSERT, ROW, LIBRARY, VIEW, HELP)
RECENT_MENU, GRADE_MENU, ARRANGEMENT_MENU = "&Recent projects", "&Grade: confidence", "&Arrangement"
SUBMENUS = {FILE: (RECENT_MENU,), ROW: (GRADE_MENU,), VIEW: (ARRANGEMENT_MENU,)}
