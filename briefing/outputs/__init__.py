"""A briefing in forms other than the page: files for other programs, and the PDF as a record of itself."""
