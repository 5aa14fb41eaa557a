"""The library pane: search, facets and facts to pick."""
