"""Answers to a finding on words that a fact does not have: what they are the same as, or whose they are."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.editing import AddItem, Batch, Reword, next_id, section_of
from briefing.errors import EditError
from briefing.model.briefing import Briefing, Evidence, FactItem, Judgement, Prose
from briefing.model.fact import Fact
from briefing.model.sections import contents_of
from briefing.review.alignment import SupportKind, trace
from briefing.review.context import ReviewContext
from briefing.review.finding import Finding, RuleGroup
from briefing.review.rules import rules
from briefing.review.text.segmentation import sentences

NOT_IN_FACT = "not-in-the-fact"
"""The rule whose findings are answered by a pair of words that mean the same."""


@dataclass(frozen=True, slots=True)
class Counterparts:
    """The words of a statement that words of a wording may be the same as.

    `likely` is the one in whose place they are, empty where the alignment knows none.
    """

    likely: str
    others: tuple[str, ...]


def has_counterparts(finding: Finding) -> bool:
    """Return whether a finding is on words of a wording that may be the same as words of the fact."""
    return finding.rule_id == NOT_IN_FACT and bool(finding.words)


def may_be_own_words(finding: Finding) -> bool:
    """Return whether the words of a finding may be those of the author instead of the fact's."""
    return rules()[finding.rule_id].group is RuleGroup.MODAL_DRIFT and bool(finding.row_id)


def counterparts(finding: Finding, wording: str, fact: Fact, context: ReviewContext) -> Counterparts:
    """Return what the words of a finding may be the same as; those that the wording lacks come first."""
    traced = trace(wording, fact, context)
    here = [each for each in traced.words if finding.start < each.end and each.start < finding.end]
    likely = here[0].replaces.text if len(here) == 1 and here[0].replaces else ""
    used = {each.basis.casefold() for each in traced.words}
    statement = fact.statement
    held = [
        statement[each.start : each.end]
        for each in trace(statement, fact, context).words
        if each.kind not in {SupportKind.FIGURE, SupportKind.NAME, SupportKind.FRAME}
    ]
    ordered = sorted(dict.fromkeys(held), key=lambda word: word.casefold() in used)
    return Counterparts(likely, tuple(word for word in ordered if word != likely))


def as_own_words(briefing: Briefing, finding: Finding, *, as_judgement: bool = True) -> Batch:
    """Return the edit that moves the sentence of a finding to a row of the author's, after the fact's.

    That row has the fact as its evidence. The fact keeps the other sentences of its wording, and without
    any has its own statement again. Raises EditError where the row is no reworded fact.
    """
    section = section_of(briefing, finding.row_id)
    position = contents_of(section).positions[finding.row_id]
    item = section.items[position]
    if not isinstance(item, FactItem) or item.wording is None:
        raise EditError(
            f"The row '{item.id}' has no wording of its own.", "Choose a fact that is reworded."
        )
    wording = item.wording
    every = sentences(wording)
    moved = next((each for each in every if each.start <= finding.start < each.end), None)
    text = moved.text if moved else wording
    rest = " ".join(each.text for each in every if each is not moved) if moved else ""
    evidence = (Evidence(item_id=item.id),)
    own: Judgement | Prose
    if as_judgement:
        own = Judgement(id=next_id(briefing, "j"), text=text, evidence=evidence)
    else:
        own = Prose(id=next_id(briefing, "p"), text=text, evidence=evidence)
    added = AddItem(item=own, section_id=section.id, position=position + 1)
    reworded = Reword(item_id=item.id, text=rest or None)
    return Batch((reworded, added), "Move words to a judgement" if as_judgement else "Move words to a text")
