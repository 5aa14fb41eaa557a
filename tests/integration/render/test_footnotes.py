"""Sources at the foot of the page: once a page, numbered as in the annex, tagged and linked."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pdfua
import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace

from briefing.grading import Scales
from briefing.model.briefing import Briefing, FactItem, OptionValue, Section
from briefing.model.fact import Relation
from briefing.model.library import Catalogue, Material
from briefing.model.terms import FactRelation
from briefing.render import Rendering, Template, load_templates, render
from briefing.render.layout.typesetter import Typesetter
from briefing.render.pipeline import composed
from briefing.render.templates.parts import parts
from briefing.render.templates.renderer import TemplateRenderer
from tests.pdf_reader import elements, links, page_texts
from tests.small_briefing import LIBRARY, a_briefing, fact

HYPHEN = "\u2010"
FOOTNOTES = {"notes": "footnotes", "new-page": False, "contents": False, "register": True}
NOTE = "The Agency, Report on the route, 17 January 2025."
SHORT = "1 The Agency, 17 January 2025. 2 The Forum."


def long_briefing() -> Briefing:
    """Two sections that run on over several pages and cite two sources all along, the second one first."""
    room = "It takes some room to say. " * 5
    facts = [
        fact(f"long-{n}", f"Statement {n} is reported. {room}", *(("echo",) if n % 3 else ("wire", "echo")))
        for n in range(18)
    ]
    items = tuple(FactItem(id=f"l{n}", fact_id=each.id) for n, each in enumerate(facts))
    material = Material.of(
        publishers=LIBRARY.publishers, sources=LIBRARY.sources, treaties=LIBRARY.treaties, facts=facts
    )
    sections = (
        Section(id="a", title="First", items=items[:7]),
        Section(id="b", title="Second", items=items[7:]),
    )
    return replace(
        a_briefing(),
        sections=sections,
        template_options=FOOTNOTES,
        library=Catalogue(material).material_for([each.id for each in facts], ["alpha"]),
    )


@pytest.fixture(scope="module")
def noted(assessment: Template, scales: Scales) -> Rendering:
    return render(long_briefing(), assessment, scales)


@pytest.fixture(scope="module")
def noted_pdf(noted: Rendering) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(noted.pdf))


def citing(texts: list[str]) -> list[str]:
    """The pages on which statements stand."""
    end = next(n for n, text in enumerate(texts) if "Annex A. Facts" in text)
    return [text for text in texts[:end] if "[1B" in text]


def test_each_page_notes_a_source_once_however_often_it_cites_it(noted: Rendering) -> None:
    pages = citing(page_texts(noted.pdf))
    assert len(pages) >= 2
    for text in pages:
        assert text.count("1 The Agency, ") == 1
        assert text.count("2 The Forum") == 1
        assert text.index("1 The Agency, ") < text.index("2 The Forum")


def test_a_source_is_named_in_full_by_its_first_note_and_in_short_by_the_others(noted: Rendering) -> None:
    first, *others = citing(page_texts(noted.pdf))
    assert f"1 {NOTE}" in first
    assert "2 The Forum, The same report, repeated." in first
    for text in others:
        assert SHORT in text
        assert NOTE not in text


def test_sections_run_on_above_one_set_of_notes(noted: Rendering) -> None:
    (page,) = [text for text in citing(page_texts(noted.pdf)) if "2 Second" in text]
    second, note = page.index("2 Second"), page.index("1 The Agency, ")
    assert page.index("Statement") < second < note
    assert "Statement" in page[second:note]


def test_notes_stand_below_all_statements(noted: Rendering) -> None:
    document = pypdfium2.PdfDocument(io.BytesIO(noted.pdf))
    for page in document:
        found = page.get_textpage()
        notes = (found.search(text).get_next() for text in ("Report on the route, 17 January 2025.", SHORT))
        place = next((each for each in notes if each), None)
        if place is None or "[1B" not in found.get_text_range():
            continue
        top = found.get_charbox(place[0])[3]
        last = [match.start() for match in re.finditer(r"reported\. It takes", found.get_text_range())]
        assert all(found.get_charbox(at)[1] > top for at in last)
    document.close()


def test_the_annex_of_sources_stays_as_it_is_and_has_no_notes(noted: Rendering) -> None:
    """The annexes begin on the page on which the statements end, above the notes of these."""
    texts = page_texts(noted.pdf)
    first = next(n for n, text in enumerate(texts) if "Annex A. Facts" in text)
    statements, _, annex = texts[first].partition("Annex A. Facts")
    assert "1 The Agency, 17 January 2025. Report on the route." in " ".join([annex, *texts[first + 1 :]])
    assert texts[first].count(SHORT) == ("[1B" in statements)
    assert not any(note in " ".join(texts[first + 1 :]) for note in (NOTE, SHORT))


def test_every_note_is_tagged_with_an_id_of_its_own(noted_pdf: pikepdf.Pdf) -> None:
    notes = [element for element in elements(noted_pdf) if str(element.S) == "/Note"]
    ids = [str(note.ID) for note in notes]
    assert len(notes) >= 4
    assert len(set(ids)) == len(ids)


def test_a_reference_leads_to_the_note_on_its_page_and_that_to_the_annex(
    noted_pdf: pikepdf.Pdf,
) -> None:
    targets: dict[int, set[str]] = {}
    for number, note in links(noted_pdf):
        if "/Dest" in note and "source-wire" in str(note.Dest):
            targets.setdefault(number, set()).add(str(note.Dest))
    noted_pages = {number for number, names in targets.items() if f"page-{number}-source-wire" in names}
    assert len(noted_pages) >= 2
    assert all(targets[n] == {f"page-{n}-source-wire", "source-wire"} for n in noted_pages)
    names = noted_pdf.Root.Names.Dests.Names
    known = {str(names[at]) for at in range(0, len(names), 2)}
    assert {name for found in targets.values() for name in found} <= known


def test_references_are_tagged_and_the_checker_finds_no_fault(noted: Rendering, tmp_path: Path) -> None:
    pdf = pikepdf.open(io.BytesIO(noted.pdf))
    assert "/Reference" in {str(element.S) for element in elements(pdf)}
    (tmp_path / "a.pdf").write_bytes(noted.pdf)
    assert [finding.message for finding in pdfua.validate(str(tmp_path / "a.pdf")).findings] == []


@pytest.mark.parametrize("template_id", sorted(load_templates()))
def test_every_template_sets_what_it_prints(template_id: str, scales: Scales) -> None:
    """No straight quotation mark that the analyst typed is left in the text of any part."""
    template = load_templates()[template_id]
    briefing = replace(a_briefing(), template_id=template_id, template_options={})
    library = replace(
        briefing.library,
        facts=tuple(replace(each, statement=f'{each.statement}, "so"') for each in briefing.library.facts),
    )
    titled = tuple(replace(each, title=f'{each.title}, "so"') for each in briefing.sections)
    quoted = replace(briefing, library=library, sections=titled, title='Gas, "so"', purpose='For "so"')
    context = composed(quoted, template, scales)
    writer = TemplateRenderer(template, context)
    for part in parts(context, template):
        body = writer.part(part).partition("<body")[2]
        assert "&#34;" not in re.sub(r"<[^>]*>", "", body), part.title


def test_a_contrast_of_many_voices_begins_where_there_is_room_and_goes_on_overleaf(
    assessment: Template, scales: Scales
) -> None:
    against = Relation(kind=FactRelation.CONTRADICTS, fact_id="one")
    voices = [
        fact(f"voice-{n}", f"Voice {n} denies it. " + "And says why at length. " * 9, relations=(against,))
        for n in range(9)
    ]
    one = fact("one", "One says so")
    material = Material.of(
        publishers=LIBRARY.publishers,
        sources=LIBRARY.sources,
        treaties=LIBRARY.treaties,
        facts=[one, *voices],
    )
    section = Section(id="a", title="Against one", items=(FactItem(id="f1", fact_id="one"),))
    library = Catalogue(material).material_for([each.id for each in (one, *voices)], ["alpha"])
    options: dict[str, OptionValue] = {"register": True}
    briefing = replace(a_briefing(), sections=(section,), library=library, template_options=options)
    texts = page_texts(render(briefing, assessment, scales).pdf)
    first = next(n for n, text in enumerate(texts) if "1 Against one" in text and "On the other" in text)
    assert "Voice 0 denies" in texts[first]
    assert "Voice 8 denies" not in texts[first]
    end = next(n for n, text in enumerate(texts) if "Annex A. Facts" in text)
    for voice in range(9):
        page = next(text for text in texts[first : end + 1] if f"Voice {voice} denies it." in text)
        page = page.partition("Annex A. Facts")[0]
        assert page.count("Not used here") == sum(f"Voice {n} denies" in page for n in range(9))


def test_names_and_codes_are_never_parted_and_words_are(assessment: Template) -> None:
    typesetter = Typesetter(assessment.folder, {})
    style = "width: 14mm; font-size: 10pt; overflow-wrap: normal"

    def lines(words: str) -> str:
        html = f'<html lang="en"><body><p style="{style}">{words}</p></body></html>'
        written = typesetter.lay_out(html).document.write_pdf()
        return str(pypdfium2.PdfDocument(written)[0].get_textpage().get_text_range())

    assert HYPHEN in lines("an internationalization")
    assert HYPHEN not in lines("an Internationalization")
    assert HYPHEN not in lines("an international4zation")
