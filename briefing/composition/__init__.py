"""Briefing and scales to what is printed, once for every format; no clock, disk, Jinja or WeasyPrint."""
