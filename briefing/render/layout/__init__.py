"""HTML to laid-out pages with WeasyPrint."""
