"""The thesaurus of an organisation: words that its analysts accepted in place of words of facts."""

from briefing.organisation.thesaurus.entry import Acceptance, AcceptedPair, Thesaurus
from briefing.organisation.thesaurus.file import (
    accept_pair,
    edit_thesaurus,
    read_thesaurus,
    remove_pair,
    thesaurus_file,
    thesaurus_problems,
    thesaurus_text,
)
from briefing.organisation.thesaurus.merge import merged

__all__ = [
    "Acceptance",
    "AcceptedPair",
    "Thesaurus",
    "accept_pair",
    "edit_thesaurus",
    "merged",
    "read_thesaurus",
    "remove_pair",
    "thesaurus_file",
    "thesaurus_problems",
    "thesaurus_text",
]
