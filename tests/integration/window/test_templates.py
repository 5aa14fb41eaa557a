"""Templates in the window: copied, edited with live pages, checked, handed on, kept and compared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from briefing.app.dialogs.export.dialog import ExportDialog
from briefing.app.dialogs.templates.compare import CompareTemplatesDialog
from briefing.app.dialogs.templates.template_list import CopyTemplateDialog, TemplatesDialog
from briefing.app.services.render_client import RenderClient
from briefing.app.window.main_window import MainWindow
from briefing.app.window.status_line import StatusLine
from briefing.editing import AddItem, SetOption, SetTemplate
from briefing.guarded_process import Limits
from briefing.model.briefing import Briefing, Prose, Section, Table
from briefing.project import open_project
from briefing.render.worker.protocol import Rendered, RenderRequest
from tests.examples import thorough
from tests.integration.window.driver import (
    Program,
    answer,
    apply,
    briefing_of,
    button,
    do,
    document_of,
    notice,
    pick,
    until,
)

pytestmark = pytest.mark.one_program

MANIFEST = """\
id: house
name: House style
description: Quickly laid out.
parts: [front]
common: [paper, colour]
"""
FRONT = """\
<h1 data-field="title">{{ briefing.cover.title }}</h1>
{% for section in briefing.sections %}{% for view in section["items"] %}
{% if view.kind == "prose" %}<p data-row="{{ view.row_id }}">{{ view.paragraphs[0] }}</p>{% endif %}
{% if view.kind == "table" %}<table data-row="{{ view.row_id }}"><tr>
{% for each in view.columns %}<td>{{ each }}</td>{% endfor %}</tr></table>{% endif %}
{% endfor %}{% endfor %}
"""
STYLE = '@import url("base/base.css"); td { white-space: nowrap }\n'


@pytest.fixture
def house(home: Path) -> Path:
    """The folder of a template of the user's own."""
    folder = home / "templates" / "house"
    folder.mkdir(parents=True)
    (folder / "template.yaml").write_text(MANIFEST)
    (folder / "front.html.jinja").write_text(FRONT)
    (folder / "style.css").write_text(STYLE)
    return folder


def a_briefing() -> Briefing:
    section = Section(id="s1", title="First", items=(Prose(id="p1", text="Words of the author."),))
    return Briefing(id="gas", title="Gas", cut_off="2025-10-31", template_id="house", sections=(section,))


@pytest.fixture
def window(house: Path, program: Program) -> MainWindow:
    """A window on a briefing that is made with the user's own template, with its pages."""
    assert house.is_dir()
    program.registry.check_templates()
    program.until(lambda: "house" in templates(program))
    opened = program.begin(a_briefing())
    do(opened, "show_preview")
    program.until(lambda: "Words of the author" in words(opened))
    return opened


def templates(program: Program) -> list[str]:
    resources = program.registry.loader.resources
    assert resources is not None
    return list(resources.templates)


def words(window: MainWindow) -> str:
    pages = window.panes.preview.pages
    return "\n".join(pages.text(page) for page in range(pages.count))


def message_beside_pages(window: MainWindow) -> str:
    shown = window.panes.preview._notice
    return shown.label.text() if shown else ""


def by_rename(path: Path, text: str) -> None:
    """Save as careful editors do: write another file and give it the name."""
    spare = path.with_name(f".{path.name}.swp")
    spare.write_text(text)
    spare.replace(path)


def in_place(path: Path, text: str) -> None:
    path.write_text(text)


def by_backup(path: Path, text: str) -> None:
    """Save as others do: move the old file out of the way first."""
    path.rename(path.with_name(f"{path.name}~"))
    path.write_text(text)


@pytest.mark.parametrize("save", [by_rename, *thorough(in_place, by_backup)])
def test_pages_follow_what_an_editor_saves_in_whatever_way(
    program: Program, window: MainWindow, house: Path, save: Callable[[Path, str], None]
) -> None:
    page = house / "front.html.jinja"
    for number in range(2):
        save(page, f"{FRONT}<p>Saved for the {number}. time</p>")
        program.until(lambda: f"Saved for the {number}. time" in words(window))  # noqa: B023 - waited for at once
    (house / "more.html.jinja").write_text("<p>Out of a new file</p>")
    save(page, f"{FRONT}{{% include 'more.html.jinja' %}}")
    program.until(lambda: "Out of a new file" in words(window))


