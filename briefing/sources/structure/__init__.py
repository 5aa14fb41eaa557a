"""The divisions of a treaty's text: articles and what contains them."""

from briefing.sources.structure.divisions import division_name, divisions_of, place_in

__all__ = ["division_name", "divisions_of", "place_in"]
