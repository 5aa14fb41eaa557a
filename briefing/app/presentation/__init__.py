"""Values to words on the screen; no widgets."""
