"""Commands that the program shares with others of its desktop: help, printing, dropped files."""
