"""A composed briefing as blocks of running text, the same for HTML, Word and Markdown."""
