"""Pages of templates are compiled once, also for another process."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

import jinja2
import pytest

from briefing.render.templates import compiled_pages
from briefing.render.templates.environment import fill


def test_a_page_that_another_process_compiled_is_not_compiled_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "page.html.jinja").write_text("{{ word|upper }} in {{ place }}", encoding="utf-8")
    compiled: list[str | None] = []
    compile_page = jinja2.Environment.compile

    def noted(environment: jinja2.Environment, source: str, name: str | None, file: str | None) -> object:
        compiled.append(name)
        return compile_page(environment, source, name, file)

    monkeypatch.setattr(jinja2.Environment, "compile", noted)
    monkeypatch.setattr(compiled_pages, "_compiled", OrderedDict())
    assert fill(tmp_path, "page.html.jinja", word="gas", place="Astana") == "GAS in Astana"
    content = compiled_pages.pages_as_bytes()
    monkeypatch.setattr(compiled_pages, "_compiled", OrderedDict())
    compiled_pages.add_pages(content)
    assert fill(tmp_path, "page.html.jinja", word="oil", place="Minsk") == "OIL in Minsk"
    assert compiled == ["page.html.jinja"]
