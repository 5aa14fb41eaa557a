"""Text without knowledge of briefings: its characters, web addresses, spellings and numbers."""
