"""The window, used as hands would use it."""
