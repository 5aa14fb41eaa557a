"""Templates that would hang the program, eat its memory or reach out of their folder: stopped, and named."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.errors import RenderError
from briefing.render import Template, render
from briefing.render.guarded import render_guarded
from briefing.render.limits import Limits
from briefing.render.worker import Request
from briefing.templating.specimen import attachments, specimen
from tests.builders import bundled_scales
from tests.templating.conftest import add, change

NOW = Limits(silence_s=3, total_s=12, memory_mb=700)


def request(template: Template) -> Request:
    printed = replace(specimen(), template_id=template.spec.id)
    return Request(
        number=1, briefing=printed, template_folder=str(template.folder), attachments=attachments()
    )


def refusal(template: Template, limits: Limits = NOW) -> str:
    with pytest.raises(RenderError) as refused:
        render_guarded(request(template), limits=limits)
    return str(refused.value)


def test_a_sound_template_renders_within_limits_to_the_same_bytes_as_without(own: Template) -> None:
    asked = request(own)
    made = render_guarded(asked, limits=Limits(memory_mb=1500))
    straight = render(asked.briefing, own, bundled_scales(), attachments=asked.attachments)
    assert made.pdf == straight.pdf


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}",
        "{% for a in range(99999) %}{% include 'base/scheme.html.jinja' %}{% endfor %}",
    ],
)
def test_a_page_that_takes_for_ever_is_stopped_and_its_template_named(own: Template, text: str) -> None:
    add(own, "front.html.jinja", text)
    begun = time.monotonic()
    said = refusal(own, dataclasses.replace(NOW, memory_mb=3000))
    assert "took too long" in said
    assert "'my-assessment' was at it for more than 3 seconds" in said
    assert "Your briefing is as it was" in said
    assert time.monotonic() - begun < 60


def test_a_rendering_that_goes_on_and_on_is_stopped_though_it_gives_signs(own: Template) -> None:
    add(
        own,
        "sections.html.jinja",
        "{% for a in range(3000) %}{% for b in range(3000) %}{% endfor %}{% endfor %}",
    )
    assert "for more than 0.5 seconds" in refusal(own, Limits(silence_s=50, total_s=0.5))


@pytest.mark.parametrize(
    "text",
    [
        "{% set ns = ('x' * 100000000, 'y' * 400000000, 'z' * 900000000) %}",
        "{% set x %}{{ 'x' * 900000000 }}{% endset %}{{ x }}",
    ],
)
def test_a_page_that_eats_memory_is_stopped_and_its_template_named(own: Template, text: str) -> None:
    add(own, "front.html.jinja", text)
    said = refusal(own, dataclasses.replace(NOW, silence_s=60, total_s=60))
    assert "'my-assessment'" in said
    assert "700 MB" in said


@pytest.mark.parametrize(
    "text",
    [
        "{% include 'front.html.jinja' %}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "{{ '<div>' * 5000 }}".replace("{{ ", "{{ (").replace(" }}", ")|safe }}"),
    ],
)
def test_a_page_without_end_is_refused_in_words(own: Template, text: str) -> None:
    add(own, "front.html.jinja", text)
    said = refusal(own, Limits(silence_s=60))
    assert "without end" in said or "too deep within one another" in said, said


HIDDEN_ADDRESSES = {
    "a picture in an SVG": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{}" width="9" height="9"/></svg>',
    "a use in an SVG": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><use href="{}#a"/></svg>',
    "a style in an SVG": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><style>@import url({});</style></svg>',
}


@pytest.mark.parametrize("drawing", HIDDEN_ADDRESSES.values(), ids=HIDDEN_ADDRESSES.keys())
@pytest.mark.parametrize("address", ["file:///etc/hostname", "https://example.org/a.svg"])
def test_a_drawing_reaches_nothing_outside(own: Template, drawing: str, address: str) -> None:
    add(own, "logo.svg", drawing.format(address))
    add(own, "front.html.jinja", '<img alt="Logo" src="logo.svg">')
    assert_nothing_but_refused(own)


def test_an_entity_in_a_drawing_is_not_read_from_the_disk(own: Template, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TheSecretWord")
    add(own, "logo.svg", f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file://{secret}">]>'
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="10">&x;</text></svg>')  # fmt: skip
    add(own, "front.html.jinja", '<img alt="Logo" src="logo.svg">')
    assert_nothing_but_refused(own)


@pytest.mark.parametrize("bomb", ["lol", "quadratic"])
def test_entities_that_grow_do_not(own: Template, bomb: str) -> None:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    declared = f'<!ENTITY l0 "lol">{lines}' if bomb == "lol" else f'<!ENTITY l9 "{"x" * 60000}">'
    text = "&l9;" * (1 if bomb == "lol" else 30000)
    add(
        own,
        "logo.svg",
        f'<!DOCTYPE svg [{declared}]><svg xmlns="http://www.w3.org/2000/svg"><text>{text}</text></svg>',
    )
    add(own, "front.html.jinja", '<img alt="Logo" src="logo.svg">')
    assert refusal(own, Limits(silence_s=30, memory_mb=900))


def assert_nothing_but_refused(own: Template) -> None:
    asked = request(own)
    with pytest.raises(RenderError, match=r"cannot be laid out|not sound"):
        render(asked.briefing, own, bundled_scales(), attachments=asked.attachments)


@pytest.mark.parametrize(
    "rule",
    [
        "@font-face { font-family: House; src: url(https://example.org/a.ttf) } p { font-family: House }",
        "@font-face { font-family: House; src: url(file:///etc/hostname) } p { font-family: House }",
        "p { background: url('file:///etc/hostname') }",
        "p::before { content: url(//example.org/a.png) }",
        "li { list-style-image: url(https://example.org/a.png) }",
    ],
)
def test_a_style_rule_reaches_nothing_outside(own: Template, rule: str) -> None:
    add(own, "style.css", rule)
    add(own, "front.html.jinja", "<ul><li>One</li></ul>")
    assert_nothing_but_refused(own)


def test_the_clock_and_chance_are_out_of_reach(own: Template) -> None:
    for text in ("{{ now() }}", "{{ [1, 2]|random }}", "{{ lipsum() }}", "{{ cycler('a') }}"):
        path = own.folder / "front.html.jinja"
        before = path.read_text()
        add(own, "front.html.jinja", text)
        with pytest.raises(RenderError):
            render(request(own).briefing, own, bundled_scales(), attachments=attachments())
        path.write_text(before)
    change(own, "template.yaml", "description", "description")
