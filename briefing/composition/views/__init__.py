"""The briefing as it is printed, for templates and exporters: every word and number is decided."""
