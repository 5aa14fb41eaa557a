"""A row of a document into which a sentence is typed, letter by letter."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.editing import Reword, apply
from briefing.model.briefing import Briefing

SENTENCE = " Both sides have said so since, in public and more than once."


def beginning(keystrokes: int) -> str:
    """Return the sentence after so many keystrokes; after its end it begins again."""
    return SENTENCE[: keystrokes % len(SENTENCE) + 1]


@dataclass(frozen=True)
class TypedRow:
    """The row, the text that it has at first, and the page from 0 that it is on."""

    row: str
    text: str
    page: int

    @property
    def view(self) -> range:
        """The page of the row alone."""
        return range(self.page, self.page + 1)

    def typed(self, keystrokes: int) -> str:
        """Return the text after so many keystrokes."""
        return self.text + beginning(keystrokes)

    def after(self, briefing: Briefing, keystrokes: int) -> Briefing:
        return apply(briefing, Reword(item_id=self.row, text=self.typed(keystrokes)))
