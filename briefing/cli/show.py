"""The command show: a project with the ids of its rows, or an entry of the library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec
import yaml
from rich.text import Text
from rich.tree import Tree

from briefing.cli.context import library_option, load_catalogue, read_project
from briefing.cli.output import console, json_option, print_json
from briefing.composition.fact_fields import FACT_FIELDS, ungraded_text
from briefing.composition.phrases import phrases_in
from briefing.composition.sourcing.source_summary import source_summary
from briefing.errors import BriefingError, Problem
from briefing.model.briefing import Briefing, FactItem, Graded, Item, Judgement, Prose, Section
from briefing.model.fact import Fact
from briefing.model.library import Catalogue


@click.command()
@click.argument("name", metavar="FILE|ID")
@library_option
@json_option
def show(name: str, libraries: tuple[Path, ...], as_json: bool) -> None:
    """Show a project or an entry of the library.

    A project is shown with the ids of its rows; FILE may be - for standard input. An entry is a fact,
    source, publisher or treaty, given by its ID.
    """
    path = Path(name)
    if name == "-" or path.exists() or path.suffix == ".briefing":
        briefing = read_project(path).briefing
        if as_json:
            print_json(briefing)
        else:
            _print_briefing(briefing)
        return
    catalogue = load_catalogue(libraries)
    value = _entry(name, catalogue)
    if as_json:
        print_json(value)
    elif isinstance(value, Fact):
        _print_fact(value, catalogue)
    else:
        click.echo(
            yaml.safe_dump(msgspec.to_builtins(value), allow_unicode=True, sort_keys=False), nl=False
        )


def _entry(value_id: str, catalogue: Catalogue) -> Any:
    for entries in (catalogue.facts, catalogue.sources, catalogue.treaties, catalogue.publishers):
        if value_id in entries:
            return entries[value_id]
    raise BriefingError(
        Problem(
            f"There is no file and no library entry '{value_id}'.",
            "List facts with 'briefing facts', treaties with 'briefing treaties'.",
        )
    )


def _print_briefing(briefing: Briefing) -> None:
    details = " · ".join(
        part
        for part in (briefing.issue.reference, briefing.marking, _status(briefing),
                     f"cut-off {briefing.cut_off or 'not set'}", f"template {briefing.template_id}",
                     f"scheme {briefing.scheme_id}")
        if part
    )  # fmt: skip
    tree = Tree(Text.assemble((briefing.title, "bold"), f"\n{details}"))
    for line in _about_all(briefing):
        tree.add(line)
    statements = {fact.id: fact.statement for fact in briefing.library.facts}
    for section in briefing.sections:
        _add_section(tree, section, statements)
    console().print(tree)


def _status(briefing: Briefing) -> str:
    approved = briefing.issue.approved
    status = str(briefing.status)
    return f"{status}, approved by {approved.name}" if approved and approved.on else status


def _about_all(briefing: Briefing) -> Iterator[Text]:
    """Yield the main message, what is computed of the sources, and the author's remark on them."""
    if briefing.main_message is not None:
        ids = ", ".join(briefing.main_message.judgement_ids) or "no judgement"
        yield Text.assemble(
            ("main message", "cyan"), "  ", (f"draws on {ids}  ", "italic"), briefing.main_message.text
        )
    yield Text.assemble(("sources", "cyan"), "  ", source_summary(briefing).text)
    if briefing.source_remark:
        yield Text.assemble(("source remark", "cyan"), "  ", briefing.source_remark)


def _add_section(tree: Tree, section: Section, statements: dict[str, str]) -> None:
    section_node = tree.add(Text.assemble((section.id, "cyan"), "  ", (section.title, "bold")))
    for item in section.items:
        section_node.add(_line(item, statements))
    for child in section.sections:
        _add_section(section_node, child, statements)


def _line(item: Item, statements: dict[str, str]) -> Text:
    if isinstance(item, FactItem):
        text = item.wording or statements[item.fact_id]
    elif isinstance(item, Judgement | Prose):
        text = item.text
    else:
        text = item.caption
    kind = type(item).__name__.removesuffix("Item").lower()
    return Text.assemble((item.id, "cyan"), f"  {kind}  ", (_grade(item), "italic"), text)


def _grade(item: Item) -> str:
    if not isinstance(item, Graded):
        return ""
    if item.grade is None:
        return "ungraded  "
    terms = [item.grade.likelihood, item.grade.confidence and f"{item.grade.confidence} confidence"]
    return f"{', '.join(term for term in terms if term)}  "


def _print_fact(fact: Fact, catalogue: Catalogue) -> None:
    terminal = console()
    terminal.print(Text(fact.statement, "bold"))
    for label, value in fact_lines(fact, catalogue):
        terminal.print(Text.assemble((f"{label}: ", "cyan"), value))


def fact_lines(fact: Fact, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield label and text of each line that describes a fact."""
    yield "treaty", fact.treaty_id
    phrases = phrases_in("en")
    for field in FACT_FIELDS:
        if text := field.text(fact, "en"):
            yield phrases(field.heading).lower(), text
    yield "credibility", str(fact.figure)
    if missing := ungraded_text(fact, catalogue, "en"):
        yield "grade", missing
    for citation in fact.citations:
        source = catalogue.sources[citation.source_id]
        locator = citation.locator.article if citation.locator and citation.locator.article else ""
        article = f", art. {locator}" if locator else ""
        publisher = catalogue.publisher_of(source).name
        yield (
            "source",
            f"{source.id} ({catalogue.reliability(source)}, {publisher}){article} {source.url or ''}",
        )
    yield "origins", ", ".join(sorted(catalogue.origins(fact)))
    for label, others in (
        ("contradicted by", catalogue.contradicting(fact.id)),
        ("superseded by", catalogue.superseding(fact.id)),
    ):
        for other in others:
            yield label, f"{other}: {catalogue.facts[other].statement}"
