"""Fields for calendar days."""
