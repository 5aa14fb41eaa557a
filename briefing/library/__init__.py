"""Treaties on disk: load, validate, index and search."""

from briefing.library.load import LoadReport, default_folders, load_library
from briefing.library.search import FactIndex, FactQuery, Hit

__all__ = ["FactIndex", "FactQuery", "Hit", "LoadReport", "default_folders", "load_library"]
