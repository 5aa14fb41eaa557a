"""The check of a template: what it says of sound ones, and what it finds in each that was spoilt."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from briefing import paths
from briefing.composition.compose import compose
from briefing.composition.views.document import PrintedBriefing
from briefing.composition.views.statements import FactView, ItemView
from briefing.guarded_process import Limits
from briefing.model.briefing import ChartItem, ChartKind, Item
from briefing.render import Template, load_templates
from briefing.render.pipeline import composed
from briefing.render.templates.loader import load_template
from briefing.templating import check
from briefing.templating.check import (
    TemplateFinding,
    TemplateSeverity,
    check_guarded,
    check_template,
)
from briefing.templating.folder import copy_template
from briefing.templating.page_checks import contrast
from briefing.templating.source_checks import source_findings
from briefing.templating.specimen import attachments, specimen, variants
from briefing.templating.style_checks import style_findings
from tests.builders import bundled_scales
from tests.unit.templating.conftest import add, change, findings


def test_the_specimen_has_every_kind_of_item_shown_and_hidden_graded_and_not() -> None:
    items = list(specimen().walk_items())
    every = {(kind, hidden) for kind in get_args(Item) for hidden in (True, False)}
    assert {(type(item), item.hidden) for item in items} == every
    drawn = {item.kind for item in items if isinstance(item, ChartItem) and not item.hidden}
    assert drawn == set(ChartKind)
    assert {bool(getattr(item, "grade", None)) for item in items} == {True, False}
    assert attachments().keys() == {item.attachment for item in items if hasattr(item, "attachment")}


def test_the_specimen_has_a_contradiction_a_superseded_fact_and_text_from_right_to_left() -> None:
    context = compose(specimen(), load_templates()["assessment"].options({}), bundled_scales())
    facts = [view for view in _views(context) if isinstance(view, FactView)]
    assert any(fact.opposed for fact in facts)
    assert any(fact.superseded for fact in facts)
    assert any(fact.direction == "rtl" for fact in facts)


def _views(context: PrintedBriefing) -> Iterator[ItemView]:
    waiting = list(context.sections)
    while waiting:
        section = waiting.pop()
        waiting += section.sections
        yield from section.items


def test_every_value_of_every_choice_is_tried() -> None:
    template = load_templates()["assessment"]
    tried = {
        (name, value)
        for each in variants(template)
        for name, value in each.briefing.template_options.items()
    }
    for option in template.spec.options:
        for value in option.choices:
            assert value == option.default or (option.name, value) in tried


@pytest.mark.parametrize("template_id", sorted(load_templates()))
def test_a_bundled_template_has_nothing_to_find_in_its_files(template_id: str) -> None:
    template = load_templates()[template_id]
    assert [*map(str, source_findings(template)), *map(str, style_findings(template))] == []


SPOILT_FILES = [
    ("front.html.jinja", "{{ cover.titel }}", "unknown-name", "Did you mean 'title'?"),
    ("attribute.html.jinja", "{{ briefing.nonsense }}", "unknown-name", "'briefing' has no 'nonsense'"),
    ("phrase.html.jinja", '{{ t("heading.sorces") }}', "unknown-phrase", "Did you mean 'heading.sources'?"),
    ("value.html.jinja", '{{ t("evidence.drawn_from", evidence=nonsense) }}', "unknown-name", "'nonsense'"),
    ("condition.html.jinja", "{% if false %}{{ wherever }}{% endif %}", "unknown-name", "There is no name 'wherever'"),
    ("loop.html.jinja", "{% for j in briefing.judgements %}{{ j.txt }}{% endfor %}", "unknown-name", "'text'"),
    ("option.html.jinja", "{{ options.scheme_bos }}", "unknown-option", "Did you mean 'scheme_box'?"),
    ("token.html.jinja", "{{ tokens.acent }}", "unknown-token", "Did you mean 'accent'?"),
    ("include.html.jinja", "{% include 'nowhere.html.jinja' %}", "missing-file", "nowhere.html.jinja"),
    ("tag.html.jinja", "{% if %}", "syntax", "syntax error"),
    ("unused.html.jinja", "{% for x in %}", "syntax", "syntax error"),
    ("image.html.jinja", '<img src="a.png">', "missing-alt", "alt"),
    ("network.html.jinja", '<img alt="" src="https://example.org/a.png">', "outside", "https://example.org"),
    ("disk.html.jinja", '<img alt="" src="file:///etc/hostname">', "outside", "file:"),
    ("hidden.html.jinja", "<p>Iran\u2067</p>", "hidden-character", "U+2067 (RIGHT-TO-LEFT ISOLATE)"),
    ("logo.svg", '<svg><image href="file:///etc/hostname"/></svg>', "outside", "refers to something outside"),
    ("entity.svg", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]><svg>&x;</svg>', "outside", "ENTITY"),
]  # fmt: skip


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """A template with these files, each with a fault of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TREATY_BRIEFING_HOME", str(tmp_path_factory.mktemp("home")))
        template = copy_template(load_templates()["assessment"], "my-assessment")
    for file, text, _, _ in SPOILT_FILES:
        add(template, file, f"\n{text}\n")
    return template


