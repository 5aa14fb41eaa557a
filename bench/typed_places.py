"""Places of a document besides its facts into which words are typed, letter by letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from bench.typed_row import SENTENCE, beginning
from briefing.editing import Edit, RenameSection, ReplaceContent, Reword, SetDetails, SetReasoning, apply
from briefing.model.briefing import Briefing, ChartItem, Judgement
from briefing.render.result import RowBox

LONGER = "an assumption that gets another line"
"""What follows the reasoning, the annexes, begins elsewhere after each keystroke."""
_MOST_SENTENCES = 12


@dataclass(frozen=True)
class TypedPlace:
    """What is typed in, the row next to which it is printed, and the page from 0 that this is on."""

    name: str
    row: str
    page: int

    @property
    def view(self) -> range:
        """The page alone."""
        return range(self.page, self.page + 1)

    def after(self, briefing: Briefing, keystrokes: int) -> Briefing:
        """Return the briefing after so many keystrokes."""
        typed = beginning(keystrokes)
        if self.name == LONGER:
            typed = SENTENCE * (keystrokes % _MOST_SENTENCES + 1)
        return apply(briefing, self._edit(briefing, typed))

    def _edit(self, briefing: Briefing, typed: str) -> Edit:
        item = next((item for item in briefing.walk_items() if item.id == self.row), None)
        match self.name, item:
            case "a judgement", Judgement():
                return Reword(item_id=self.row, text=item.text + typed)
            case (("an assumption" | "an assumption that gets another line"), Judgement()):
                return SetReasoning(item_id=self.row, assumptions=(f"The parties will act{typed}",))
            case "a caption", ChartItem():
                return ReplaceContent(item=replace(item, caption=item.caption + typed))
            case "the title", _:
                return SetDetails(title=briefing.title + typed)
        section = next(each for each in briefing.walk_sections() if each.id == self.row)
        return RenameSection(section_id=self.row, title=section.title + typed)


def places_in(briefing: Briefing, boxes: Sequence[RowBox]) -> Iterator[TypedPlace]:
    """Yield the places, the heading and the caption on the pages nearest to the middle."""
    first = {box.row: box.page for box in reversed(boxes)}
    middle = max(first.values()) // 2

    def nearest(rows: Iterator[str]) -> str | None:
        return min(
            (row for row in rows if row in first), key=lambda row: abs(first[row] - middle), default=None
        )

    judgement = next(item.id for item in briefing.walk_items() if isinstance(item, Judgement))
    named = {
        "a judgement": judgement,
        "an assumption": judgement,
        LONGER: judgement,
        "the title": judgement,
        "a heading": nearest(section.id for section in briefing.walk_sections()),
        "a caption": nearest(item.id for item in briefing.walk_items() if isinstance(item, ChartItem)),
    }
    for name, row in named.items():
        if row is not None:
            yield TypedPlace(name, row, first[row])
