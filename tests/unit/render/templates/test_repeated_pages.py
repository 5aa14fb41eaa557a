"""Pages that others include are not filled again with the same values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from briefing.render.templates.environment import make_environment
from briefing.render.templates.sandbox import TemplateEnvironment


class Counted:
    """A list of lines that counts how often it is gone through; equal to any of the same lines."""

    def __init__(self, *lines: str) -> None:
        self.lines, self.times = lines, 0

    def __iter__(self) -> Any:
        self.times += 1
        return iter(self.lines)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Counted) and self.lines == other.lines

    def __hash__(self) -> int:
        return hash(self.lines)


@pytest.fixture
def pages(tmp_path: Path) -> TemplateEnvironment:
    files = {
        "whole.html": "{{ title }}: {% include 'lines.html' %}",
        "lines.html": "{% for line in lines %}{{ line }} {% endfor %}",
        "named.html": "{{ title }}: {% include 'of_briefing.html' %}",
        "of_briefing.html": "{% for line in lines %}{{ line }}{{ briefing }} {% endfor %}",
        "nested.html": "{% include 'outer.html' %}",
        "outer.html": "{% for line in lines %}{% include 'inner.html' %}{% endfor %}",
        "inner.html": "{{ line }}{{ title }} ",
        "with_macros.html": "{% import 'macros.html' as m with context %}{{ m.written() }}",
        "macros.html": "{% macro written() %}{% for line in lines %}{{ line }} {% endfor %}{% endmacro %}",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return make_environment(tmp_path, "en")


def filled(pages: TemplateEnvironment, name: str, lines: object, title: object = "T") -> str:
    return pages.get_template(name).render(lines=lines, title=title, briefing="!").strip()


def test_a_page_is_not_filled_again_where_all_that_it_looks_up_is_as_it_was(
    pages: TemplateEnvironment,
) -> None:
    filled(pages, "whole.html", Counted("a", "b"), "First")
    again = Counted("a", "b")
    assert filled(pages, "whole.html", again, "Second") == "Second: a b"
    assert again.times == 0


def test_a_page_is_filled_again_with_what_changed(pages: TemplateEnvironment) -> None:
    for lines in (["a", "b"], ["a", "c"], [], ["a", "b"]):
        assert filled(pages, "whole.html", lines) == f"T: {' '.join(lines)}".strip()


def test_a_page_that_reads_the_briefing_is_filled_each_time(pages: TemplateEnvironment) -> None:
    lines = Counted("a", "b")
    for times in (1, 2, 3):
        assert filled(pages, "named.html", lines) == "T: a! b!"
        assert lines.times == times


def test_a_page_that_includes_another_is_filled_with_what_that_one_looks_up(
    pages: TemplateEnvironment,
) -> None:
    lines = ["a", "b"]
    for title in ("1", "2", "2"):
        assert filled(pages, "nested.html", lines, title) == f"a{title} b{title}"


def test_macros_are_made_for_each_page_that_imports_them(pages: TemplateEnvironment) -> None:
    for lines in (["a"], ["a"], ["b"]):
        assert filled(pages, "with_macros.html", lines) == lines[0]


def test_values_that_are_equal_and_printed_otherwise_are_told_apart(pages: TemplateEnvironment) -> None:
    for value, text in ((1, "1"), (True, "True"), ("<b>", "&lt;b&gt;"), (Markup("<b>"), "<b>")):
        assert pages.get_template("inner.html").render(line=value, title="") == f"{text} "
