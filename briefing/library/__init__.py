"""Treaties on disk: load in layers, validate, index and search."""

from briefing.library.layers import Layer, LayeredLibrary, LayerKind, project_layer
from briefing.library.load import LoadReport, default_folders, load_library
from briefing.library.search import FactIndex, FactQuery, Hit

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
    "project_layer",
]