@pytest.fixture(scope="module")
def found_in_spoilt(spoilt: Template) -> dict[str, list[TemplateFinding]]:
    """The findings in each file; reading all pages takes most of the time of a check."""
    found: dict[str, list[TemplateFinding]] = {}
    for each in source_findings(spoilt):
        found.setdefault(Path(each.problem.file).name, []).append(each)
    return found


@pytest.mark.parametrize(("file", "text", "rule", "said"), SPOILT_FILES)
def test_what_is_wrong_in_a_page_is_found_with_its_line(
    spoilt: Template,
    found_in_spoilt: dict[str, list[TemplateFinding]],
    file: str,
    text: str,
    rule: str,
    said: str,
) -> None:
    line = (spoilt.folder / file).read_text().split("\n").index(text) + 1
    found = [each for each in found_in_spoilt[file] if each.rule == rule]
    assert any(said in str(each) for each in found), list(map(str, found_in_spoilt[file]))
    assert {each.problem.line for each in found} == {line}
    assert all(each.severity is TemplateSeverity.ERROR and each.problem.remedy for each in found)


def test_nothing_is_found_in_the_other_files(found_in_spoilt: dict[str, list[TemplateFinding]]) -> None:
    assert found_in_spoilt.keys() == {file for file, *_ in SPOILT_FILES}


def test_names_of_a_page_are_known_in_its_blocks_and_to_the_pages_that_extend_it_alone(
    own: Template,
) -> None:
    add(
        own,
        "high.html.jinja",
        '{% import "base/macros.html.jinja" as above %}\n{% block x %}{% endblock %}\n',
    )
    low = "{% block x %}{{ above.measure(1) }}{{ mine.measure(1) }}{% endblock %}\n"
    add(
        own,
        "low.html.jinja",
        '{% extends "high.html.jinja" %}\n{% import "base/macros.html.jinja" as mine %}\n' + low,
    )
    assert list(map(str, source_findings(own))) == []
    add(own, "other.html.jinja", low)
    found = [each.problem.message for each in source_findings(own)]
    assert found == ["There is no name 'above'.", "There is no name 'mine'."]


@pytest.mark.parametrize(
    "page",
    [
        "{% set words %}Words{% endset %}{{ words }}",
        "{% with words = 1 %}{{ words }}{% endwith %}",
        "{% macro row() %}{{ caller(1) }}{% endmacro %}{% call(words) row() %}{{ words }}{% endcall %}",
        "{% set words = 1 %}{{ words }}",
    ],
)
def test_names_that_a_page_sets_in_any_way_are_known(own: Template, page: str) -> None:
    add(own, "words.html.jinja", page)
    assert [each.problem.message for each in source_findings(own) if "words" in each.problem.message] == []


@pytest.mark.parametrize("root", ["treaties", "comparison"])
def test_the_treaties_of_a_briefing_are_known_to_the_check(own: Template, root: str) -> None:
    add(
        own,
        "front.html.jinja",
        f"{{% for each in briefing.{root} %}}{{{{ each.title }}}}{{{{ each.nothing }}}}{{% endfor %}}",
    )
    [found] = source_findings(own)
    assert "'each' has no 'nothing'" in found.problem.message


SPOILT_STYLES = [
    ("p { color: var(--akzent) }", "unknown-token", TemplateSeverity.ERROR, "akzent"),
    (
        "p { font-family: 'Comic Sans MS', serif }",
        "unknown-font",
        TemplateSeverity.WARNING,
        "Comic Sans MS",
    ),
    (
        "p { font: 700 10pt/1.2 Helvetica, sans-serif }",
        "unknown-font",
        TemplateSeverity.WARNING,
        "Helvetica",
    ),
    ("p { background: url(https://example.org/a.png) }", "outside", TemplateSeverity.ERROR, "example.org"),
    ("p { background: url(nowhere.png) }", "missing-file", TemplateSeverity.ERROR, "nowhere.png"),
    ('@import "nowhere.css";', "missing-file", TemplateSeverity.ERROR, "nowhere.css"),
    (
        "@media print { p { color: var(--nothing-like-it) } }",
        "unknown-token",
        TemplateSeverity.ERROR,
        "nothing-like-it",
    ),
    ("p { color red }", "style-syntax", TemplateSeverity.ERROR, "declaration"),
]


@pytest.mark.parametrize(("text", "rule", "severity", "said"), SPOILT_STYLES)
def test_what_is_wrong_in_a_style_sheet_is_found_with_its_line(
    own: Template, text: str, rule: str, severity: TemplateSeverity, said: str
) -> None:
    add(own, "style.css", f"\n{text}\n")
    line = (own.folder / "style.css").read_text().split("\n").index(text) + 1
    [found] = list(style_findings(own))
    assert (found.rule, found.severity, found.problem.line) == (rule, severity, line)
    assert said in found.problem.message


