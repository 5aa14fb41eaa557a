"""Dialogs: a new briefing, its details, export, preferences, help, search across projects."""
