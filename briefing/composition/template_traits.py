"""Properties of a template that decide what is composed for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from briefing.charts import ChartStyle


class Derived(StrEnum):
    """An annex that a template may derive from the rows; its id is also the anchor and the option."""

    ARGUMENTS = "arguments"
    QUESTIONS = "questions"


class ListedFacts(StrEnum):
    """The facts that an annex lists: every one, or those that are evidence and not shown in the text.

    `NEW` are these and those that the text words otherwise, or whose sources are quoted.
    """

    EVERY = "every"
    UNSEEN = "unseen"
    NEW = "new"


class AnnexPlace(StrEnum):
    """Where the lettered annexes are: in the document, nowhere but for the sources, or in another file."""

    RUN_ON = "run-on"
    OMIT = "omit"
    COMPANION = "companion"


@dataclass(frozen=True, slots=True)
class TemplateTraits:
    """Chart style and parts of a template.

    With `treaties` it prints the treaties' own records, so that their sources are numbered too. It has
    annexes where `has_annexes`: lettered ones, with these `facts`, and `derived` ones under these titles.
    `annexes` says where the lettered ones are.
    """

    style: ChartStyle = ChartStyle()  # noqa: RUF009 - frozen
    treaties: bool = False
    has_annexes: bool = True
    facts: ListedFacts = ListedFacts.EVERY
    derived: Mapping[Derived, str] = field(default_factory=dict)
    annexes: AnnexPlace = AnnexPlace.RUN_ON
