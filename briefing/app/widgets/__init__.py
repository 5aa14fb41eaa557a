"""Widgets and layouts that several panes and dialogs share."""
