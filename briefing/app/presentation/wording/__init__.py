"""A wording next to its fact: their differences, and the support of each word."""
