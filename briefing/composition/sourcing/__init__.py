"""The sources of a briefing as a whole."""
