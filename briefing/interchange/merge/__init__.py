"""Merge two libraries, or two versions of a file of one, with their common base where there is one."""

from briefing.interchange.merge.libraries import merge
from briefing.interchange.merge.plan import planned
from briefing.interchange.merge.report import MergeReport, MergeResult, MergeStatus, RecordMerge, Side

__all__ = ["MergeReport", "MergeResult", "MergeStatus", "RecordMerge", "Side", "merge", "planned"]
