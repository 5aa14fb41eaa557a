"""The structure tree of a PDF: made of what is drawn for each piece of a page, and joined."""
