"""The rows that an item of a briefing takes, before anything of it is composed."""
