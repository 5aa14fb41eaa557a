"""Change single records in the text of a library's files, and leave all other text as it is."""

from briefing.library.yaml_text.parts import RecordChange
from briefing.library.yaml_text.rewrite import new_file, record_text, rewritten

__all__ = ["RecordChange", "new_file", "record_text", "rewritten"]
