"""The searchable index of a library's facts, and its cache on disk."""

from briefing.library.index.cache import open_index
from briefing.library.index.fact_index import FactIndex
from briefing.library.index.query import FACETS, FactQuery, Hit

__all__ = ["FACETS", "FactIndex", "FactQuery", "Hit", "open_index"]
