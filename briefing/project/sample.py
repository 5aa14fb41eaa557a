"""The example project, stored as the edits that make it."""

from __future__ import annotations

import datetime
from typing import Annotated

from msgspec import Meta

from briefing import paths
from briefing.codec import read_document, read_value
from briefing.editing import CreateBriefing, Edit
from briefing.errors import ProjectError
from briefing.model.terms import Line
from briefing.model.value import Value
from briefing.project.format import Project
from briefing.project.history import Moment
from briefing.project.session import Reference, Session

SAMPLE = "russia-iran-2025.yaml"


class _Recipe(Value, frozen=True):
    by: Line
    at: Moment
    edits: Annotated[tuple[Edit, ...], Meta(min_length=1)]


def make_sample(reference: Reference) -> Project:
    """Make the example project, the same each time. Raises BriefingError where its file is invalid."""
    path = paths.resources() / "samples" / SAMPLE
    recipe = read_value(read_document(path), _Recipe, str(path))
    first, *others = recipe.edits
    if not isinstance(first, CreateBriefing):
        raise ProjectError(f"{path} does not begin with CreateBriefing.")
    moment = datetime.datetime.fromisoformat(recipe.at)
    session = Session.begin(first.briefing, reference, author=recipe.by, clock=lambda: moment)
    for edit in others:
        session.apply(edit)
    return session.project
