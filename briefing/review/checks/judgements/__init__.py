"""Checks of what the author concludes: judgements, the main message, the title."""
