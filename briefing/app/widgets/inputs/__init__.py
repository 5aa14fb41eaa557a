"""Combo boxes, number and date fields that the mouse wheel does not change."""
