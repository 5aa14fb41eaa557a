"""The divisions of a treaty's text: articles and what contains them."""

from briefing.sources.structure.divisions import divisions_of, place_in

__all__ = ["divisions_of", "place_in"]
