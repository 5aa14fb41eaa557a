"""Text in a PDF of which readers extract the characters that were typed, in logical order."""
