"""Widgets of the status line."""
