"""Pages print texts and numbers; an object that would print its address is an error with a place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefing.errors import RenderError
from briefing.render.templates.environment import fill


class _Opaque:
    def method(self) -> str:
        return "text"


VALUES: dict[str, Any] = {
    "thing": _Opaque(),
    "words": ("a", "b"),
    "number": 3,
    "nothing": None,
    "table": {"a": 1},
}


def filled(folder: Path, page: str) -> str:
    (folder / "page.html.jinja").write_text(f"<p>\n{page}\n</p>")
    return fill(folder, "page.html.jinja", **VALUES)


@pytest.mark.parametrize(
    "page",
    [
        "{{ thing }}",
        "{{ thing.method }}",
        "{{ words|map('upper') }}",
        "{{ [thing] }}",
        "{{ {'a': thing.method} }}",
        "{{ thing.method ~ 'x' }}",
        "{{ 'x' ~ thing }}",
        "{{ thing|string }}",
        "{{ thing|upper }}",
        "{{ [thing.method]|join(', ') }}",
        "{{ '%s'|format(thing) }}",
        "{{ '%s' % thing }}",
        "{{ '{}'.format(thing.method) }}",
        "{% for word in words %}{{ loop }}{% endfor %}",
        "{% macro m() %}x{% endmacro %}{{ m }}",
        "{{ self }}",
        "{% set x %}{{ thing }}{% endset %}{{ x }}",
    ],
)
def test_an_object_is_not_printed_and_its_place_is_named(tmp_path: Path, page: str) -> None:
    with pytest.raises(RenderError) as refused:
        filled(tmp_path, page)
    assert "cannot be printed" in str(refused.value)
    assert "page.html.jinja:2" in str(refused.value)
    assert "0x" not in str(refused.value)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("{{ number }} {{ words|join(', ') }} {{ nothing or '' }}", "3 a, b"),
        ("{{ words|map('upper')|join }}", "AB"),
        ("{{ 'x' ~ number ~ words[0] }}", "x3a"),
        ("{{ '%s %s'|format(number, words[0]) }} {{ '{}'.format(number) }}", "3 a 3"),
        ("{{ ', '.join(words|map('upper')) }}", "A, B"),
        ("{% macro m() %}<b>x</b>{% endmacro %}{{ m() }}", "<b>x</b>"),
        ("{{ table|length }}{{ thing.method() }}", "1text"),
    ],
)
def test_texts_and_numbers_are_printed(tmp_path: Path, page: str, text: str) -> None:
    assert text in filled(tmp_path, page)