def test_an_error_is_shown_with_file_and_line_beside_the_last_good_pages_and_goes_when_corrected(
    program: Program, window: MainWindow, house: Path
) -> None:
    page, manifest = house / "front.html.jinja", house / "template.yaml"
    by_rename(page, f"{FRONT}{{{{ briefing.nonsense }}}}\n")
    program.until(lambda: "front.html.jinja:7" in message_beside_pages(window))
    assert "Words of the author" in words(window)
    by_rename(page, f"{FRONT}<p>Corrected</p>")
    program.until(lambda: "Corrected" in words(window) and message_beside_pages(window) == "")
    by_rename(manifest, MANIFEST.replace("[front]", "[back]"))
    program.until(lambda: "template.yaml:4" in message_beside_pages(window))
    assert "Corrected" in words(window)
    by_rename(manifest, MANIFEST)
    program.until(lambda: message_beside_pages(window) == "")


def test_a_template_that_hangs_is_given_up_as_soon_as_it_is_corrected(
    program: Program, window: MainWindow, house: Path
) -> None:
    loop = "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}"
    by_rename(house / "front.html.jinja", FRONT + loop)
    program.until(lambda: window.context.renderer.is_busy)
    by_rename(house / "front.html.jinja", f"{FRONT}<p>Alive again</p>")
    program.until(lambda: "Alive again" in words(window))


def test_a_row_that_leaves_the_page_is_named_and_one_press_goes_there(
    program: Program, window: MainWindow
) -> None:
    wide = tuple(f"Heading{number}" for number in range(40))
    apply(window, AddItem(item=Table(id="t1", caption="Wide", columns=wide, rows=(wide,)), section_id="s1"))
    window.panes.outline.select("s1")
    program.until(lambda: "leaves the page" in message_beside_pages(window))
    assert "“Table 1”" in message_beside_pages(window)
    program.click(button(window.panes.preview, "Go to row t1"))
    assert window.panes.outline.selected_ids() == ["t1"]
    assert window.panes.preview.view._row == "t1"
    assert any(place.row == "t1" for place in window.panes.preview.view.rows)
    assert "leaves the page" in message_beside_pages(window)


# The dialog


@pytest.fixture
def dialog(window: MainWindow) -> TemplatesDialog:
    do(window, "templates")
    [found] = window.findChildren(TemplatesDialog)
    return found


def listed(dialog: TemplatesDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_templates_are_listed_with_where_they_come_from_and_broken_ones_with_why(
    program: Program, dialog: TemplatesDialog, house: Path
) -> None:
    bundled = "Assessment (assessment) · included with the program"
    assert any(each.startswith(bundled) for each in listed(dialog))
    assert any(each.startswith("House style (house) · your own") for each in listed(dialog))
    (house.parent / "torn").mkdir()
    (house.parent / "torn" / "template.yaml").write_text("id: torn\nname: [")
    program.until(lambda: any("torn" in each and "template.yaml:" in each for each in listed(dialog)))
    dialog.choose("torn")
    assert not dialog.buttons["copy"].isEnabled()
    assert dialog.buttons["remove"].isEnabled()
    dialog.choose("assessment")
    assert dialog.buttons["copy"].isEnabled()
    assert not dialog.buttons["remove"].isEnabled()
    dialog.close()


def test_a_template_is_copied_opened_handed_on_removed_and_taken_in_again(
    program: Program,
    window: MainWindow,
    dialog: TemplatesDialog,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog.choose("house")
    program.click(dialog.buttons["copy"])
    [asking] = dialog.findChildren(CopyTemplateDialog)
    asking.name.setText("House style")  # its id is free, but a second try is not
    program.click(asking.copy_button)
    made = home / "templates" / "house-style"
    program.until(lambda: "house-style" in templates(program))
    assert 'name: "House style"' in (made / "template.yaml").read_text()
    assert "house-style" in window.welcome.cards
    went: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: went.append(QUrl(url).toLocalFile()))
    dialog.choose("house-style")
    program.click(dialog.buttons["folder"])
    assert went == [str(made)]
    target = tmp_path / "out.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    program.click(dialog.buttons["export"])
    assert target.is_file()
    asked = answer(monkeypatch, "Cancel")
    dialog.import_zip(target)
    program.click(dialog.buttons["remove"])
    assert len(asked) == 2
    assert made.is_dir()
    answer(monkeypatch, "Delete")
    program.click(dialog.buttons["remove"])
    program.until(lambda: "house-style" not in templates(program))
    assert not made.exists()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(target), ""))
    program.click(dialog.buttons["import"])
    program.until(lambda: "house-style" in templates(program))
    (tmp_path / "evil.zip").write_bytes(b"PK nothing")
    dialog.import_zip(tmp_path / "evil.zip")
    assert "evil.zip" in dialog.status_label.text()
    dialog.close()


