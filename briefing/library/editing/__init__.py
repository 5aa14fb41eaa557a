"""Edits of a library as values, and the one pure function that applies them."""

from briefing.library.editing.apply import apply
from briefing.library.editing.dependents import ProjectUse, dependents, projects_using, removed_keys
from briefing.library.editing.edits import (
    DeleteRecord,
    LibraryBatch,
    LibraryEdit,
    MergeRecords,
    PutActor,
    PutFact,
    PutPublisher,
    PutSource,
    PutTreaty,
    RenameRecord,
    RevertRecord,
    put,
)

__all__ = [
    "DeleteRecord",
    "LibraryBatch",
    "LibraryEdit",
    "MergeRecords",
    "ProjectUse",
    "PutActor",
    "PutFact",
    "PutPublisher",
    "PutSource",
    "PutTreaty",
    "RenameRecord",
    "RevertRecord",
    "apply",
    "dependents",
    "projects_using",
    "put",
    "removed_keys",
]
