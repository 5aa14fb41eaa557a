"""Dialogs of the window: briefing, export, templates, library, preferences, help, search."""
