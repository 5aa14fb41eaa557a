"""Templates that would hang the program, eat its memory or reach out of their folder: stopped, and named."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.errors import RenderError
from briefing.guarded_process import Limits
from briefing.model.briefing import Briefing, Prose, Section
from briefing.render import Template, render
from briefing.render.templates.loader import load_template
from briefing.render.worker.client import render_guarded
from briefing.render.worker.protocol import RenderRequest
from briefing.templating.specimen import attachments, specimen
from tests.builders import bundled_scales
from tests.patience import Patience
from tests.unit.templating.conftest import add, change

NOW = Limits(silence_s=1, total_s=30, memory_mb=700)


@pytest.fixture
def tiny(home: Path) -> Template:
    """A template of a front alone, quickly laid out."""
    folder = home / "templates" / "tiny"
    folder.mkdir(parents=True)
    (folder / "template.yaml").write_text("id: tiny\nname: Tiny\ndescription: A front.\nparts: [front]\n")
    (folder / "front.html.jinja").write_text("<h1>Front</h1>\n")
    (folder / "style.css").write_text('@import url("base/base.css");\n')
    return load_template(folder)


def request(template: Template) -> RenderRequest:
    """A request for a briefing that is composed at once."""
    sections = tuple(
        Section(id=f"s{number}", title=f"Section {number}", items=(Prose(id=f"p{number}", text="Words."),))
        for number in range(1, 4)
    )
    briefing = Briefing(id="gas", title="Gas", template_id=template.spec.id, sections=sections)
    return RenderRequest(briefing, str(template.folder))


def refusal(template: Template, limits: Limits = NOW) -> str:
    with pytest.raises(RenderError) as refused:
        render_guarded(request(template), limits=limits)
    return str(refused.value)


def test_a_sound_template_renders_within_limits_to_the_same_bytes_as_without(tiny: Template) -> None:
    add(
        tiny,
        "logo.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    )
    add(tiny, "front.html.jinja", '<img alt="Logo" src="logo.svg">')
    printed = replace(specimen(), template_id="tiny")
    asked = RenderRequest(printed, str(tiny.folder), attachments())
    made = render_guarded(asked, limits=Limits(memory_mb=1500))
    straight = render(asked.briefing, tiny, bundled_scales(), attachments=asked.attachments)
    assert made.pdf == straight.pdf


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}",
        "{% for a in range(99999) %}{% include 'base/scheme.html.jinja' %}{% endfor %}",
    ],
)
def test_a_page_that_takes_for_ever_is_stopped_and_its_template_named(tiny: Template, text: str) -> None:
    add(tiny, "front.html.jinja", text)
    patience = Patience()
    said = refusal(tiny, dataclasses.replace(NOW, memory_mb=3000))
    assert "took too long" in said
    assert "'tiny' needed more than 1 second" in said
    assert "Your briefing is unchanged" in said
    assert not patience.is_over


def test_a_style_sheet_that_takes_for_ever_is_stopped_and_its_template_named(tiny: Template) -> None:
    add(tiny, "front.html.jinja", "{% for a in range(4000) %}<p>{{ 'word ' * 60 }}</p>{% endfor %}")
    add(tiny, "style.css", "@page { size: 20mm 20mm; margin: 0 }")
    assert "'tiny' needed more than 1 second" in refusal(tiny, dataclasses.replace(NOW, memory_mb=3000))


def test_a_rendering_that_goes_on_and_on_is_stopped_though_it_gives_signs(tiny: Template) -> None:
    change(tiny, "template.yaml", "[front]", "[front, sections]")
    add(
        tiny,
        "sections.html.jinja",
        "{% for a in range(3000) %}{% for b in range(3000) %}{% endfor %}{% endfor %}",
    )
    assert "needed more than 0.5 seconds" in refusal(tiny, Limits(silence_s=50, total_s=0.5))


@pytest.mark.parametrize(
    "text",
    [
        "{% set ns = ('x' * 100000000, 'y' * 400000000, 'z' * 900000000) %}",
        "{% set x %}{{ 'x' * 900000000 }}{% endset %}{{ x }}",
    ],
)
def test_a_page_that_eats_memory_is_stopped_and_its_template_named(tiny: Template, text: str) -> None:
    add(tiny, "front.html.jinja", text)
    said = refusal(tiny, dataclasses.replace(NOW, silence_s=60, total_s=60))
    assert "'tiny'" in said
    assert "700 MB" in said


@pytest.mark.parametrize(
    "text",
    [
        "{% include 'front.html.jinja' %}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "{{ '<div>' * 1500 }}".replace("{{ ", "{{ (").replace(" }}", ")|safe }}"),
    ],
)
def test_a_page_without_end_is_refused_in_words(tiny: Template, text: str) -> None:
    add(tiny, "front.html.jinja", text)
    said = refusal(tiny, Limits(silence_s=60))
    assert "without end" in said or "nested too deeply" in said, said


HIDDEN_ADDRESSES = {
    "a picture": '<image href="file:///etc/hostname" width="9" height="9"/>',
    "a picture of the network": '<image href="https://example.org/a.svg" width="9" height="9"/>',
    "a style": "<style>@import url(file:///etc/hostname);</style>",
    "a style of the network": "<style>@import url(https://example.org/a.css);</style>",
    "a font": "<style>@font-face { font-family: x; src: url(https://example.org/a.ttf) }</style>",
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'


@pytest.mark.parametrize("drawing", HIDDEN_ADDRESSES.values(), ids=HIDDEN_ADDRESSES.keys())
def test_a_drawing_reaches_nothing_outside(tiny: Template, drawing: str) -> None:
    add(tiny, "logo.svg", f"{SVG}{drawing}</svg>")
    add(tiny, "front.html.jinja", '<img alt="Logo" src="logo.svg">')
    assert_nothing_but_refused(tiny)


def test_a_drawing_that_uses_another_is_drawn_without_it(tiny: Template) -> None:
    add(tiny, "logo.svg", f'{SVG}<use href="file:///etc/hostname#a"/></svg>')
    add(tiny, "front.html.jinja", '<img alt="Logo" src="logo.svg">')
    without = rendered(tiny)
    (tiny.folder / "logo.svg").write_text(f"{SVG}</svg>")
    assert without == rendered(tiny)


def rendered(template: Template) -> bytes:
    asked = request(template)
    return render(asked.briefing, template, bundled_scales(), attachments=asked.attachments).pdf


def test_an_entity_in_a_drawing_is_not_read_from_the_disk(tiny: Template, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TheSecretWord")
    add(tiny, "logo.svg", f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file://{secret}">]>'
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="10">&x;</text></svg>')  # fmt: skip
    add(tiny, "front.html.jinja", '<img alt="Logo" src="logo.svg">')
    assert_nothing_but_refused(tiny)


@pytest.mark.parametrize("bomb", ["lol", "quadratic"])
def test_entities_that_grow_do_not(tiny: Template, bomb: str) -> None:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    declared = f'<!ENTITY l0 "lol">{lines}' if bomb == "lol" else f'<!ENTITY l9 "{"x" * 60000}">'
    text = "&l9;" * (1 if bomb == "lol" else 30000)
    add(
        tiny,
        "logo.svg",
        f'<!DOCTYPE svg [{declared}]><svg xmlns="http://www.w3.org/2000/svg"><text>{text}</text></svg>',
    )
    add(tiny, "front.html.jinja", '<img alt="Logo" src="logo.svg">')
    assert refusal(tiny, Limits(silence_s=30, memory_mb=900))


def assert_nothing_but_refused(tiny: Template) -> None:
    asked = request(tiny)
    with pytest.raises(RenderError, match=r"cannot be laid out"):
        render(asked.briefing, tiny, bundled_scales(), attachments=asked.attachments)


@pytest.mark.parametrize(
    "rule",
    [
        "@font-face { font-family: House; src: url(https://example.org/a.ttf) } p { font-family: House }",
        "@font-face { font-family: House; src: url(file:///etc/hostname) } p { font-family: House }",
        "p { background: url('file:///etc/hostname') }",
        "p::before { content: url(//example.org/a.png) }",
        "li { list-style-image: url(https://example.org/a.png) }",
        f"p {{ background: url(data:image/png;base64,{'A' * 3_000_000}) }}",
        "@import url(data:text/css,p{color:red});",
    ],
)
def test_a_style_rule_reaches_nothing_outside(tiny: Template, rule: str) -> None:
    (tiny.folder / "style.css").write_text(rule)
    add(tiny, "front.html.jinja", "<p>Text</p><ul><li>One</li></ul>")
    assert_nothing_but_refused(tiny)


def test_the_clock_and_chance_are_out_of_reach(tiny: Template) -> None:
    for text in ("{{ now() }}", "{{ [1, 2]|random }}", "{{ lipsum() }}", "{{ cycler('a') }}"):
        path = tiny.folder / "front.html.jinja"
        before = path.read_text()
        add(tiny, "front.html.jinja", text)
        with pytest.raises(RenderError):
            render(request(tiny).briefing, tiny, bundled_scales())
        path.write_text(before)
