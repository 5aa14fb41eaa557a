"""Texts that are shortened so that they still say the same."""
