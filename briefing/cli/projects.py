"""Commands that make or change a project: new, edit, add, grade, sample."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from briefing.cli.context import (
    author_option,
    library_option,
    load_reference,
    open_session,
    read_stdin,
    refuse_to_overwrite,
    user_name,
    write_result,
)
from briefing.cli.output import say
from briefing.cli.render import usable
from briefing.codec import decode, encode, parse_text, read_text, read_value
from briefing.codec.parse import MAX_FILE_BYTES, decode_text
from briefing.composition.chart_data.registry import KINDS
from briefing.editing import AddFact, AddItem, Batch, ClearGrade, Edit, GradeItem, find_section, next_id
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
    Section,
)
from briefing.model.terms import CalendarDate, slug_of
from briefing.project import Session, make_sample, pack, save_project
from briefing.project.session import utc_now
from briefing.render import survey_templates

force_option = click.option("--force", is_flag=True, help="Replace an existing file.")
file_argument = click.argument("file", type=click.Path(path_type=Path))


@click.command()
@file_argument
@click.option("--title", required=True, help="The briefing's title.")
@click.option("--treaty", "treaty_id", metavar="ID", help="The treaty that it is about, for the subtitle.")
@click.option("--template", "template_id", default="assessment", show_default=True, metavar="ID")
@click.option("--scheme", "scheme_id", default="icd-203", show_default=True, metavar="ID")
@click.option("--marking", default="TLP:CLEAR", show_default=True)
@click.option("--cut-off", metavar="DATE", help="The day after which nothing was considered.")
@click.option("--organisation", default="")
@click.option("--requested-by", default="")
@author_option
@library_option
@force_option
def new(
    file: Path, title: str, treaty_id: str | None, author: str | None, libraries: tuple[Path, ...],
    force: bool, cut_off: str | None, **details: str,
) -> None:  # fmt: skip
    """Start a briefing in FILE, with the sections that its template proposes."""
    refuse_to_overwrite(file, force)
    reference = load_reference(libraries)
    template = usable(details["template_id"], survey_templates())
    if treaty_id and treaty_id not in reference.library.treaties:
        known = ", ".join(sorted(reference.library.treaties))
        raise BriefingError(f"There is no treaty '{treaty_id}'.", f"Use one of: {known}.")
    outline = template.spec.outline
    content = {
        "id": slug_of(title, "briefing"),
        "title": title,
        "subtitle": reference.library.treaties[treaty_id].title if treaty_id else "",
        "author": author or user_name(),
        "cut_off": cut_off,
        **details,
    }
    briefing = _checked_details(content)
    sections = tuple(
        Section(id=f"s{number}", title=section.title) for number, section in enumerate(outline, start=1)
    )
    session = Session.begin(replace(briefing, sections=sections), reference, author=author or user_name())
    save_project(session.project, file)
    say(f"Started: {file}, with {len(sections)} sections. See them with 'briefing show {file}'.")


def _checked_details(content: dict[str, str | None]) -> Briefing:
    """The details as a briefing, each held against the rules of its field."""
    given = {name: value for name, value in content.items() if value is not None}
    return decode(encode(given), Briefing, "options")


@click.command()
@file_argument
@click.option(
    "--edits",
    "edits_file",
    required=True,
    metavar="EDITS",
    help="A JSON or YAML list; - for standard input.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done and change nothing.")
@author_option
@library_option
def edit(
    file: Path, edits_file: str, dry_run: bool, author: str | None, libraries: tuple[Path, ...]
) -> None:
    """Apply a list of edits to FILE: all of them, or none.

    Each edit is an object with its "type" and fields, as 'briefing schema edit' describes them.
    """
    raw = read_stdin(MAX_FILE_BYTES) if edits_file == "-" else b""
    text = decode_text(raw, "<stdin>") if edits_file == "-" else read_text(Path(edits_file))
    name = "<stdin>" if edits_file == "-" else edits_file
    edits = read_value(parse_text(text, name), tuple[Edit, ...], name)
    session = open_session(file, author, libraries)
    _apply(session, list(edits), None if dry_run else file)


def _apply(session: Session, edits: Sequence[Edit], file: Path | None) -> None:
    """Apply the edits as one and save; without a file only say what would be done."""
    if not edits:
        say("There is nothing to do.")
        return
    batch: Edit = edits[0] if len(edits) == 1 else Batch(edits=tuple(edits))
    session.apply(batch)
    if file is None:
        say(f"Would do: {batch.label}. Nothing was changed.")
        return
    save_project(session.project, file)
    say(f"{batch.label}. Saved: {file}")


@click.command()
@file_argument
@click.argument("fact_ids", nargs=-1, metavar="[FACT]...")
@click.option("--section", "section_id", metavar="ID", help="Where to; by default the last section.")
@click.option("--position", type=click.IntRange(min=0), help="Before which row of the section, from 0.")
@click.option("--judgement", metavar="TEXT", help="Add a judgement.")
@click.option("--prose", metavar="TEXT", help="Add connecting text.")
@click.option(
    "--drawing",
    "kind",
    type=click.Choice([str(kind) for kind in ChartKind]),
    help="Add a figure drawn from the briefing's own data.",
)
@click.option("--caption", metavar="TEXT", help="What stands beneath the drawing; each kind has its own.")
@click.option(
    "--treaty",
    "treaty_ids",
    multiple=True,
    metavar="ID",
    help="Draw this treaty alone; may be given again.",
)
@click.option(
    "--topic",
    "topics",
    multiple=True,
    metavar="TOPIC",
    help="Draw facts on this topic; may be given again.",
)
@click.option(
    "--scope",
    type=click.Choice([str(scope) for scope in Scope]),
    default=str(Scope.BRIEFING),
    show_default=True,
    help="Draw rows of the whole briefing, or of the section that the drawing stands in.",
)
@click.option(
    "--evidence", multiple=True, metavar="ITEM", help="A row that the judgement or prose rests on."
)
@click.option("--against", multiple=True, metavar="ITEM", help="A row that speaks against the judgement.")
@author_option
@library_option
def add(
    file: Path, fact_ids: tuple[str, ...], section_id: str | None, position: int | None,
    judgement: str | None, prose: str | None, kind: str | None, caption: str | None,
    treaty_ids: tuple[str, ...], topics: tuple[str, ...], scope: str,
    evidence: tuple[str, ...], against: tuple[str, ...], author: str | None, libraries: tuple[Path, ...],
) -> None:  # fmt: skip
    """Add facts of the library, a judgement, prose or a drawing to a section of FILE."""
    if not fact_ids and judgement is None and prose is None and kind is None:
        raise click.UsageError("Name a fact, or give --judgement, --prose or --drawing.")
    if kind is None and (caption or treaty_ids or topics):
        raise click.UsageError("--caption, --treaty and --topic belong to --drawing.")
    session = open_session(file, author, libraries)
    briefing = session.briefing
    if section_id is None and not briefing.sections:
        raise BriefingError("The briefing has no section.", "Add one with 'briefing edit'.")
    where = find_section(briefing, section_id or list(briefing.walk_sections())[-1].id).id
    edits: list[AddFact | AddItem] = []
    first = int(next_id(briefing, "f")[1:])
    for number, fact_id in enumerate(fact_ids):
        at = None if position is None else position + number
        edits.append(AddFact(item_id=f"f{first + number}", fact_id=fact_id, section_id=where, position=at))
    leaning = tuple(Evidence(item_id=item_id) for item_id in evidence)
    leaning += tuple(Evidence(item_id=item_id, bearing=Bearing.CONTRADICTS) for item_id in against)
    at = None if position is None else position + len(fact_ids)
    if judgement is not None:
        item = Judgement(id=next_id(briefing, "j"), text=judgement, evidence=leaning)
        edits.append(AddItem(item=item, section_id=where, position=at))
    if prose is not None:
        text = Prose(id=next_id(briefing, "p"), text=prose, evidence=leaning)
        edits.append(AddItem(item=text, section_id=where, position=at))
    if kind is not None:
        content = {"id": next_id(briefing, "d"), "kind": kind, "topics": topics, "scope": scope}
        content |= {"treaty_ids": treaty_ids, "caption": caption or KINDS[ChartKind(kind)].caption}
        drawing = decode(encode(content), ChartItem, "options")
        edits.append(AddItem(item=drawing, section_id=where, position=at))
    _apply(session, edits, file)
    made = [edit.item_id if isinstance(edit, AddFact) else edit.item.id for edit in edits]
    say(f"New rows: {', '.join(made)}")


@click.command()
@file_argument
@click.argument("item_ids", nargs=-1, required=True, metavar="ITEM...")
@click.option("--confidence", metavar="TERM", help="On the briefing's scheme, such as moderate.")
@click.option(
    "--likelihood", metavar="TERM", help="On the briefing's scheme, such as likely; for judgements."
)
@click.option(
    "--credibility",
    type=click.IntRange(1, 6),
    help="Admiralty figure, where you depart from the library's.",
)
@click.option(
    "--factor",
    "factors",
    multiple=True,
    metavar="NAME=TERM",
    help="What the confidence rests on, where the scheme has factors; may be given again.",
)
@click.option("--rationale", default="", metavar="TEXT", help="Why.")
@click.option("--date", "graded_on", metavar="DATE", help="When; by default today.")
@click.option("--clear", is_flag=True, help="Take the grade away.")
@author_option
def grade(
    file: Path, item_ids: tuple[str, ...], confidence: str | None, likelihood: str | None,
    credibility: int | None, factors: tuple[str, ...], rationale: str, graded_on: CalendarDate | None,
    clear: bool, author: str | None,
) -> None:  # fmt: skip
    """Grade rows of FILE; the grade that a row had stays in the history."""
    if clear == bool(confidence or likelihood or credibility):
        raise click.UsageError("Give a grade, or --clear and no grade.")
    session = open_session(file, author)
    if clear:
        _apply(session, [ClearGrade(item_id=item_id) for item_id in item_ids], file)
        return
    given = Grade(
        graded_by=session.author,
        graded_on=graded_on or utc_now().date().isoformat(),
        confidence=confidence,
        likelihood=likelihood,
        credibility=credibility,
        rationale=rationale,
        factors=_factors(factors),
    )
    _apply(session, [GradeItem(item_id=item_id, grade=given) for item_id in item_ids], file)


def _factors(given: Sequence[str]) -> dict[str, str]:
    pairs = [each.partition("=") for each in given]
    if wrong := next((each for each in pairs if not each[1]), None):
        raise BriefingError(f"'{wrong[0]}' rates no factor.", "Write it as information-base=strong.")
    return {name: term for name, _, term in sorted(pairs)}


@click.command()
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The project file to write; - for standard output.",
)
@force_option
def sample(output: Path, force: bool) -> None:
    """Write the bundled example: a graded briefing on the Russia-Iran treaty."""
    refuse_to_overwrite(output, force)
    if write_result(output, pack(make_sample(load_reference()))):
        say(f"The example is in {output}. Render it with 'briefing render {output}'.")
