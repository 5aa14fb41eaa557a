"""A file that travels inside a PDF."""

from __future__ import annotations

from enum import StrEnum

import msgspec

PROGRAM = "Treaty Briefing"
"""What every PDF names as its creator, whatever the template says."""


class Relationship(StrEnum):
    """What an enclosed file is to the PDF that carries it (PDF/A-3, `AFRelationship`)."""

    SOURCE = "Source"
    DATA = "Data"
    SUPPLEMENT = "Supplement"


class PdfAttachment(msgspec.Struct, frozen=True):
    """A file by its name, with its MIME type and, in words, what it is."""

    name: str
    content: bytes
    media_type: str
    description: str
    relationship: Relationship = Relationship.DATA
