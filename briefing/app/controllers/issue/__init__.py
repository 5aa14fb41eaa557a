"""Controllers for the issue of a briefing: its block, approval, comments, and the way to final."""
