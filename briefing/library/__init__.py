"""Treaties on disk: load in layers, validate, index and search."""

from briefing.library.index import FactIndex, FactQuery, Hit, open_index
from briefing.library.layers import Layer, LayeredLibrary, LayerKind, project_layer
from briefing.library.load import LoadReport, default_folders, load_library

__all__ = [
    "FactIndex",
    "FactQuery",
    "Hit",
    "Layer",
    "LayerKind",
    "LayeredLibrary",
    "LoadReport",
    "default_folders",
    "load_library",
    "open_index",
    "project_layer",
]
