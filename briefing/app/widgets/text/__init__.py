"""Text fields that return every character as it was given to them."""
