"""Maps: outlines and places, the region in view, labels, and the drawing."""
