"""A briefing in forms other than the page: documents, tables, files; the PDF as a record of itself."""
