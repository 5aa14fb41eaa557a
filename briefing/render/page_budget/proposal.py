"""Values of the search for what to leave out; they load neither Jinja2 nor WeasyPrint."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec
from msgspec.structs import replace

from briefing.editing.edits import Batch, Edit, HideItem, SetOption
from briefing.model.briefing import Briefing, Section

ANNEXES, COMPANION = "annexes", "companion"
"""The option by which annexes become a file of their own, and its value."""


class Cut(msgspec.Struct, frozen=True):
    """Rows to leave out together, or with none the annexes, which become a file of their own.

    `name` is what the pages call the rows, `text` the words of the first. `lines` were measured on the
    pages; `judgements` are the labels of those that rest on one of the rows.
    """

    row_ids: tuple[str, ...]
    name: str
    text: str
    lines: int
    judgements: tuple[str, ...] = ()

    @property
    def moves_annexes(self) -> bool:
        return not self.row_ids

    def edits(self) -> tuple[Edit, ...]:
        """Return the edits that carry the proposal out."""
        if self.moves_annexes:
            return (SetOption(name=ANNEXES, value=COMPANION),)
        return tuple(HideItem(item_id=row_id) for row_id in self.row_ids)


class PageFit(msgspec.Struct, frozen=True):
    """The result of the search: with all `proposals` applied the briefing has `pages_after` pages.

    `excess` counts the lines that are beyond the limit even then, `why` says what keeps it from fitting.
    """

    limit: int
    pages_before: int
    pages_after: int
    excess: int = 0
    proposals: tuple[Cut, ...] = ()
    why: str = ""

    @property
    def fits(self) -> bool:
        return self.pages_after <= self.limit


def fitting_edit(proposals: tuple[Cut, ...], limit: int) -> Batch:
    """Return the edit that carries out all proposals, as one step to undo."""
    edits = tuple(edit for proposal in proposals for edit in proposal.edits())
    return Batch(edits=edits, name=f"Fit on {limit} page{'' if limit == 1 else 's'}")


def applied(briefing: Briefing, proposals: Iterable[Cut]) -> Briefing:
    """Return the briefing as it is printed with the proposals carried out, also where it is approved."""
    chosen = tuple(proposals)
    hidden = {row_id for proposal in chosen for row_id in proposal.row_ids}
    options = dict(briefing.template_options)
    if any(proposal.moves_annexes for proposal in chosen):
        options[ANNEXES] = COMPANION
    sections = tuple(_without(section, hidden) for section in briefing.sections)
    return replace(briefing, sections=sections, template_options=options)


def _without(section: Section, hidden: Collection[str]) -> Section:
    items = tuple(replace(item, hidden=True) if item.id in hidden else item for item in section.items)
    return replace(
        section, items=items, sections=tuple(_without(each, hidden) for each in section.sections)
    )
