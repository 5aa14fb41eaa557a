"""The outline pane: sections and rows of the briefing as a tree."""