def test_a_font_that_the_template_brings_is_none_that_is_missing(own: Template) -> None:
    add(
        own,
        "style.css",
        "@font-face { font-family: House; src: url(house.ttf) }\np { font-family: House }\n",
    )
    (own.folder / "house.ttf").write_bytes(b"")
    assert list(style_findings(own)) == []


def test_an_option_or_token_that_nothing_uses_is_a_warning_at_its_line(own: Template) -> None:
    change(own, "front.html.jinja", '{% include "base/changes.html.jinja" %}', "")
    change(own, "template.yaml", "common:", "tokens: {against: '#f3e9e6'}\ncommon:")
    change(own, "base/base.css", "background: var(--against)", "background: none")
    changed = load_template(own.folder)
    found = [*source_findings(changed), *style_findings(changed)]
    assert {(each.rule, each.severity) for each in found} == {
        ("unused-option", TemplateSeverity.WARNING),
        ("unused-token", TemplateSeverity.WARNING),
    }
    assert all(each.problem.line for each in found)


def test_what_is_wrong_on_the_pages_is_found_once_with_cause_and_place(
    own: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "variants", lambda template: itertools.islice(variants(template), 2))
    change(own, "base/page.html.jinja", ' lang="{{ briefing.cover.language }}"', "")
    change(own, "base/furniture.html.jinja", "{{ briefing.marking.label }}</span></div>\n    <div class=\"foot-left\">",
           "</span></div>\n    <div class=\"foot-left\">")  # fmt: skip
    change(own, "base/furniture.html.jinja", "<span>{{ briefing.marking.label }}</span>", "<span></span>")
    change(own, "front.html.jinja", '<h2>{{ t("heading.key_judgements") }}</h2>', "<h4>Judged</h4>")
    change(own, "front.html.jinja", "{{ m.particulars_line(briefing) }}", "<p>No particulars</p>")
    add(own, "style.css", "\n.prose p { color: #c0c0c0 }\n.kicker { color: #777777 }\n")
    found = findings(own)
    assert found.keys() == {"no-language", "no-marking", "heading-order", "contrast"}
    [language] = found["no-language"]
    assert language.problem.file.endswith("base/page.html.jinja")
    assert language.problem.line == 4
    [heading] = found["heading-order"]
    assert "level 4 follows one of level 1" in heading.problem.message
    assert heading.severity is TemplateSeverity.WARNING
    assert heading.problem.line
    [marking] = found["no-marking"]
    assert marking.seen == "the specimen, page 1"
    said = [each.problem.message for each in found["contrast"]]
    assert any("#c0c0c0 on #ffffff is 1.8:1" in each for each in said)
    assert any("#777777 on #ffffff is 4.5:1" in each for each in said)  # 4.48, and too little
    assert all(each.problem.line and each.problem.file.endswith("style.css") for each in found["contrast"])


def test_a_manifest_that_cannot_be_read_is_found_with_its_line(own: Template) -> None:
    change(own, "template.yaml", "default: list", "default: lost")
    [found] = check_template(own.folder)
    assert found.rule == "manifest"
    assert "'lost'" in found.problem.message
    assert found.problem.line


def test_a_file_that_copies_leave_out_is_named(own: Template) -> None:
    add(own, "notes.docx", "x")
    add(own, ".hidden", "x")
    add(own, "style.css~", "x")
    add(own, "front.html.jinja", "{{ briefing.nonsense")  # so that nothing is laid out
    assert [Path(each.problem.file).name for each in findings(own)["stray-file"]] == ["notes.docx"]


def test_contrast_is_measured_as_wcag_defines_it() -> None:
    black, white, grey = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0), (119 / 255,) * 3
    assert contrast(black, white) == contrast(white, black) == pytest.approx(21)
    assert contrast(white, white) == 1
    assert contrast((grey[0], grey[1], grey[2]), white) == pytest.approx(4.48, abs=0.005)


def test_a_template_that_never_ends_is_stopped_and_said_so(own: Template) -> None:
    add(
        own,
        "front.html.jinja",
        "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}",
    )
    [found] = check_guarded(own.folder, Limits(total_s=1))
    assert found.rule == "limits"
    assert "took too long" in found.problem.message


@pytest.mark.parametrize("name", sorted(load_templates([paths.templates()])))
def test_every_briefing_of_the_check_can_be_composed_for_the_template_that_it_is_for(name: str) -> None:
    template = load_templates([paths.templates()])[name]
    for variant in variants(template):
        context = composed(variant.briefing, template, bundled_scales(), variant.earlier)
        assert len(context.treaties) >= template.spec.least_treaties
