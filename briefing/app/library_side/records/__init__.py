"""Dialogs about records: setting, deleting, merging, pasting, comparing."""
