"""Parts of a window that can fail on their own, and the cover over one that did."""
