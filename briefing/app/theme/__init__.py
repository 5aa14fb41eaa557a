"""Colours, fonts and the style sheet, light and dark."""
