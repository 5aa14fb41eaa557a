"""Commands that edit a project: add, grade, edit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from briefing.cli.context import (
    EditedProject,
    author_option,
    file_argument,
    library_option,
    project_edited,
    read_stdin,
    require_known,
    session_for_trying,
    take_over_option,
    withdraw_option,
)
from briefing.cli.output import print_message
from briefing.clock import utc_now
from briefing.codec import decode, encode, parse_text, read_text, read_value
from briefing.codec.parse import MAX_FILE_BYTES, decode_text
from briefing.composition.chart_data.registry import KINDS
from briefing.editing import AddFact, AddItem, Batch, ClearGrade, Edit, GradeItem, find_section, next_id
from briefing.editing.edits import NewItem
from briefing.errors import BriefingError
from briefing.model.briefing import (
    Bearing,
    Briefing,
    ChartItem,
    ChartKind,
    Evidence,
    Grade,
    Judgement,
    Prose,
    Scope,
)
from briefing.model.terms import CalendarDate


@click.command()
@file_argument
@click.option(
    "--edits",
    "edits_file",
    required=True,
    metavar="EDITS",
    help="A file with a JSON or YAML list of edits, or - for standard input.",
)
@click.option("--dry-run", is_flag=True, help="Only check the edits and print what they would do.")
@withdraw_option
@author_option
@library_option
@take_over_option
def edit(
    file: Path,
    edits_file: str,
    dry_run: bool,
    author: str | None,
    libraries: tuple[Path, ...],
    take_over: bool,
) -> None:
    """Apply a list of edits to FILE, or none of them.

    If one edit is not possible, FILE is not changed. Each edit is an object with its "type" and fields, as
    'briefing schema edit' describes them.
    """
    name = "<stdin>" if edits_file == "-" else edits_file
    if edits_file == "-":
        text = decode_text(read_stdin(MAX_FILE_BYTES), name)
    else:
        text = read_text(Path(edits_file))
    edits = read_value(parse_text(text, name), tuple[Edit, ...], name)
    if not edits:
        print_message("The list has no edits.")
        return
    if dry_run:
        batch = _batch(edits)
        session_for_trying(file, author, libraries).apply(batch)
        print_message(f"Would do: {batch.label}. Nothing was changed.")
        return
    with project_edited(file, author, libraries, take_over=take_over) as project:
        _apply(project, edits, file)


def _batch(edits: Sequence[Edit]) -> Edit:
    return edits[0] if len(edits) == 1 else Batch(edits=tuple(edits))


def _apply(project: EditedProject, edits: Sequence[Edit], file: Path) -> None:
    """Apply the edits as one change and save."""
    batch = _batch(edits)
    project.apply(batch)
    project.save()
    print_message(f"{batch.label}. Saved: {file}")


@click.command()
@file_argument
@click.argument("fact_ids", nargs=-1, metavar="[FACT]...")
@click.option("--section", "section_id", metavar="ID", help="Add to this section. Default: the last one.")
@click.option(
    "--position",
    type=click.IntRange(min=0),
    help="Add before this row of the section, counted from 0. Default: at the end.",
)
@click.option("--judgement", metavar="TEXT", help="Add a judgement with this text.")
@click.option("--prose", metavar="TEXT", help="Add connecting text.")
@click.option(
    "--drawing",
    "kind",
    type=click.Choice([str(kind) for kind in ChartKind]),
    help="Add a figure drawn from the briefing's data.",
)
@click.option("--caption", metavar="TEXT", help="The figure's caption. Default: that of its kind.")
@click.option(
    "--treaty",
    "treaty_ids",
    multiple=True,
    metavar="ID",
    help="Draw only this treaty. Repeatable.",
)
@click.option(
    "--topic",
    "topics",
    multiple=True,
    metavar="TOPIC",
    help="Draw only facts on this topic. Repeatable.",
)
@click.option(
    "--scope",
    type=click.Choice([str(scope) for scope in Scope]),
    default=str(Scope.BRIEFING),
    show_default=True,
    help="Draw the rows of the whole briefing, or of the figure's section.",
)
@click.option(
    "--every-act",
    is_flag=True,
    help="Draw every act of the treaties in a timeline, also without a statement that cites its source.",
)
@click.option(
    "--evidence",
    multiple=True,
    metavar="ITEM",
    help="A row that supports the judgement or prose. Repeatable.",
)
@click.option(
    "--against", multiple=True, metavar="ITEM", help="A row that contradicts the judgement. Repeatable."
)
@withdraw_option
@author_option
@library_option
@take_over_option
def add(
    file: Path, fact_ids: tuple[str, ...], section_id: str | None, position: int | None,
    judgement: str | None, prose: str | None, kind: str | None, caption: str | None,
    treaty_ids: tuple[str, ...], topics: tuple[str, ...], scope: str, every_act: bool,
    evidence: tuple[str, ...], against: tuple[str, ...], author: str | None, libraries: tuple[Path, ...],
    take_over: bool,
) -> None:  # fmt: skip
    """Add facts, a judgement, prose or a figure to FILE.

    A FACT is the id of a fact of the library; 'briefing facts' lists them.
    """
    if not fact_ids and judgement is None and prose is None and kind is None:
        raise click.UsageError("Name a fact, or give --judgement, --prose or --drawing.")
    if kind is None and (caption or treaty_ids or topics):
        raise click.UsageError("--caption, --treaty and --topic can only be given with --drawing.")
    if every_act and kind != ChartKind.TIMELINE:
        raise click.UsageError("--every-act can only be given with --drawing timeline.")
    with project_edited(file, author, libraries, take_over=take_over) as project:
        briefing = project.session.briefing
        items: list[NewItem] = []
        if judgement is not None:
            items.append(
                Judgement(id=next_id(briefing, "j"), text=judgement, evidence=_evidence(evidence, against))
            )
        if prose is not None:
            items.append(
                Prose(id=next_id(briefing, "p"), text=prose, evidence=_evidence(evidence, against))
            )
        if kind is not None:
            facts = (*briefing.library.facts, *project.session.reference.library.material.facts)
            require_known("topic", topics, (topic for fact in facts for topic in fact.topics))
            content = {"id": next_id(briefing, "d"), "kind": kind, "topics": topics, "scope": scope}
            content |= {"treaty_ids": treaty_ids, "caption": caption or KINDS[ChartKind(kind)].caption}
            chart = decode(encode(content), ChartItem, "options")
            items.append(replace(chart, every_act=every_act))
        edits = _additions(briefing, fact_ids, items, _section_id(briefing, section_id), position)
        _apply(project, edits, file)
    new_ids = [edit.item_id if isinstance(edit, AddFact) else edit.item.id for edit in edits]
    print_message(f"New rows: {', '.join(new_ids)}")


def _section_id(briefing: Briefing, section_id: str | None) -> str:
    if section_id is None and not briefing.sections:
        remedy = "Add a section with 'briefing edit' and an AddSection edit."
        raise BriefingError("The briefing has no section.", remedy)
    return find_section(briefing, section_id or list(briefing.walk_sections())[-1].id).id


def _evidence(supporting: Sequence[str], contradicting: Sequence[str]) -> tuple[Evidence, ...]:
    return (
        *(Evidence(item_id=item_id) for item_id in supporting),
        *(Evidence(item_id=item_id, bearing=Bearing.CONTRADICTS) for item_id in contradicting),
    )


def _additions(
    briefing: Briefing,
    fact_ids: Sequence[str],
    items: Sequence[NewItem],
    section_id: str,
    position: int | None,
) -> list[AddFact | AddItem]:
    """Return the edits that add facts one after another, and then each item after the last fact."""
    first_number = int(next_id(briefing, "f")[1:])
    edits: list[AddFact | AddItem] = []
    for offset, fact_id in enumerate(fact_ids):
        fact_position = None if position is None else position + offset
        item_id = f"f{first_number + offset}"
        edits.append(
            AddFact(item_id=item_id, fact_id=fact_id, section_id=section_id, position=fact_position)
        )
    item_position = None if position is None else position + len(fact_ids)
    return edits + [AddItem(item=item, section_id=section_id, position=item_position) for item in items]


@click.command()
@file_argument
@click.argument("item_ids", nargs=-1, required=True, metavar="ITEM...")
@click.option("--confidence", metavar="TERM", help="A term of the briefing's scheme, such as moderate.")
@click.option(
    "--likelihood",
    metavar="TERM",
    help="A term of the briefing's scheme, such as likely; only for judgements.",
)
@click.option(
    "--credibility",
    type=click.IntRange(1, 6),
    help="The credibility of the information, if you disagree with the library's.",
)
@click.option(
    "--factor",
    "factors",
    multiple=True,
    metavar="NAME=TERM",
    help="A component of the confidence, for schemes that have them. Repeatable.",
)
@click.option("--rationale", default="", metavar="TEXT", help="The reason for the grade.")
@click.option(
    "--date", "graded_on", metavar="DATE", help="The day of the grade, as YYYY-MM-DD. Default: today."
)
@click.option("--clear", is_flag=True, help="Remove the grade.")
@withdraw_option
@author_option
@take_over_option
def grade(
    file: Path, item_ids: tuple[str, ...], confidence: str | None, likelihood: str | None,
    credibility: int | None, factors: tuple[str, ...], rationale: str, graded_on: CalendarDate | None,
    clear: bool, author: str | None, take_over: bool,
) -> None:  # fmt: skip
    """Grade rows of FILE. Their earlier grades remain in the history."""
    if clear == bool(confidence or likelihood or credibility):
        raise click.UsageError(
            "Give --confidence, --likelihood or --credibility, or else --clear and none of these."
        )
    with project_edited(file, author, take_over=take_over) as project:
        if clear:
            _apply(project, [ClearGrade(item_id=item_id) for item_id in item_ids], file)
            return
        new_grade = Grade(
            graded_by=project.session.author,
            graded_on=graded_on or utc_now().date().isoformat(),
            confidence=confidence,
            likelihood=likelihood,
            credibility=credibility,
            rationale=rationale,
            factors=_factors(factors),
        )
        _apply(project, [GradeItem(item_id=item_id, grade=new_grade) for item_id in item_ids], file)


def _factors(options: Sequence[str]) -> dict[str, str]:
    pairs = [option.partition("=") for option in options]
    if wrong := next((pair for pair in pairs if not pair[1]), None):
        raise BriefingError(
            f"--factor '{wrong[0]}' has no term.", "Write it as NAME=TERM, such as information-base=strong."
        )
    return {name: term for name, _, term in sorted(pairs)}
