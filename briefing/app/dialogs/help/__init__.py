"""The help: guide, codes, first steps, shortcuts, about."""
