"""Spelling: words of a text that can be checked, the process that looks them up, the user's own words."""

from briefing.spelling.own_words import add_own_word, read_own_words
from briefing.spelling.words import CheckedWord, checked_words, dictionary_for

__all__ = ["CheckedWord", "add_own_word", "checked_words", "dictionary_for", "read_own_words"]
