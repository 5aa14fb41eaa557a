"""Everything of the user's own goes into one file and comes back, and nothing is lost on the way."""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefing import paths
from briefing.backup import PREVIOUS, FileChange, FileEffect, own_files, restore, write_backup
from briefing.backup import archive as archive_module
from briefing.backup.archive import FORMAT, MANIFEST, MIMETYPE
from briefing.backup.own_files import FILES, FOLDERS, is_name, library_locked
from briefing.errors import BriefingError
from briefing.file_lock import lock_file

CONTENT = {
    "library/archive/aa/aabb": b"\x00\xff" * 5_000,
    "library/delta/facts.yaml": b"facts: []\n",
    "library/delta/treaty.yaml": b"id: delta\n",
    "organisation/organisation.yaml": b"unit: Own\n",
    "schemes/own.yaml": b"id: own\n",
    "settings.ini": b"[library]\n",
    "templates/own/template.yaml": b"id: own\n",
    "words.txt": "Mitanni\nδοκιμή\n".encode(),
}


def filled(home: Path, content: Mapping[str, bytes] = CONTENT) -> Path:
    for name, raw in content.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    return home


def present(home: Path) -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in own_files(home).paths.items()}


def saved(home: Path, path: Path) -> Path:
    write_backup(path, own_files(home), replace=True)
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return filled(tmp_path / "home")


@pytest.fixture
def backup(tmp_path: Path, home: Path) -> Path:
    return saved(home, tmp_path / "own.backup")


def test_what_is_the_users_own_is_where_the_program_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TREATY_BRIEFING_HOME", "/home/user")
    folders = (
        paths.user_library(), paths.user_organisation(), paths.user_schemes(), paths.user_templates()
    )  # fmt: skip
    assert folders == tuple(paths.user_data() / name for name in FOLDERS)
    files = (paths.user_settings(), paths.user_words())
    assert files == tuple(paths.user_data() / name for name in FILES)


def test_a_backup_restores_every_file_in_another_place(tmp_path: Path, backup: Path) -> None:
    other = tmp_path / "other"
    result = restore(backup, other, replace=False)
    assert result.is_done
    assert present(other) == CONTENT
    assert saved(other, tmp_path / "again.backup").read_bytes() == backup.read_bytes()
    assert sorted(path.name for path in other.iterdir()) == sorted([*FOLDERS, *FILES])


def test_temporary_files_earlier_versions_and_repositories_are_not_in_a_backup(home: Path) -> None:
    others = (
        "library/.library.lock", "library/delta/facts.yaml.previous", "library/.git/config",
        "library/.delta.previous/treaty.yaml", "templates/own/.template.yaml.x.part",
        "recovery/a", "settings.ini.lock",
    )  # fmt: skip
    filled(home, dict.fromkeys(others, b"x"))
    assert present(home) == CONTENT


