"""Menus and the letters of their entries: what menu bar, context menus and dialogs share."""
