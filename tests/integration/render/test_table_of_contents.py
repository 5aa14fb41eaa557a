"""The table of contents names the right pages, also where its own length depends on what it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.editing import RemoveSection, SetDetails, apply
from briefing.errors import RenderError
from briefing.grading import Scales
from briefing.model.briefing import Briefing, Prose, Section
from briefing.render import Rendering, render
from briefing.render.layout.typesetter import Typesetter
from briefing.render.live.document import Content, LiveDocument
from briefing.render.templates.loader import Template, load_template
from tests.pdf_reader import page_texts

from weasyprint import HTML  # isort: skip

MANIFEST = """id: tiny
name: Tiny
description: A front and sections.
api: 1
parts: [front, sections]
"""
OUT_OF_FLOW = """<ul>{% for entry in contents %}<li>{{ entry.title }}
  <span style="position: absolute; right: 0">{{ entry.page }}</span></li>{% endfor %}</ul>"""
CONTENTS = "{% for entry in contents %}<p>{{ entry.title }} on page {{ entry.page }}.</p>{% endfor %}"
TITLE = "<p>{{ briefing.cover.title }}</p>"
SECTIONS = "<h2 id='{{ part.section.anchor }}'>Section {{ part.section.title }}</h2>"
ONE_MORE_PAGE = "<p style='break-before: page'>More.</p>"
BRIEFING = Briefing(
    id="b",
    title="A briefing",
    sections=tuple(
        Section(id=f"s{number}", title=title, items=(Prose(id=f"p{number}", text="Words."),))
        for number, title in enumerate(("First", "Second"))
    ),
)


def template_with(folder: Path, front: str, contents: str = CONTENTS) -> Template:
    (folder / "template.yaml").write_text(MANIFEST)
    (folder / "front.html.jinja").write_text(contents + front)
    (folder / "sections.html.jinja").write_text(SECTIONS)
    (folder / "style.css").write_text("@import 'base/base.css';")
    return load_template(folder)


def named_and_real_pages(rendering: Rendering) -> list[tuple[str, int]]:
    """For each section the line of the table of contents, and the page on which the section begins."""
    texts = [" ".join(text.split()) for text in page_texts(rendering.pdf)]
    lines = []
    for section in BRIEFING.sections:
        begins = next(n for n, text in enumerate(texts, 1) if f"Section {section.title}" in text)
        assert f"{section.title} on page {begins}." in texts[0], texts
        lines.append((section.title, begins))
    return lines


@pytest.mark.parametrize("pages", [1, 2, 3, 5])
def test_a_front_of_any_length_names_the_pages_that_follow_it(
    tmp_path: Path, scales: Scales, pages: int
) -> None:
    rendering = render(BRIEFING, template_with(tmp_path, ONE_MORE_PAGE * (pages - 1)), scales)
    assert named_and_real_pages(rendering) == [("First", pages + 1), ("Second", pages + 2)]
    assert rendering.page_count == pages + 2


def test_a_front_whose_length_alternates_with_the_numbers_is_filled_up_with_a_blank_page(
    tmp_path: Path, scales: Scales
) -> None:
    alternating = f"{{% if contents[0].page == '2' %}}{ONE_MORE_PAGE}{{% endif %}}"
    rendering = render(BRIEFING, template_with(tmp_path, alternating), scales)
    assert named_and_real_pages(rendering) == [("First", 3), ("Second", 4)]
    blank = " ".join(page_texts(rendering.pdf)[1].split())
    assert "More." not in blank
    assert "Page 2 of 4" in blank
    assert scales.marking(BRIEFING.marking).label in blank


def test_a_front_that_grows_with_each_number_is_refused(tmp_path: Path, scales: Scales) -> None:
    growing = f"{{% for _ in range(contents[0].page|int) %}}{ONE_MORE_PAGE}{{% endfor %}}"
    with pytest.raises(RenderError, match="table of contents"):
        render(BRIEFING, template_with(tmp_path, growing), scales)


@pytest.mark.parametrize(
    "contents",
    [
        CONTENTS,
        OUT_OF_FLOW,
        f"{{% if contents[0].page %}}{ONE_MORE_PAGE}{{% endif %}}",
        f"{{% if contents[0].page == '2' %}}{ONE_MORE_PAGE}{{% endif %}}",
        f"{OUT_OF_FLOW}{{% if contents[0].page == '3' %}}{ONE_MORE_PAGE}{{% endif %}}",
    ],
)
def test_after_an_edit_a_document_has_the_pages_of_a_first_rendering(
    tmp_path: Path, scales: Scales, contents: str
) -> None:
    template = template_with(tmp_path, TITLE, contents)
    typesetter, document = Typesetter(template.folder, {}), LiveDocument(scales)
    briefing = BRIEFING
    for edit in (
        SetDetails(title="Another title"),
        SetDetails(title="A title of many words. " * 200),
        SetDetails(title="A briefing"),
        RemoveSection(section_id="s1"),
    ):
        briefing = apply(briefing, edit)
        for _ in document.pages(Content(briefing, template, typesetter), range(1)):
            pass
        laid_out = document.layout_of(Content(briefing, template, typesetter))
        exported = render(briefing, template, scales, typesetter=typesetter, laid_out=laid_out)
        assert exported.pdf == render(briefing, template, scales).pdf


def test_a_front_with_numbers_out_of_the_flow_is_laid_out_once_after_an_edit(
    tmp_path: Path, scales: Scales, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = template_with(tmp_path, TITLE, OUT_OF_FLOW)
    typesetter, document = Typesetter(template.folder, {}), LiveDocument(scales)
    fronts: list[str] = []
    lay_out = HTML.render

    def noted(html: HTML, *arguments: object, **options: object) -> object:
        fronts.extend(item.text or "" for item in html.etree_element.iter("li"))
        return lay_out(html, *arguments, **options)

    monkeypatch.setattr(HTML, "render", noted)
    for title, expected in (("A briefing", 4), ("A briefing on gas", 2)):
        fronts.clear()
        edited = apply(BRIEFING, SetDetails(title=title))
        for _ in document.pages(Content(edited, template, typesetter), range(1, 2)):
            pass
        assert len(fronts) == expected