def test_links_and_unusual_names_are_named_as_omitted(home: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("x")
    (home / "library" / "link.yaml").symlink_to(secret)
    (home / "library" / "folder").symlink_to(tmp_path)
    (home / "library" / "a:b").write_text("x")
    own = own_files(home)
    assert own.omitted == ["library/a:b", "library/folder", "library/link.yaml"]
    assert set(own.paths) == set(CONTENT)


def test_names_that_differ_only_in_case_are_refused(home: Path, tmp_path: Path) -> None:
    filled(home, {"library/Delta/treaty.yaml": b"x"})
    with pytest.raises(BriefingError, match="one name on some systems"):
        saved(home, tmp_path / "a.backup")
    assert not (tmp_path / "a.backup").exists()


def test_nothing_is_replaced_or_removed_without_being_asked(home: Path, backup: Path) -> None:
    filled(home, {"library/delta/facts.yaml": b"changed", "library/new/treaty.yaml": b"new"})
    before = present(home)
    result = restore(backup, home, replace=False)
    assert not result.is_done
    assert result.changes == [
        FileChange("library/delta/facts.yaml", FileEffect.REPLACED),
        FileChange("library/new/treaty.yaml", FileEffect.REMOVED),
    ]
    assert present(home) == before


def test_what_is_replaced_is_kept_in_one_previous_copy(home: Path, backup: Path) -> None:
    filled(home, {"library/delta/facts.yaml": b"changed", "library/new/treaty.yaml": b"new"})
    (home / "words.txt").unlink()
    assert restore(backup, home, replace=True).is_done
    assert present(home) == CONTENT
    assert not (home / "library" / "new").exists()
    previous = home / PREVIOUS
    assert (previous / "library/delta/facts.yaml").read_bytes() == b"changed"
    assert (previous / "library/new/treaty.yaml").read_bytes() == b"new"
    filled(home, {"settings.ini": b"other"})
    restore(backup, home, replace=True)
    names = [path.relative_to(previous).as_posix() for path in previous.rglob("*") if path.is_file()]
    assert names == ["settings.ini"]


def test_files_in_folders_of_which_the_backup_has_nothing_stay(home: Path, tmp_path: Path) -> None:
    bare = filled(tmp_path / "bare", {"words.txt": b"One\n"})
    restore(saved(bare, tmp_path / "bare.backup"), home, replace=True)
    assert present(home) == {**CONTENT, "words.txt": b"One\n"}


def test_a_link_in_the_place_of_a_file_is_not_replaced_without_being_asked(
    home: Path, backup: Path, tmp_path: Path
) -> None:
    (home / "words.txt").rename(tmp_path / "words")
    (home / "words.txt").symlink_to(tmp_path / "words")
    assert not restore(backup, home, replace=False).is_done
    assert restore(backup, home, replace=True).is_done
    assert not (home / "words.txt").is_symlink()
    assert (tmp_path / "words").exists()


def test_a_restoring_that_fails_half_way_is_undone(
    home: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(home, {"library/delta/facts.yaml": b"changed", "words.txt": b"changed"})
    (home / "settings.ini").unlink()
    before = present(home)
    move = Path.replace

    def fail_at_the_words(path: Path, target: Path) -> Path:
        if target.name == "words.txt":
            raise OSError(28, "No space left on device")
        return move(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", fail_at_the_words)
        with pytest.raises(BriefingError, match="No space left on device"):
            restore(backup, home, replace=True)
    assert present(home) == before
    assert not list(home.glob(".restore-*"))


def test_the_previous_copy_survives_an_interrupted_restoring(
    home: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(home, {"library/delta/facts.yaml": b"changed", "words.txt": b"changed"})
    move = Path.replace

    def stop_at_the_words(path: Path, target: Path) -> Path:
        if target.name == "words.txt":
            raise KeyboardInterrupt
        return move(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", stop_at_the_words)
        with pytest.raises(KeyboardInterrupt):
            restore(backup, home, replace=True)
    assert restore(backup, home, replace=True).is_done
    assert present(home) == CONTENT
    assert (home / PREVIOUS / "library/delta/facts.yaml").read_bytes() == b"changed"
    assert (home / PREVIOUS / "words.txt").read_bytes() == b"changed"


def test_a_library_that_another_program_writes_to_is_not_replaced(
    home: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[library_locked.__module__], "_LOCK_WAIT_S", 0.0)
    lock = lock_file(home / "library" / "library")
    try:
        with pytest.raises(BriefingError, match="is being written to"):
            restore(backup, home, replace=True)
    finally:
        lock.release()


# Files that are not trusted


def packed(path: Path, content: Mapping[str, bytes], **manifest: object) -> Path:
    """Write a backup by hand: with any members, and any values in the manifest."""
    hashes = {name: hashlib.sha256(raw).hexdigest() for name, raw in content.items()}
    values = {"format": FORMAT, "program": "1.0", "members": hashes, **manifest}
    members = {"mimetype": MIMETYPE, **content, MANIFEST: json.dumps(values).encode()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return path


def refusal(path: Path, tmp_path: Path) -> str:
    """Return the error of a restoring, which must change nothing."""
    home = tmp_path / "target"
    with pytest.raises(BriefingError) as caught:
        restore(path, home, replace=True)
    assert not home.exists() or not list(home.iterdir())
    assert str(path) in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    "name",
    [
        "../words.txt", "/etc/passwd", "library/../../x", "library\\..\\x", "C:/words.txt", "library//x",
        "library/./x", "recovery/x", "other.txt", "library", "library/con", "library/a.", "library/a\nb",
        "library/.git/hooks/post-merge", "library/x.lock", "words.txt/x", "templates/" + "a/" * 20 + "x",
    ],
)  # fmt: skip
def test_names_that_backups_never_have_are_refused(name: str, tmp_path: Path) -> None:
    assert not is_name(name)
    assert "member that backups never have" in refusal(packed(tmp_path / "a", {name: b"x"}), tmp_path)


def test_a_backup_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a", {}, format=FORMAT + 1, program="9.1")
    assert f"has format {FORMAT + 1}, from Treaty Briefing 9.1" in refusal(path, tmp_path)
    assert "unknown format: 0" in refusal(packed(tmp_path / "b", {}, format=0), tmp_path)


def test_contents_that_are_not_what_was_saved_are_refused(tmp_path: Path) -> None:
    wrong = packed(tmp_path / "a", {"words.txt": b"x"}, members={"words.txt": "0" * 64})
    assert "wrong SHA-256" in refusal(wrong, tmp_path)
    missing = packed(tmp_path / "b", {}, members={"words.txt": "0" * 64})
    assert "'words.txt' is missing" in refusal(missing, tmp_path)
    further = packed(tmp_path / "c", {"words.txt": b"x"}, members={})
    assert "'words.txt' is not in the manifest" in refusal(further, tmp_path)


@pytest.mark.parametrize(
    "members",
    [{"library/a": b"x", "library/A": b"x"}, {"library/a": b"x", "library/a/b": b"x"}],
)
def test_members_that_are_one_file_are_refused(members: dict[str, bytes], tmp_path: Path) -> None:
    assert "two members that are one file" in refusal(packed(tmp_path / "a", members), tmp_path)


def test_files_that_are_no_backups_are_refused(tmp_path: Path, backup: Path) -> None:
    raw = backup.read_bytes()
    for number, content in enumerate((b"", b"text", raw[: len(raw) // 2], raw[:-30])):
        path = tmp_path / str(number)
        path.write_bytes(content)
        assert "Nothing was restored." in refusal(path, tmp_path)
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("words.txt", "x")
    assert "not a backup of Treaty Briefing" in refusal(other, tmp_path)
    with pytest.raises(BriefingError, match="no such file"):
        restore(tmp_path / "none", tmp_path / "target", replace=True)


def test_a_damaged_byte_anywhere_is_an_error_or_changes_no_content(tmp_path: Path, backup: Path) -> None:
    raw = backup.read_bytes()
    for position in range(0, len(raw), 41):
        damaged = tmp_path / "damaged"
        damaged.write_bytes(raw[:position] + bytes([raw[position] ^ 0x55]) + raw[position + 1 :])
        home = tmp_path / f"home-{position}"
        try:
            restore(damaged, home, replace=True)
        except BriefingError:
            assert not home.exists() or not list(home.iterdir())
        else:
            assert present(home) == CONTENT


def test_a_file_that_unpacks_to_more_than_the_limit_is_refused(
    tmp_path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_module, "MAX_UNPACKED_BYTES", 5_000)
    assert "unpacks to more than" in refusal(backup, tmp_path)
    monkeypatch.undo()
    monkeypatch.setattr(archive_module, "MAX_MEMBERS", 3)
    assert "unpacks to more than" in refusal(backup, tmp_path)
