"""Copying, handing on and taking in templates: the same bytes, and nothing hostile."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing import template_files
from briefing.errors import BriefingError, RenderError
from briefing.render import Template, load_templates, survey_templates
from briefing.templating.archive import import_template, pack_template, unpack_template
from briefing.templating.folder import copy_template, files_of, remove_folder
from tests.unit.templating.conftest import change

MANIFEST = b"id: x\nname: X\ndescription: X\n"


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return packed.getvalue()


def link(name: str, target: bytes) -> tuple[zipfile.ZipInfo, bytes]:
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry, target


def test_a_copy_has_its_own_id_name_and_base_and_is_listed(own: Template) -> None:
    assert (own.spec.id, own.spec.name) == ("my-assessment", "My assessment")
    assert own.base == own.folder / "base"
    assert not own.is_bundled
    assert survey_templates().templates["my-assessment"].folder == own.folder
    bundled = load_templates()["assessment"]
    assert own.spec.options == bundled.spec.options
    others = {name: raw for name, raw in files_of(own).items() if name != template_files.MANIFEST}
    assert others == {
        name: raw for name, raw in files_of(bundled).items() if name != template_files.MANIFEST
    }


@pytest.mark.parametrize("new_id", ["my-assessment", "assessment", "../up", "Big", "", "a b"])
def test_a_copy_under_an_id_that_is_taken_or_none_is_refused(own: Template, new_id: str) -> None:
    before = sorted(own.folder.parent.rglob("*"))
    with pytest.raises(RenderError):
        copy_template(own, new_id)
    assert sorted(own.folder.parent.rglob("*")) == before


def test_a_broken_template_is_listed_with_its_line_and_hinders_no_other(own: Template) -> None:
    second = copy_template(own, "second")
    change(own, "template.yaml", "options:", "options: {")
    survey = survey_templates()
    assert {"assessment", "second"} <= survey.templates.keys()
    [broken] = survey.broken
    assert (broken.id, broken.folder) == ("my-assessment", own.folder)
    assert broken.problems[0].line
    change(second, "template.yaml", "id: second", "id: third")
    copy_of_third = copy_template(load_templates()["assessment"], "fourth")
    change(copy_of_third, "template.yaml", "id: fourth", "id: third")
    assert [each.problems[0].field for each in survey_templates().broken if each.id == "third"] == ["id"]


def test_export_gives_equal_bytes_and_import_the_same_template(own: Template) -> None:
    packed = pack_template(own)
    assert packed == pack_template(own)
    files = unpack_template(packed, "x.zip")
    assert files == files_of(own)
    with pytest.raises(RenderError, match="already"):
        import_template(files, "x.zip")
    remove_folder(own.folder)
    assert "my-assessment" not in load_templates()
    again = import_template(files, "x.zip")
    assert pack_template(again) == packed


def test_a_replaced_template_loses_files_that_the_new_one_has_not(own: Template) -> None:
    files = files_of(own)
    (own.folder / "old.css").write_text("")
    import_template(files, "x.zip", replace=True)
    assert not (own.folder / "old.css").exists()
    assert list(own.folder.parent.iterdir()) == [own.folder]


def test_a_bundled_template_is_never_removed_or_written_over(home: Path) -> None:
    bundled = load_templates()["assessment"]
    with pytest.raises(RenderError, match="comes with the program"):
        remove_folder(bundled.folder)
    files = {
        name: raw.replace(b"name: Assessment", b"name: Other") for name, raw in files_of(bundled).items()
    }
    with pytest.raises(RenderError, match="already"):
        import_template(files, "x.zip")
    over = import_template(files, "x.zip", replace=True)
    assert over.folder == home / "templates" / "assessment"
    assert load_templates()["assessment"].spec.name == "Other"
    remove_folder(over.folder)
    assert load_templates()["assessment"] == bundled


HOSTILE: dict[str, Callable[[], bytes]] = {
    "a path that climbs": lambda: zipped(("template.yaml", MANIFEST), ("../evil.css", b"")),
    "a path from the root": lambda: zipped(("template.yaml", MANIFEST), ("/etc/evil.css", b"")),
    "a path of another system": lambda: zipped(("template.yaml", MANIFEST), ("C:\\evil.css", b"")),
    "a reserved name": lambda: zipped(("template.yaml", MANIFEST), ("con.css", b"")),
    "a link": lambda: zipped(("template.yaml", MANIFEST), link("style.css", b"/etc/hostname")),
    "an unknown kind": lambda: zipped(("template.yaml", MANIFEST), ("run.sh", b"")),
    "two of one name": lambda: zipped(("template.yaml", MANIFEST), ("a.css", b""), ("A.css", b"")),
    "too many": lambda: zipped(("template.yaml", MANIFEST), *((f"{n}.css", b"") for n in range(template_files.MAX_FILES + 1))),
    "a bomb": lambda: zipped(("template.yaml", MANIFEST), ("a.css", b" " * (template_files.MAX_FILE_BYTES + 1))),
    "many bombs": lambda: zipped(("template.yaml", MANIFEST), *((f"{n}.css", b" " * 2**23) for n in range(5))),
    "no manifest": lambda: zipped(("style.css", b"")),
    "two folders": lambda: zipped(("a/template.yaml", MANIFEST), ("b/style.css", b"")),
    "no zip": lambda: b"PK but no more",
    "nothing": lambda: b"",
    "cut short": lambda: pack_template(load_templates()["assessment"])[:-40],
}  # fmt: skip


@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_zip_is_refused_whole(home: Path, made: Callable[[], bytes]) -> None:
    raw = made()
    with pytest.raises(RenderError, match=r"evil\.zip"):
        unpack_template(raw, "evil.zip")
    assert not home.exists()


def test_a_member_that_is_larger_than_it_says_is_refused(home: Path) -> None:
    raw = zipped(("template.yaml", MANIFEST), ("a.css", b"x" * 5000))
    lying = raw.replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(RenderError):
        unpack_template(lying, "evil.zip")
    assert not home.exists()


@pytest.mark.parametrize("manifest", [b"id: x\n", b"\xff", b"{", b"id: ../../x\nname: X\ndescription: X\n"])
def test_a_zip_whose_manifest_does_not_hold_is_refused_and_leaves_nothing(
    home: Path, manifest: bytes
) -> None:
    files = unpack_template(zipped(("template.yaml", manifest), ("style.css", b"")), "x.zip")
    with pytest.raises(BriefingError, match=r"x\.zip"):
        import_template(files, "x.zip")
    assert not list(home.rglob("*.yaml"))


def test_a_link_out_of_the_folder_is_no_part_of_the_template(own: Template) -> None:
    (own.folder / "secret.txt").symlink_to("/etc/hostname")
    assert "secret.txt" not in files_of(own)
