"""Line breaks of texts are kept in every format; an empty line parts paragraphs."""

from __future__ import annotations

import html
import io
import re
import zipfile

import pytest
from msgspec.structs import replace

from briefing.exports.registry import FORMATS
from briefing.grading import Scales
from briefing.model.briefing import Briefing, Judgement, Prose, Section, Table
from tests.builders import GRADE
from tests.integration.render.test_anchors import html_of
from tests.unit.exports.conftest import an_edition

_TEXTS = re.compile(r"document\.xml|sheet|Strings")
PLACES = ("Prose", "Cell", "Reason", "Purpose", "Subtitle")


def broken(place: str) -> str:
    return f"{place}one\n{place}two"


@pytest.fixture
def subject(briefing: Briefing) -> Briefing:
    rows = (
        Judgement(
            id="j7",
            text="A judgement",
            grade=replace(GRADE, rationale=broken("Reason"), likelihood="likely"),
        ),
        Prose(id="p7", text=f"{broken('Prose')}\n \nParagraph"),
        Table(id="t7", caption="A table", columns=("One", "Two"), rows=(("a", broken("Cell")),)),
    )
    section = Section(id="s7", title="Breaks", items=rows)
    return replace(
        briefing,
        sections=(*briefing.sections, section),
        subtitle=broken("Subtitle"),
        purpose=f"{broken('Purpose')}\n\nAnother",
    )


def joined_up(text: str, place: str) -> list[str]:
    """Return what is between the two lines, each time that they occur together."""
    words = re.sub(r"</?(?:span|bdi)\b[^>]*>", "", html.unescape(text))
    return [match.strip() for match in re.findall(rf"{place}one(.{{0,400}}?){place}two", words, re.DOTALL)]


@pytest.mark.parametrize("template_id", ["assessment", "factsheet", "comparison", "parliamentary"])
def test_pages_keep_the_line_breaks_of_every_text(
    template_id: str, subject: Briefing, scales: Scales
) -> None:
    text = re.sub(r"<meta[^>]*>", "", html_of(template_id, subject, scales))
    for place in PLACES:
        # The row of a judgement has its reason on one line, and the reasoning has it as it was written.
        in_row = {""} if place == "Reason" else set()
        assert set(joined_up(text, place)) <= {"<br>"} | in_row, place
    assert "<br>" in joined_up(text, "Prose")
    assert re.search(r"Prosetwo.*?</p>\s*<p[^>]*>(?:<[^>]*>)*Paragraph", text, re.DOTALL)


@pytest.mark.parametrize(
    ("format_id", "sign", "places"),
    [
        ("html", "<br>", PLACES),
        ("md", "<br>", ("Prose", "Cell", "Reason", "Purpose")),
        ("docx", "<w:br/>", ("Prose", "Cell", "Reason", "Purpose")),
        ("csv", "", ("Reason",)),
        ("xlsx", "", ("Reason",)),
    ],
)
def test_every_format_keeps_the_line_breaks(
    format_id: str, sign: str, places: tuple[str, ...], subject: Briefing
) -> None:
    raw = FORMATS[format_id].write(an_edition(subject))
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = [name for name in archive.namelist() if _TEXTS.search(name)]
            raw = b"".join(archive.read(name) for name in names)
    text = re.sub(r"</?w:(?:r|t|rPr|rStyle|lang)\b(?! ?/?br)[^>]*>", "", raw.decode())
    text = re.sub(r"<meta[^>]*>", "", text)
    for place in places:
        assert set(joined_up(text, place)) == {sign}, place
