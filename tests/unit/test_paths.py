"""Where the program finds its own data, and where it keeps the user's."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import paths


def test_bundled_data_is_where_the_program_says() -> None:
    assert (paths.templates() / "base").is_dir()
    assert (paths.resources() / "library").is_dir()


def test_everything_of_the_user_s_is_in_the_folder_of_the_environment_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path))
    folders = [
        paths.user_data(),
        paths.user_library(),
        paths.user_templates(),
        paths.user_schemes(),
        paths.user_settings(),
        paths.recovery(),
        paths.pictures(),
        paths.project_templates(),
    ]
    assert all(folder.is_relative_to(tmp_path) for folder in folders)
    assert len(set(folders)) == len(folders)
    assert list(tmp_path.iterdir()) == [], "asking for a folder does not create it"


def test_without_the_variable_the_user_s_data_is_in_the_system_s_own_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TREATY_BRIEFING_HOME", raising=False)
    assert paths.user_data().name == "treaty-briefing"
    assert paths.pictures() != paths.user_data()
