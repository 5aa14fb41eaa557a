"""The command capture: a fact from a passage of an archived source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from briefing import clock
from briefing.capture.draft import FactDraft, draft_fact, located
from briefing.capture.remarks import with_remark
from briefing.capture.statement import review_statements
from briefing.capture.suggested import Suggested
from briefing.cli.context import author_option, library_option, user_name
from briefing.cli.library.context import folder_option, print_saved, session_for
from briefing.cli.output import json_option, print_json, print_message, print_table
from briefing.composition.fact_fields import quantity_text
from briefing.composition.formatting import locator
from briefing.errors import LibraryError, Problem
from briefing.grading import load_scales
from briefing.language.installed import InstalledParses
from briefing.library.editing import PutFact
from briefing.library.session import LibrarySession
from briefing.model.fact import Fact
from briefing.model.library import Catalogue, treaty_citations
from briefing.model.source import Attachment, Source
from briefing.model.terms import Standing
from briefing.sources.anchoring.replacement import current_copy
from briefing.sources.archive import archive_with


@click.command()
@click.argument("source_id", metavar="SOURCE")
@click.option("--quote", required=True, metavar="WORDS", help="The passage, in the words of the source.")
@click.option(
    "--statement", default="", metavar="TEXT", help="The claim in your words. Default: the passage."
)
@click.option(
    "--treaty",
    "treaty_id",
    metavar="ID",
    help="The treaty that the fact belongs to. Default: the one that cites the source.",
)
@click.option(
    "--standing",
    type=click.Choice([each.value for each in Standing]),
    help="The standing, in place of the suggested one.",
)
@click.option(
    "--attributed-to", metavar="NAME", help="Who makes the claim, in place of the suggested name."
)
@click.option("--date", metavar="EDTF", help="The date of the fact, in place of the suggested one.")
@click.option(
    "--topic",
    "topics",
    multiple=True,
    metavar="TOPIC",
    help="A topic, in place of the suggested ones. Repeatable.",
)
@click.option(
    "--credibility",
    type=click.IntRange(1, 6),
    help="Grade the information. Without it the fact is not graded.",
)
@click.option(
    "--translation", metavar="TEXT", help="The passage in English, where the source is in another language."
)
@click.option("--translator", metavar="NAME", help="Who translated it.")
@click.option(
    "--at",
    "start",
    type=click.IntRange(min=0),
    metavar="N",
    help="The place of the passage in the text, if its words occur several times.",
)
@click.option("--yes", is_flag=True, help="Store the fact. Without it the draft is only shown.")
@author_option
@json_option
@folder_option
@library_option
def capture(
    source_id: str,
    quote: str,
    yes: bool,
    as_json: bool,
    author: str | None,
    folder: Path | None,
    libraries: tuple[Path, ...],
    **given: Any,
) -> None:
    """Draft a fact from a passage of an archived SOURCE: with quote, place and suggestions for its fields.

    Each suggestion names the words that it is based on. The statement is checked against the passage. The
    draft is stored only with --yes, and only when its standing is decided. A statement that does not keep
    to the passage is then noted as To do.
    """
    session = session_for(folder, libraries)
    catalogue = Catalogue(session.library.material)
    source = _source(source_id, catalogue)
    copy = _copy(source)
    text = archive_with(copy.sha256, [layer.folder for layer in session.library.layers]).text(copy)
    passage = located(quote, text, copy.text.sha256 if copy.text else "", start=given["start"])
    draft = draft_fact(
        passage,
        source,
        given["treaty_id"] or _treaty_citing(source_id, catalogue),
        catalogue,
        statement=given["statement"],
        by=author or user_name(),
        today=clock.utc_now().date().isoformat(),
        topics=given["topics"] or None,
    )
    fact = _with_choices(draft.fact, given)
    (review,) = review_statements((fact,), catalogue, load_scales(), InstalledParses())
    is_decided = draft.is_complete or given["standing"] is not None
    if as_json:
        print_json({"fact": fact, "is_decided": is_decided, "findings": review.messages})
    else:
        _print_draft(draft, fact)
    for message in review.messages:
        print_message(f"The statement and the passage: {message}")
    if review.languages:
        print_message(
            "The statement and the passage are in two languages: give the passage's --translation."
        )
    _store(session, with_remark(review), is_decided, yes)


def _store(session: LibrarySession, fact: Fact, is_decided: bool, yes: bool) -> None:
    if not is_decided:
        message = "The words of the passage do not decide the standing."
        if yes:
            raise LibraryError(Problem(message, "Choose one with --standing.", field="standing"))
        print_message(f"{message} Choose one with --standing.")
    if not yes:
        print_message("Nothing was stored. Give --yes to store this fact.")
        return
    session.apply(PutFact(fact=fact))
    print_saved(session, f"Stored the fact '{fact.id}':")


def _source(source_id: str, catalogue: Catalogue) -> Source:
    if source_id not in catalogue.sources:
        raise LibraryError(f"There is no source '{source_id}'.", "See 'briefing source list'.")
    return catalogue.sources[source_id]


def _copy(source: Source) -> Attachment:
    copy = current_copy(source)
    if copy is None or copy.text is None:
        message = f"The source '{source.id}' has no archived copy with text."
        raise LibraryError(Problem(message, "Add its file with 'briefing source replace'."))
    return copy


def _treaty_citing(source_id: str, catalogue: Catalogue) -> str:
    """Return the only treaty that cites a source, in its record or facts. Raises LibraryError."""
    citing = {
        treaty.id
        for treaty in catalogue.material.treaties
        if any(citation.source_id == source_id for citation in treaty_citations(treaty))
    }
    citing |= {
        fact.treaty_id
        for fact in catalogue.material.facts
        if any(citation.source_id == source_id for citation in fact.citations)
    }
    if len(citing) != 1:
        names = f": {', '.join(sorted(citing))}" if citing else ""
        message = f"The source '{source_id}' is cited for {len(citing) or 'no'} treaties{names}."
        raise LibraryError(Problem(message, "Name the treaty with --treaty.", field="treaty"))
    return citing.pop()


def _with_choices(fact: Fact, given: dict[str, Any]) -> Fact:
    """Return the fact with what the user chose in place of suggestions."""
    changes: dict[str, Any] = {}
    if given["standing"]:
        changes["standing"] = Standing(given["standing"])
    if given["credibility"]:
        changes |= {"credibility": given["credibility"], "graded": True}
    for option, field in (("attributed_to", "attributed_to"), ("date", "date")):
        if given[option] is not None:
            changes[field] = given[option] or None
    if given["translation"]:
        (citation,) = fact.citations
        (quote,) = citation.quotes
        quote = replace(quote, translation=given["translation"], translator=given["translator"])
        changes["citations"] = (replace(citation, quotes=(quote,)),)
    return replace(fact, **changes)


def _basis(suggested: Suggested[Any] | None) -> str:
    return suggested.basis if suggested else ""


def _print_draft(draft: FactDraft, fact: Fact) -> None:
    suggestions = draft.suggestions
    (citation,) = fact.citations
    standing = suggestions.standing
    rows = [
        ("id", fact.id, ""),
        ("treaty", fact.treaty_id, ""),
        ("statement", fact.statement, ""),
        ("quote", citation.quotes[0].exact, ""),
        ("place", locator(citation.locator), "the nearest heading and page"),
        ("standing", str(fact.standing), standing.basis if standing else suggestions.unsure),
        ("attributed to", fact.attributed_to or "", _basis(suggestions.attributed_to)),
        ("date", fact.date or "", _basis(suggestions.date)),
        ("quantity", quantity_text(fact.quantity, "en"), _basis(suggestions.quantity)),
        ("actors", "; ".join(fact.actors), "; ".join(each.basis for each in suggestions.actors)),
        ("topics", "; ".join(fact.topics), "; ".join(each.basis for each in suggestions.topics)),
        ("marking", fact.marking or "", "the source's" if fact.marking else ""),
    ]  # fmt: skip
    print_table(("Field", "Value", "Based on"), [row for row in rows if row[1] or row[2]])
