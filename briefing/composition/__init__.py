"""Composes a briefing and its scales for print, once for every format; no clock, Jinja or WeasyPrint."""
