"""A PDF as evidence of itself: embed the project, read it back, verify the pages against it."""
