"""The names of rows in the window."""

from __future__ import annotations

from briefing.app.presentation.places import places, with_places
from briefing.model.briefing import Briefing, FactItem, ImageItem, Prose, Section
from tests.builders import a_briefing


def test_a_row_is_named_by_its_number_or_its_kind_and_section_or_its_paragraph() -> None:
    outlook = Section(id="s2", title="Outlook", items=(Prose(id="p2", text="A"), Prose(id="p3", text="B")))
    first = Section(
        id="s1",
        title="Background",
        items=(Prose(id="p1", text="A"), FactItem(id="f1", fact_id="price-open")),
        sections=(outlook,),
    )
    assert places(Briefing(id="b", title="B", sections=(first,))) == {
        "s1": "Background",
        "p1": "Text in “Background”",
        "f1": "1",
        "s2": "Outlook",
        "p2": "Outlook, paragraph 1",
        "p3": "Outlook, paragraph 2",
    }


def test_each_row_and_section_of_a_briefing_has_a_place() -> None:
    briefing = a_briefing()
    rows = {each.id for each in (*briefing.walk_sections(), *briefing.walk_items())}
    named = places(briefing)
    assert named.keys() == rows
    assert {name for row_id, name in named.items() if row_id in name} == set()
    picture = next(item for item in briefing.walk_items() if isinstance(item, ImageItem))
    assert named[picture.id].startswith("Figure ")


def test_errors_name_places_instead_of_ids_and_other_words_remain() -> None:
    named = {"p1": "Outlook, paragraph 1", "f1": "7", "ch1": "Figure 2"}
    assert with_places("Item 'p1' has no text.", named) == "“Outlook, paragraph 1” has no text."
    assert with_places("It is evidence for 'f1', 'p1'.", named) == (
        "It is evidence for “7”, “Outlook, paragraph 1”."
    )
    assert with_places("row ch1: A part is too high.", named) == "“Figure 2”: A part is too high."
    assert (
        with_places("Item 'x9' is unknown; f1 is a word.", named) == "Item 'x9' is unknown; f1 is a word."
    )
