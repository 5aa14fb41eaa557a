"""The finished PDF of every template, held against tools that had no part in making it."""
