"""What a template may not do, and what does not fit: refused with file, line, row and field."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace

from briefing.editing import AddItem, Reword, SetOption, apply
from briefing.errors import BriefingError, RenderError
from briefing.grading import Scales
from briefing.model.briefing import Briefing, Table
from briefing.render import Template, render
from briefing.render.templates.loader import load_template
from briefing.typography import fonts
from tests.small_briefing import PICTURE, PICTURE_ID


class Workshop:
    """A copy of the bundled template that a test may spoil."""

    def __init__(self, folder: Path, scales: Scales) -> None:
        self.folder, self._scales = folder, scales

    def put_into_page(self, text: str) -> None:
        page = self.folder / "page.html.jinja"
        page.write_text(page.read_text().replace("</body>", f"{text}\n</body>"))

    def put_into_style(self, text: str) -> None:
        style = self.folder / "style.css"
        style.write_text(style.read_text() + text)

    def complaint(self, briefing: Briefing) -> str:
        with pytest.raises(BriefingError) as caught:
            render(briefing, load_template(self.folder), self._scales, attachments={PICTURE_ID: PICTURE})
        return str(caught.value)


@pytest.fixture
def workshop(tmp_path: Path, assessment: Template, scales: Scales) -> Workshop:
    folder = tmp_path / "assessment"
    shutil.copytree(assessment.folder, folder)
    shutil.copytree(assessment.base, folder / "base")
    shutil.copy(folder / "base" / "page.html.jinja", folder)
    return Workshop(folder, scales)


def test_an_unknown_variable_is_named_with_file_and_line(workshop: Workshop, briefing: Briefing) -> None:
    workshop.put_into_page("{{ briefing.nonsense }}")
    complaint = workshop.complaint(briefing)
    assert "page.html.jinja:" in complaint
    assert "nonsense" in complaint


def test_an_error_within_a_row_names_the_row(workshop: Workshop, briefing: Briefing) -> None:
    items = workshop.folder / "base" / "items.html.jinja"
    items.write_text(
        items.read_text().replace("{% macro prose(view) %}", "{% macro prose(view) %}{{ view.x }}")
    )
    complaint = workshop.complaint(briefing)
    assert "base/items.html.jinja:" in complaint
    assert "row p1" in complaint


def test_a_syntax_error_is_named_with_file_and_line(workshop: Workshop, briefing: Briefing) -> None:
    workshop.put_into_page("{% if %}")
    assert "page.html.jinja:" in workshop.complaint(briefing)


@pytest.mark.parametrize(
    "reach",
    [
        "{{ briefing.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ runs.__globals__ }}",
        "{{ briefing.cover.__init__.__globals__ }}",
        "{{ options.update({'paper': 'A5'}) }}",
        "{{ cycler.__init__ }}",
        "{% for step in range(10 ** 9) %}{% endfor %}",
        "{% include '../../../etc/passwd' %}",
        "{% include '/etc/passwd' %}",
    ],
)
def test_a_template_reaches_nothing_outside_the_sandbox(
    workshop: Workshop, briefing: Briefing, reach: str
) -> None:
    workshop.put_into_page(reach)
    complaint = workshop.complaint(briefing)
    assert "cannot be filled" in complaint or "has no file" in complaint


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/x.png",
        "http://127.0.0.1:1/x.png",
        "file:///etc/hostname",
        "../../../../../../etc/hostname",
        "ftp://example.com/x.png",
        "https://attachment.invalid/" + "0" * 64,
    ],
)
def test_a_template_fetches_nothing_from_outside(
    workshop: Workshop, briefing: Briefing, address: str
) -> None:
    workshop.put_into_page(f'<img alt="x" src="{address}">')
    complaint = workshop.complaint(briefing)
    assert "cannot be laid out" in complaint


def test_a_style_sheet_fetches_nothing_from_outside(workshop: Workshop, briefing: Briefing) -> None:
    workshop.put_into_style(
        "@import url(https://example.com/x.css);\nbody { background: url(file:///etc/x.png) }"
    )
    assert "cannot be laid out" in workshop.complaint(briefing)


def test_a_link_in_the_template_folder_does_not_lead_out(workshop: Workshop, briefing: Briefing) -> None:
    (workshop.folder / "secret.html.jinja").symlink_to("/etc/hostname")
    workshop.put_into_page("{% include 'secret.html.jinja' %}")
    assert "has no file" in workshop.complaint(briefing)


def test_a_table_too_wide_for_the_page_names_its_row_and_field(
    briefing: Briefing, assessment: Template, scales: Scales
) -> None:
    columns = tuple(f"Heading{number}" for number in range(40))
    table = Table(id="wide", caption="Wide", columns=columns, rows=(columns,))
    wide = apply(briefing, AddItem(item=table, section_id="s4"))
    with pytest.raises(RenderError, match=r"row wide .*leaves the page"):
        render(wide, assessment, scales, attachments={PICTURE_ID: PICTURE})
    allowed = render(wide, assessment, scales, attachments={PICTURE_ID: PICTURE}, allow_flaws=True)
    assert any("leaves the page" in flaw.message for flaw in allowed.flaws)


def test_a_word_longer_than_the_line_is_broken_and_stays_on_the_page(
    briefing: Briefing, assessment: Template, scales: Scales
) -> None:
    long = apply(briefing, Reword(item_id="f3", text="x" * 400))
    assert render(long, assessment, scales, attachments={PICTURE_ID: PICTURE}).flaws == ()


def test_a_long_word_that_would_leave_the_page_is_named(workshop: Workshop, briefing: Briefing) -> None:
    workshop.put_into_style("body { overflow-wrap: normal; hyphens: manual }")
    complaint = workshop.complaint(apply(briefing, Reword(item_id="f3", text="x" * 400)))
    assert "row f3 wording" in complaint
    assert "leaves the page" in complaint


def test_a_character_that_no_font_can_show_names_its_row(
    briefing: Briefing, assessment: Template, scales: Scales
) -> None:
    odd = apply(briefing, Reword(item_id="f3", text="In ᚠ script"))
    with pytest.raises(RenderError, match=r"row f3 text: .*U\+16A0"):
        render(odd, assessment, scales, attachments={PICTURE_ID: PICTURE})


def test_text_without_a_font_is_named_on_the_page_and_never_a_row_of_boxes(
    briefing: Briefing,
    assessment: Template,
    scales: Scales,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(fonts, "_installed", lambda *_: None)
    odd = apply(briefing, Reword(item_id="f3", text="Seoul (대한민국 서울) and ᚠ agree"))
    rendering = render(odd, assessment, scales, attachments={PICTURE_ID: PICTURE}, allow_flaws=True)
    assert any("Noto Sans KR is not installed" in str(flaw) for flaw in rendering.flaws)
    text = "".join(
        pypdfium2.PdfDocument(rendering.pdf)[n].get_textpage().get_text_range() for n in range(3)
    )
    assert "Seoul ([Korean text]) and ⟨U+16A0⟩ agree" in " ".join(text.split())
    assert ".notdef" not in caplog.text  # which WeasyPrint logs for each box


def test_a_font_of_the_template_s_own_shows_its_characters(
    briefing: Briefing,
    workshop: Workshop,
    scales: Scales,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    font = fonts.SCRIPT_FONTS["Geor"].path
    assert font is not None
    shutil.copy(font, workshop.folder / "own.ttf")
    workshop.put_into_style(
        "@font-face { font-family: Own; src: url(own.ttf) } body { font-family: 'Source Serif 4', Own }"
    )
    monkeypatch.setattr(fonts, "_installed", lambda *_: None)
    georgian = apply(briefing, Reword(item_id="f3", text="In საქართველო it is said"))
    rendering = render(georgian, load_template(workshop.folder), scales, attachments={PICTURE_ID: PICTURE})
    assert not rendering.flaws
    assert ".notdef" not in caplog.text  # which WeasyPrint logs for each box


@pytest.mark.parametrize("installed", [True, False])
def test_text_of_a_style_sheet_is_never_a_row_of_boxes(
    briefing: Briefing,
    workshop: Workshop,
    scales: Scales,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    installed: bool,
) -> None:
    if not installed:
        monkeypatch.setattr(fonts, "_installed", lambda *_: None)
    workshop.put_into_style("h2::after { content: ' 서울 \\c11c' }")
    render(briefing, load_template(workshop.folder), scales, attachments={PICTURE_ID: PICTURE})
    assert ".notdef" not in caplog.text  # which WeasyPrint logs for each box


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [("paper", "A5", "A4, Letter"), ("contents", 1, "true or false"), ("margin", "wide", "has no option")],
)
def test_an_option_that_does_not_suit_says_what_would(
    briefing: Briefing, assessment: Template, scales: Scales, name: str, value: str | int, said: str
) -> None:
    with pytest.raises(RenderError, match=said):
        render(apply(briefing, SetOption(name=name, value=value)), assessment, scales)


def without_defaults(manifest: Path) -> str:
    return re.sub(r"^defaults:.*\n", "", manifest.read_text(), flags=re.MULTILINE)


def test_a_template_whose_default_does_not_suit_is_refused(workshop: Workshop) -> None:
    manifest = workshop.folder / "template.yaml"
    manifest.write_text(without_defaults(manifest) + "defaults: {paper: A5}\n")
    with pytest.raises(BriefingError, match=r"template\.yaml.*A5"):
        load_template(workshop.folder)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("tokens: {glow: '#ffffff'}", r"'glow'.*ink"),
        ("defaults: {glow: true}", r"'glow'.*paper"),
        ("parts: [sections, front]", "front"),
        ("max_pages: 0", "max_pages"),
    ],
)
def test_a_manifest_that_names_what_the_base_lacks_is_refused_with_what_it_has(
    workshop: Workshop, line: str, said: str
) -> None:
    manifest = workshop.folder / "template.yaml"
    lines = without_defaults(manifest).splitlines()
    kept = [each for each in lines if not each.startswith("parts:")]
    manifest.write_text("\n".join([*kept, line]))
    with pytest.raises(BriefingError, match=said):
        load_template(workshop.folder)


def test_a_briefing_longer_than_its_template_allows_is_refused_and_told_which_rows_to_cut(
    workshop: Workshop, briefing: Briefing
) -> None:
    manifest = workshop.folder / "template.yaml"
    manifest.write_text(f"{manifest.read_text()}max_pages: 1\n")
    complaint = workshop.complaint(briefing)
    assert "this template has 1" in complaint
    assert "row f3" in complaint


def test_an_unknown_scheme_or_marking_is_refused_before_anything_is_laid_out(
    briefing: Briefing, assessment: Template, scales: Scales
) -> None:
    with pytest.raises(RenderError) as caught:
        render(replace(briefing, scheme_id="kent", marking="SECRET"), assessment, scales)
    assert len(caught.value.problems) == 2
