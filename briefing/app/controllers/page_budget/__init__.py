"""The controller for the number of pages that a briefing may take."""
