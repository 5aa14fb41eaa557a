"""The defaults of an organisation: one file that an office shares, and that new briefings begin with."""

from briefing.organisation.defaults import Organisation, Person, ReferenceScheme
from briefing.organisation.files import (
    OwnOrganisation,
    note_reference,
    organisation_file,
    read_organisation,
    share_file,
    used_references,
)
from briefing.organisation.new_issue import begun, issue_block, months_after, proposed_reference

__all__ = [
    "Organisation",
    "OwnOrganisation",
    "Person",
    "ReferenceScheme",
    "begun",
    "issue_block",
    "months_after",
    "note_reference",
    "organisation_file",
    "proposed_reference",
    "read_organisation",
    "share_file",
    "used_references",
]
