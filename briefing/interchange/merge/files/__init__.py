"""Merge two versions of one file of a library, as Git does with two branches, and lose no text."""

from briefing.interchange.merge.files.driver import FileMerge, merge_files

__all__ = ["FileMerge", "merge_files"]
