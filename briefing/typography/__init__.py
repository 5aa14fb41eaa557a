"""Fonts, scripts and typeset text: how the words of a briefing are set, whatever the format."""
