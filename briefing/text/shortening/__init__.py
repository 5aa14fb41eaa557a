"""Texts made shorter without a change of their meaning, or divided into short ones."""
