"""Carry out the commands of a window, one controller a subject."""
