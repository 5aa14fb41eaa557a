"""The command that shows a project or an entry of the library."""

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
from briefing.errors import BriefingError, Problem
from briefing.model.briefing import Briefing, FactItem, Graded, Item, Judgement, Prose, Section
from briefing.model.fact import Fact
from briefing.model.library import Catalogue


@click.command()
@click.argument("what", metavar="FILE|ID")
@library_option
@json_option
def show(what: str, libraries: tuple[Path, ...], as_json: bool) -> None:
    """Show a .briefing file with the ids of its rows, or a fact, source, publisher or treaty by its id."""
    path = Path(what)
    if what == "-" or path.exists() or path.suffix == ".briefing":
        briefing = read_project(path).briefing
        if as_json:
            print_json(briefing)
        else:
            _print_briefing(briefing)
        return
    catalogue = load_catalogue(libraries)
    value = _entry(what, catalogue)
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
        Problem(f"There is no file and no library entry '{value_id}'.", "Search with 'briefing facts'.")
    )


def _print_briefing(briefing: Briefing) -> None:
    details = " · ".join(
        part
        for part in (briefing.marking, str(briefing.status), f"cut-off {briefing.cut_off or 'not set'}",
                     f"template {briefing.template_id}", f"scheme {briefing.scheme_id}")
        if part
    )  # fmt: skip
    tree = Tree(Text.assemble((briefing.title, "bold"), f"\n{details}"))
    statements = {fact.id: fact.statement for fact in briefing.library.facts}
    for section in briefing.sections:
        _add_section(tree, section, statements)
    console().print(tree)


def _add_section(tree: Tree, section: Section, statements: dict[str, str]) -> None:
    branch = tree.add(Text.assemble((section.id, "cyan"), "  ", (section.title, "bold")))
    for item in section.items:
        branch.add(_line(item, statements))
    for child in section.sections:
        _add_section(branch, child, statements)


def _line(item: Item, statements: dict[str, str]) -> Text:
    if isinstance(item, FactItem):
        words = item.wording or statements[item.fact_id]
    elif isinstance(item, Judgement | Prose):
        words = item.text
    else:
        words = item.caption
    kind = type(item).__name__.removesuffix("Item").lower()
    return Text.assemble((item.id, "cyan"), f"  {kind}  ", (_grade(item), "italic"), words)


def _grade(item: Item) -> str:
    if not isinstance(item, Graded):
        return ""
    if item.grade is None:
        return "ungraded  "
    terms = [item.grade.likelihood, item.grade.confidence and f"{item.grade.confidence} confidence"]
    return f"{', '.join(term for term in terms if term)}  "


def _print_fact(fact: Fact, catalogue: Catalogue) -> None:
    out = console()
    out.print(Text(fact.statement, "bold"))
    for label, value in _fact_lines(fact, catalogue):
        out.print(Text.assemble((f"{label}: ", "cyan"), value))


def _fact_lines(fact: Fact, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    yield "treaty", fact.treaty_id
    yield (
        "standing",
        f"{fact.standing}{f', according to {fact.attributed_to}' if fact.attributed_to else ''}",
    )
    yield "date", fact.date or "not given"
    yield "credibility", str(fact.credibility)
    for citation in fact.citations:
        source = catalogue.sources[citation.source_id]
        place = citation.locator.article if citation.locator and citation.locator.article else ""
        article = f", art. {place}" if place else ""
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
