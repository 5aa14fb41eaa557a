"""The content of each kind of chart, built from the rows and treaties in its scope."""
