"""Dialogs for the issue of a briefing: its block, its approval, and the checklist before it is final."""
