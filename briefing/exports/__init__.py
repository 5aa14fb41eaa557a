"""A briefing in forms other than the PDF: documents, tables and data files."""