def test_the_check_lists_what_it_finds_and_opens_the_file(
    program: Program, dialog: TemplatesDialog, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: went.append(QUrl(url).toLocalFile()))
    dialog.choose("house")
    by_rename(house / "style.css", f"{STYLE}p {{ color: var(--nothing) }}\n")
    by_rename(house / "front.html.jinja", f"{FRONT}{{{{ briefing.nonsense }}}}\n")
    program.click(dialog.buttons["check"])
    assert not dialog.buttons["check"].isEnabled()
    program.until(dialog.buttons["check"].isEnabled)
    found = [dialog.findings.item(row).text() for row in range(dialog.findings.count())]
    assert any("style.css:2" in each and "--nothing" in each for each in found)
    assert any("front.html.jinja:7" in each and "'nonsense'" in each for each in found)
    dialog.findings.itemActivated.emit(dialog.findings.item(0))
    assert Path(went[0]).is_file()
    dialog.close()


# The copy that a project keeps


def exported(program: Program, window: MainWindow, target: Path, template_id: str = "house") -> None:
    dialog = window.controllers.export.open_dialog()
    assert isinstance(dialog, ExportDialog)
    dialog.path.setText(str(target))
    pick(dialog.template, template_id)
    program.click(dialog.export_button)
    program.until(lambda: dialog.result_text.isVisible() or dialog.error_label.isVisible())
    assert dialog.result_text.isVisible(), dialog.error_label.text()
    dialog.close()


