"""A briefing in forms other than the page: documents, tables and files, and the PDF as a record of itself."""
