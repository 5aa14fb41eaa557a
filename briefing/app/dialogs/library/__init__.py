"""Dialogs about the library."""
