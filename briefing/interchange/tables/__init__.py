"""Tables of facts: CSV, XLSX and ODS, and the template for them."""
