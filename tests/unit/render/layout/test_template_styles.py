"""Style sheets and fonts that are kept for the next typesetter of a template."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import pytest

from briefing.errors import RenderError
from briefing.render.layout.typesetter import Typesetter

_PAGE = "<html lang=en><title>One</title><p>Page</p>"
_STYLE = "style.css"


def _width_pt(folder: Path) -> float:
    (page,) = Typesetter(folder, {}).lay_out(_PAGE).pages
    return float(page.width) * 0.75


def _fonts(folder: Path) -> object:
    return Typesetter(folder, {}).fonts_of(())


def test_the_next_typesetter_of_a_template_has_the_same_fonts_and_styles(tmp_path: Path) -> None:
    (tmp_path / _STYLE).write_text("@page { size: 300pt }")
    assert _fonts(tmp_path) is _fonts(tmp_path)


def test_a_style_sheet_that_changed_is_read_again(tmp_path: Path) -> None:
    (tmp_path / _STYLE).write_text("@page { size: 300pt }")
    assert _width_pt(tmp_path) == pytest.approx(300)
    (tmp_path / _STYLE).write_text("@page { size: 400pt }")
    assert _width_pt(tmp_path) == pytest.approx(400)


def test_a_style_sheet_of_which_an_imported_one_changed_is_read_again(tmp_path: Path) -> None:
    (tmp_path / _STYLE).write_text("@import url(pages.css);")
    (tmp_path / "pages.css").write_text("@page { size: 300pt }")
    assert _width_pt(tmp_path) == pytest.approx(300)
    (tmp_path / "pages.css").write_text("@page { size: 400pt }")
    assert _width_pt(tmp_path) == pytest.approx(400)


def test_a_style_sheet_that_was_removed_is_not_used_any_more(tmp_path: Path) -> None:
    before = _width_pt(tmp_path)
    (tmp_path / _STYLE).write_text("@page { size: 300pt }")
    assert _width_pt(tmp_path) == pytest.approx(300)
    (tmp_path / _STYLE).unlink()
    assert _width_pt(tmp_path) == pytest.approx(before)


def test_a_style_sheet_that_weasyprint_warns_of_is_warned_of_each_time(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / _STYLE).write_text("p { no-such-property: 1 }")
    with caplog.at_level(logging.WARNING, "weasyprint"):
        Typesetter(tmp_path, {})
        first = len(caplog.records)
        Typesetter(tmp_path, {})
    assert first >= 1
    assert len(caplog.records) == 2 * first


@pytest.mark.parametrize("rule", ["@font-face", "@FONT-FACE", r"@font\2d face"])
def test_a_font_of_the_style_sheet_is_loaded_however_its_rule_is_written(tmp_path: Path, rule: str) -> None:
    (tmp_path / _STYLE).write_text(f"{rule} {{ font-family: House; src: url(https://example.org/a.ttf) }}")
    for _ in range(2):
        with pytest.raises(RenderError, match=r"example\.org"):
            Typesetter(tmp_path, {})


def test_threads_share_no_fonts(tmp_path: Path) -> None:
    others: list[object] = []
    thread = threading.Thread(target=lambda: others.append(_fonts(tmp_path)))
    thread.start()
    own = _fonts(tmp_path)
    thread.join()
    assert others[0] is not own
