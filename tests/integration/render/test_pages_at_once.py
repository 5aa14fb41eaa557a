"""Pages that come at once for a letter are the final ones, where breaks and numbers stay as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import pypdfium2
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.editing import (
    Edit,
    RenameSection,
    ReplaceContent,
    Reword,
    SetDetails,
    SetReasoning,
    apply,
)
from briefing.errors import never_mind
from briefing.model.briefing import Briefing, ChartItem, FactItem, Judgement, Prose, Section, Table
from briefing.model.issue import MainMessage
from briefing.render.live.document import Content, LiveDocument
from briefing.render.live.events import AllCurrent, DrawnPage
from briefing.render.pipeline import new_typesetter
from briefing.render.templates.loader import load_templates
from tests.builders import bundled_scales
from tests.examples import examples
from tests.sized_briefings import forty_facts, in_template

_DPI = 100
_WORDS = (
    "The parties said so. ",
    "It is reported that gas may flow. ",
    "Nothing is agreed, ",
    "יתכן ",
    "é’",
)
TEXTS = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=16).map("".join)
TEMPLATES = ("assessment", "parliamentary", "factsheet")
TABLE = Table(id="t1", caption="Volumes", columns=("Year", "bcm"), rows=(("2026", "2"), ("2027", "5")))
_NO_SHRINKING = (Phase.explicit, Phase.generate)


def a_briefing_without_figures(template_id: str) -> Briefing:
    """Forty facts, judgements, prose and a table: what a figure repeats is drawn a moment later."""
    briefing = forty_facts()
    sections = [_without_charts(section) for section in briefing.sections]
    own = (Prose(id="p1", text="The author's own words. " * 8), TABLE)
    sections[2] = replace(sections[2], items=(*sections[2].items[:4], *own, *sections[2].items[4:]))
    judgements = tuple(item.id for item in briefing.walk_items() if isinstance(item, Judgement))
    message = MainMessage(text="Gas will not flow soon", judgement_ids=judgements[:1])
    briefing = replace(briefing, sections=tuple(sections), main_message=message)
    return in_template(briefing, template_id, annexes="omit")


def _without_charts(section: Section) -> Section:
    return replace(section, items=tuple(each for each in section.items if not isinstance(each, ChartItem)))


@dataclass(frozen=True)
class Place:
    """Where words are typed: next to which row they are printed, and the edit for some words."""

    row: str
    edit: Callable[[str], Edit]


def places_in(briefing: Briefing) -> list[Place]:
    """Return the places of a briefing with words of the author."""
    facts = [item.id for item in briefing.walk_items() if isinstance(item, FactItem)]
    judgements = [item.id for item in briefing.walk_items() if isinstance(item, Judgement)]
    first, message = judgements[0], briefing.main_message
    assert message is not None
    return [
        *(Place(row, partial(_reworded, row)) for row in (*facts, *judgements, "p1")),
        Place("t1", lambda text: ReplaceContent(item=replace(TABLE, rows=((text, "2"), ("2027", "5"))))),
        Place("t1", lambda text: ReplaceContent(item=replace(TABLE, caption=text))),
        Place(first, lambda text: SetDetails(title=text)),
        Place(first, lambda text: SetDetails(main_message=replace(message, text=text))),
        Place(first, lambda text: SetDetails(purpose=text)),
        Place(first, lambda text: SetReasoning(item_id=first, assumptions=(text,))),
        Place(facts[0], partial(_renamed, briefing.sections[1].id)),
        Place(facts[14], partial(_renamed, briefing.sections[2].id)),
    ]


def _reworded(row: str, text: str) -> Edit:
    return Reword(item_id=row, text=text)


def _renamed(section: str, text: str) -> Edit:
    return RenameSection(section_id=section, title=text[:40])


class Typing:
    """Types in a briefing, whose pages are all current before each letter."""

    def __init__(self, briefing: Briefing) -> None:
        self._template = load_templates()[briefing.template_id]
        self._typesetter = new_typesetter(self._template, {})
        self._live = LiveDocument(bundled_scales())
        self._briefing = briefing
        self.end = self._pages_after(briefing, range(1))[1]
        self.compared = 0

    def compare(self, row: str, edit: Edit, *, is_prepared: bool) -> None:
        """Make an edit, and compare the page with a row that comes at once with the final one."""
        page = next(box.page for box in self.end.document.rows if box.row == row)
        before = self.end
        if is_prepared:
            self._live.prepare(range(page, page + 1), row, never_mind, never_mind)
        self._briefing = apply(self._briefing, edit)
        drawn, self.end = self._pages_after(self._briefing, range(page, page + 1))
        if _breaks(page, before) == _breaks(page, self.end) and drawn[page]:
            first, last = _image(drawn[page][0]), _image(drawn[page][-1])
            assert first == last
            self.compared += 1

    def _pages_after(self, briefing: Briefing, in_view: range) -> tuple[dict[int, list[bytes]], AllCurrent]:
        pages: defaultdict[int, list[bytes]] = defaultdict(list)
        content = Content(briefing, self._template, self._typesetter)
        for event in self._live.pages(content, in_view):
            if isinstance(event, DrawnPage):
                pages[event.place].append(event.pdf())
            elif isinstance(event, AllCurrent):
                return pages, event
        raise AssertionError("the pages did not become current")


def _breaks(page: int, end: AllCurrent) -> Sequence[object]:
    """The pages before one, on which page each row begins, and how many pages there are."""
    rows = {box.row: box.page for box in reversed(end.document.rows)}
    return end.keys[:page], rows, len(end.keys)


def _image(pdf: bytes) -> bytes:
    document = pypdfium2.PdfDocument(pdf)
    return bytes(document[0].render(scale=_DPI / 72).to_pil().tobytes())


@pytest.mark.parametrize("template_id", TEMPLATES)
def test_a_letter_shows_its_page_as_it_will_be(template_id: str) -> None:
    briefing = a_briefing_without_figures(template_id)
    typing, places = Typing(briefing), places_in(briefing)

    @settings(max_examples=examples(20), phases=_NO_SHRINKING, database=None)
    @given(number=st.integers(0, len(places) - 1), text=TEXTS, is_prepared=st.booleans())
    def type_words(number: int, text: str, *, is_prepared: bool) -> None:
        place = places[number]
        typing.compare(place.row, place.edit(text), is_prepared=is_prepared)

    type_words()
    assert typing.compared
