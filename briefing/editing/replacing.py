"""Find a text everywhere in a briefing, and replace it as one edit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from briefing.editing.edits import (
    Batch,
    Edit,
    GradeItem,
    RenameSection,
    ReplaceContent,
    Reword,
    SetDetails,
    SetNote,
    SetReasoning,
)
from briefing.model.briefing import (
    Briefing,
    Captioned,
    FactItem,
    Graded,
    ImageItem,
    Item,
    Judgement,
    Section,
    Table,
)
from briefing.model.library import Catalogue
from briefing.text.occurrences import occurrences

_LISTS = ("assumptions", "alternatives", "indicators")
_DETAILS = ("title", "subtitle", "purpose", "source_remark")
MAIN_MESSAGE = "main_message"
"""The field of the main message's text."""


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A text of a briefing that can be changed.

    `row_id` is that of an item or a section, empty for the details of the briefing. `field` is the
    attribute; `number` counts the entries of a list, or the cells of a table row by row.
    """

    row_id: str
    field: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters `start` to `end` of a text, which contain what was searched for."""

    place: TextPlace
    text: str
    start: int
    end: int


def find_passages(
    briefing: Briefing, needle: str, *, match_case: bool = False, whole_words: bool = False
) -> list[Passage]:
    """Return every place that reads as `needle`, in reading order; accents never matter."""
    return [
        Passage(place, text, start, end)
        for place, text in texts_of(briefing)
        for start, end in occurrences(needle, text, match_case=match_case, whole_words=whole_words)
    ]


def texts_of(briefing: Briefing) -> Iterator[tuple[TextPlace, str]]:
    """Yield the texts of details, sections and rows in reading order."""
    for field in _DETAILS:
        yield TextPlace("", field), getattr(briefing, field)
    if briefing.main_message is not None:
        yield TextPlace("", MAIN_MESSAGE), briefing.main_message.text
    catalogue = Catalogue(briefing.library)
    for section in briefing.walk_sections():
        yield TextPlace(section.id, "title"), section.title
        for item in section.items:
            yield from _texts_of_item(item, catalogue)


def _texts_of_item(item: Item, catalogue: Catalogue) -> Iterator[tuple[TextPlace, str]]:
    if isinstance(item, FactItem):
        yield TextPlace(item.id, "text"), item.wording or catalogue.facts[item.fact_id].statement
    else:
        yield TextPlace(item.id, "text"), item.caption if isinstance(item, Captioned) else item.text
    if isinstance(item, Graded) and item.grade is not None:
        yield TextPlace(item.id, "rationale"), item.grade.rationale
    if isinstance(item, Judgement):
        for field in _LISTS:
            for number, line in enumerate(getattr(item, field)):
                yield TextPlace(item.id, field, number), line
        yield TextPlace(item.id, "change_since_last"), item.change_since_last
    if isinstance(item, ImageItem):
        yield TextPlace(item.id, "alt"), item.alt
    if isinstance(item, Table):
        for number, cell in enumerate((*item.columns, *(cell for row in item.rows for cell in row))):
            yield TextPlace(item.id, "cells", number), cell
    yield TextPlace(item.id, "note"), item.note


def replaced(passages: Iterable[Passage], replacement: str) -> dict[TextPlace, str]:
    """Return the new text of each place, with the replacement at all of its passages."""
    by_place: defaultdict[TextPlace, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_place[passage.place].append(passage)
    texts = {}
    for place, group in by_place.items():
        text = group[0].text
        for passage in sorted(group, key=lambda passage: passage.start, reverse=True):
            text = text[: passage.start] + replacement + text[passage.end :]
        texts[place] = text
    return texts


def replacement_edit(briefing: Briefing, texts: Mapping[TextPlace, str], name: str) -> Batch:
    """Return one edit, a step to undo called `name`, that gives the places their new texts.

    Terms, authors and dates of grades stay as they are. Words of facts and judgements change by `Reword`,
    so that the review reads them again.
    """
    by_row: defaultdict[str, dict[TextPlace, str]] = defaultdict(dict)
    for place, text in texts.items():
        by_row[place.row_id][place] = text
    edits: list[Edit] = []
    if details := by_row.pop("", None):
        edits.append(_details_edit(briefing, {place.field: text for place, text in details.items()}))
    values: dict[str, Section | Item] = {section.id: section for section in briefing.walk_sections()}
    values |= {item.id: item for item in briefing.walk_items()}
    for row_id, changes in by_row.items():
        value = values[row_id]
        if isinstance(value, Section):
            edits.append(RenameSection(row_id, changes[TextPlace(row_id, "title")]))
        else:
            edits += _item_edits(value, changes)
    return Batch(edits=tuple(edits), name=name)


def _details_edit(briefing: Briefing, texts: Mapping[str, str]) -> SetDetails:
    """Return the edit of the details; a main message that becomes empty is removed."""
    values: dict[str, object] = dict(texts)
    message = briefing.main_message
    if message is not None and MAIN_MESSAGE in texts:
        text = texts[MAIN_MESSAGE]
        values[MAIN_MESSAGE] = replace(message, text=text) if text.strip() else None
    return SetDetails(**values)  # type: ignore[arg-type]


def _item_edits(item: Item, changes: Mapping[TextPlace, str]) -> Iterator[Edit]:
    """Yield the edits of one row; an image or a table is replaced before its caption and note change."""
    by_field: dict[str, dict[int, str]] = {}
    for place, text in changes.items():
        by_field.setdefault(place.field, {})[place.number] = text
    if isinstance(item, Table) and "cells" in by_field:
        yield ReplaceContent(_with_cells(item, by_field["cells"]))
    if isinstance(item, ImageItem) and "alt" in by_field:
        yield ReplaceContent(replace(item, alt=by_field["alt"][0]))
    if isinstance(item, Judgement) and (reasoning := _reasoning(item, by_field)):
        yield SetReasoning(item.id, **reasoning)  # type: ignore[arg-type]
    if isinstance(item, Graded) and item.grade is not None and "rationale" in by_field:
        yield GradeItem(item.id, replace(item.grade, rationale=by_field["rationale"][0]))
    simple: dict[str, Callable[[str], Edit]] = {
        "text": lambda text: Reword(item.id, text or None),
        "note": lambda text: SetNote(item.id, text),
    }
    for field, edit in simple.items():
        if field in by_field:
            yield edit(by_field[field][0])


def _reasoning(item: Judgement, by_field: Mapping[str, Mapping[int, str]]) -> dict[str, object]:
    """Return the changed fields of a judgement's reasoning; lines that become empty are removed."""
    reasoning: dict[str, object] = {}
    for field in _LISTS:
        if changes := by_field.get(field):
            lines = [changes.get(number, line) for number, line in enumerate(getattr(item, field))]
            reasoning[field] = tuple(line for line in lines if line.strip())
    if changes := by_field.get("change_since_last"):
        reasoning["change_since_last"] = changes[0]
    return reasoning


def _with_cells(item: Table, changes: Mapping[int, str]) -> Table:
    width = len(item.columns)
    cells = [*item.columns, *(cell for row in item.rows for cell in row)]
    for number, text in changes.items():
        cells[number] = text
    rows = [tuple(cells[start : start + width]) for start in range(width, len(cells), width)]
    return replace(item, columns=tuple(cells[:width]), rows=tuple(rows))
