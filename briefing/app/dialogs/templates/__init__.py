"""Dialogs about templates."""