def test_an_export_keeps_the_template_with_the_project_and_marks_it_unsaved(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    document = document_of(window)
    document.save(tmp_path / "gas.briefing")
    assert document.session.project.template == {}
    exported(program, window, tmp_path / "other.pdf", "assessment")
    assert not window.isWindowModified()
    exported(program, window, tmp_path / "out.pdf")
    assert window.isWindowModified()
    status_line = window.findChild(StatusLine)
    assert status_line is not None
    assert status_line.saved.text() == "template of the export added; not saved yet"
    assert set(document.session.project.template) > {"template.yaml", "style.css", "base/base.css"}
    document.save()
    assert not window.isWindowModified()
    exported(program, window, tmp_path / "again.pdf")
    assert not window.isWindowModified()
    assert open_project(tmp_path / "gas.briefing").template == document.session.project.template


@pytest.fixture
def kept(program: Program, window: MainWindow, tmp_path: Path, house: Path) -> MainWindow:
    """A briefing with a copy of its template, which has changed since."""
    exported(program, window, tmp_path / "out.pdf")
    by_rename(house / "front.html.jinja", f"{FRONT}<p>The new look</p>")
    program.until(lambda: "has changed since this briefing was last exported" in notice(window))
    return window


def test_a_changed_template_is_said_and_pages_stay_as_they_were_until_it_is_followed(
    program: Program, kept: MainWindow, house: Path
) -> None:
    do(kept, "refresh")
    program.until(lambda: not kept.context.renderer.is_busy)
    assert "The new look" not in words(kept)
    program.click(button(kept, "Use the new template version"))
    program.until(lambda: "The new look" in words(kept))
    by_rename(house / "front.html.jinja", f"{FRONT}<p>A newer look still</p>")
    program.until(lambda: "A newer look still" in words(kept))
    assert "has changed since this briefing was last exported" not in notice(kept)


def test_the_pages_are_compared_side_by_side_and_on_a_yes_the_new_template_is_kept(
    program: Program, kept: MainWindow, house: Path
) -> None:
    do(kept, "compare_templates")
    [dialog] = kept.findChildren(CompareTemplatesDialog)
    program.until(dialog.use_button.isEnabled)
    program.until(lambda: all(view.pages.count for view in dialog.views))
    assert dialog.differing == [1]
    assert "1 of 1 pages differ" in dialog.status_label.text()
    left, right = (view.pages.text(0) for view in dialog.views)
    assert "The new look" not in left
    assert "The new look" in right
    document = document_of(kept)
    before = document.session.project.template
    dialog.views[0].set_zoom("400")
    dialog.views[1].set_zoom("400")
    bar = dialog.views[0].verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    assert dialog.views[1].verticalScrollBar().value() == bar.value() > 0
    program.click(dialog.use_button)
    assert document.session.project.template != before
    assert (
        document.session.project.template["front.html.jinja"] == (house / "front.html.jinja").read_bytes()
    )
    assert document.is_modified
    program.until(lambda: "The new look" in words(kept))


def test_a_project_opens_with_its_old_look_where_its_template_is_gone(
    program: Program, kept: MainWindow, house: Path, tmp_path: Path
) -> None:
    path = tmp_path / "gas.briefing"
    document_of(kept).save(path)
    kept.controllers.save.close()
    for file in house.iterdir():
        file.unlink()
    house.rmdir()
    program.until(lambda: "house" not in templates(program))
    opened = program.open(path)
    do(opened, "show_preview")
    program.until(lambda: "Words of the author" in words(opened))
    dialog = opened.controllers.export.open_dialog()
    assert dialog is not None
    assert dialog.template.currentData() == "house"
    dialog.close()


def test_a_kept_template_is_recovered_after_a_crash_with_the_edits(
    program: Program, kept: MainWindow
) -> None:
    from briefing.project import read_journal

    folder = document_of(kept).journal_folder
    assert folder is not None
    assert read_journal(folder).base.template == document_of(kept).session.project.template
    assert program.registry.windows


# Changing the template


def test_options_that_mean_the_same_are_taken_along_to_another_template(
    program: Program, window: MainWindow
) -> None:
    from briefing.app.dialogs.briefing.details import DetailsDialog

    apply(window, SetOption(name="paper", value="Letter"))
    do(window, "details")
    [dialog] = window.findChildren(DetailsDialog)
    pick(dialog.template, "assessment")
    assert dialog.options.values() == {"paper": "Letter"}
    dialog.accept()
    changed = briefing_of(window)
    assert (changed.template_id, changed.template_options) == ("assessment", {"paper": "Letter"})
    assert program.registry.windows


def test_the_program_starts_with_a_broken_template_of_the_users(house: Path) -> None:
    from briefing.app.services.resources import load_resources

    (house / "template.yaml").write_text("id: house\n\tname")
    resources = load_resources([])
    assert "assessment" in resources.templates
    [broken] = resources.broken
    assert broken.problems[0].line == 2


def test_a_broken_template_does_not_let_a_bundled_one_of_its_id_take_its_place(
    program: Program, window: MainWindow, house: Path
) -> None:
    apply(window, SetTemplate(template_id="assessment"))
    program.until(lambda: "Page 1" in words(window))
    house.rename(house.with_name("assessment"))
    manifest = house.with_name("assessment") / "template.yaml"
    manifest.write_text(MANIFEST.replace("id: house", "id: assessment").replace("[front]", "[nothing]"))
    program.until(lambda: "template.yaml:4" in message_beside_pages(window))


# Limits


def test_a_template_that_eats_memory_is_stopped_and_the_next_order_is_filled(
    qtbot: QtBot, house: Path
) -> None:
    renderer = RenderClient(limits=Limits(memory_mb=700))
    said: list[str] = []
    done: list[Rendered] = []

    request = RenderRequest(a_briefing(), str(house))

    (house / "front.html.jinja").write_text("{% set x %}{{ 'x' * 900000000 }}{% endset %}{{ x }}")
    renderer.render(request, done.append, said.extend)
    until(qtbot, lambda: bool(said))
    assert "'house'" in said[0]
    assert "700 MB" in said[0]
    (house / "front.html.jinja").write_text(FRONT)
    renderer.render(request, done.append, said.extend)
    until(qtbot, lambda: bool(done))
    renderer.close()


def test_a_template_that_never_ends_is_stopped_and_named(qtbot: QtBot, house: Path) -> None:
    renderer = RenderClient(limits=Limits(total_s=1))
    said: list[str] = []
    loop = "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}"
    (house / "front.html.jinja").write_text(FRONT + loop)
    renderer.render(RenderRequest(a_briefing(), str(house)), lambda _made: None, said.extend)
    until(qtbot, lambda: bool(said))
    assert "'house' needed more than 1 second" in said[0]
    assert renderer.process_id == 0
    renderer.close()
