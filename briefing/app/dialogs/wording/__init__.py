"""Dialogs on the words of wordings."""
