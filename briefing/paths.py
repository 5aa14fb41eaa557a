"""Where templates, resources and the user's own files live.

Bundled data stand beside the package in a checkout and inside it (`briefing/_data`) in an installed
wheel or a frozen bundle; nothing else in the program knows that.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
_APP = "treaty-briefing"


def bundled() -> Path:
    """The folder that holds `templates` and `resources`."""
    inside = _PACKAGE / "_data"
    return inside if inside.is_dir() else _PACKAGE.parent


def templates() -> Path:
    return bundled() / "templates"


def resources() -> Path:
    return bundled() / "resources"


def user_data() -> Path:
    """The user's own folder; `TREATY_BRIEFING_HOME` moves it. It need not exist."""
    moved = os.environ.get("TREATY_BRIEFING_HOME")
    return Path(moved) if moved else Path(platformdirs.user_data_dir(_APP, appauthor=False))


def user_library() -> Path:
    return user_data() / "library"


def user_templates() -> Path:
    return user_data() / "templates"


def user_schemes() -> Path:
    return user_data() / "schemes"


def user_settings() -> Path:
    """The file that keeps the window's settings."""
    return user_data() / "settings.ini"


def recovery() -> Path:
    """Where the recovery journals of open projects stand."""
    return user_data() / "recovery"


def pictures() -> Path:
    """Pictures that can be made anew at any time, such as those of the templates' first pages."""
    return _cache() / "pictures"


def project_templates() -> Path:
    """Templates out of projects, each in a folder named by its hash; can be made anew at any time."""
    return _cache() / "kept-templates"


def _cache() -> Path:
    moved = os.environ.get("TREATY_BRIEFING_HOME")
    return Path(moved or platformdirs.user_cache_dir(_APP, appauthor=False))
