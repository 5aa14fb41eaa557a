"""The issue block and the states of an issue, as they are printed."""
