"""Statements as rows of CSV and XLSX tables."""
