"""Dialogs about one briefing: new, details, changes, scheme, charts, waivers."""
