"""Spelling: the words of a text that can be checked, and the process that looks them up."""

from briefing.spelling.words import CheckedWord, checked_words, dictionary_for

__all__ = ["CheckedWord", "checked_words", "dictionary_for"]
