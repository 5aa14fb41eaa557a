"""The quality of a library's content: warnings that prevent nothing, and a report on its coverage."""

from briefing.library.quality.content import ContentReport, content_report, only_treaty
from briefing.library.quality.speakers import names_its_speaker, unnamed_speakers
from briefing.library.quality.warnings import record_warnings, warnings_of

__all__ = [
    "ContentReport",
    "content_report",
    "names_its_speaker",
    "only_treaty",
    "record_warnings",
    "unnamed_speakers",
    "warnings_of",
]
