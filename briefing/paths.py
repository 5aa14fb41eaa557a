"""Locations of templates, resources and the user's own files.

Bundled data is beside the package in a checkout and inside it (`briefing/_data`) in an installed wheel or a
frozen bundle; nothing else in the program depends on that.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
_APP = "treaty-briefing"


@functools.cache
def bundled() -> Path:
    """Return the folder that contains `templates`, `resources` and `docs`."""
    inside = _PACKAGE / "_data"
    return inside if inside.is_dir() else _PACKAGE.parent


def templates() -> Path:
    return bundled() / "templates"


@functools.cache
def resources() -> Path:
    return bundled() / "resources"


def guide() -> Path:
    """Return the folder of the user's guide and the reference, in Markdown, with their images."""
    return bundled() / "docs"


def user_data() -> Path:
    """Return the user's own folder, which need not exist; `TREATY_BRIEFING_HOME` overrides it."""
    override = os.environ.get("TREATY_BRIEFING_HOME")
    return Path(override) if override else Path(platformdirs.user_data_dir(_APP, appauthor=False))


def user_library() -> Path:
    return user_data() / "library"


def user_templates() -> Path:
    return user_data() / "templates"


def user_schemes() -> Path:
    return user_data() / "schemes"


def user_organisation() -> Path:
    """Return the folder of the defaults of the organisation."""
    return user_data() / "organisation"


def user_settings() -> Path:
    """Return the file of the window's settings."""
    return user_data() / "settings.ini"


def recovery() -> Path:
    """Return the folder of the recovery journals of open projects."""
    return user_data() / "recovery"


def fault_reports() -> Path:
    """Return the folder of the reports of errors in the program."""
    override = os.environ.get("TREATY_BRIEFING_HOME")
    return Path(override or platformdirs.user_state_dir(_APP, appauthor=False)) / "reports"


def user_words() -> Path:
    """Return the file of the words that the user added to the spelling dictionary."""
    return user_data() / "words.txt"


def dictionaries() -> Path:
    """Return the cache folder for unpacked spelling dictionaries."""
    return _cache() / "dictionaries"


def pictures() -> Path:
    """Return the cache folder for pictures, such as thumbnails of templates."""
    return _cache() / "pictures"


def project_templates() -> Path:
    """Return the cache folder for the templates in projects, each in a folder named by its hash."""
    return _cache() / "kept-templates"


def font_instances() -> Path:
    """Return the cache folder for instances of variable fonts."""
    return _cache() / "font-instances"


def search_indexes() -> Path:
    """Return the cache folder for the indexes of large libraries."""
    return _cache() / "search"


def read_records() -> Path:
    """Return the cache folder for the records of library files that were read."""
    return _cache() / "records"


def _cache() -> Path:
    override = os.environ.get("TREATY_BRIEFING_HOME")
    return Path(override or platformdirs.user_cache_dir(_APP, appauthor=False))
