"""The page of the briefing as a whole: title, main message, sources."""
