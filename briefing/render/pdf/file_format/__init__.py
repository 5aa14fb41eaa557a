"""The objects of a PDF as bytes, compressed, with the table of their places."""
