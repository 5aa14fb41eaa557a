"""Judgements, their arguments, and the questions of a reader."""
