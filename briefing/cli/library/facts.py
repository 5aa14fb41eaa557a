"""Commands that search the library: facts, treaties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import click
import msgspec

from briefing.cli.context import library_option, load_catalogue, load_report, require_known
from briefing.cli.output import counted, json_option, print_json, print_message, print_table
from briefing.composition import printed_dates
from briefing.library import FactQuery, default_folders, open_index
from briefing.model.dates import check_calendar_date
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.terms import Reliability, Standing

_MANY_FACTS = 50_000
_LISTING = "briefing facts --facets"


def _calendar_date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        try:
            check_calendar_date(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from None
    return value


@click.command()
@click.argument("text", nargs=-1)
@click.option("--treaty", multiple=True, metavar="ID", help="Only facts of this treaty.")
@click.option("--topic", multiple=True, metavar="TOPIC", help="Only facts on this topic.")
@click.option(
    "--standing",
    multiple=True,
    type=click.Choice([s.value for s in Standing]),
    help="Only facts with this standing.",
)
@click.option("--actor", multiple=True, metavar="NAME", help="Only facts about this state, body or person.")
@click.option(
    "--reliability",
    multiple=True,
    type=click.Choice([r.value for r in Reliability]),
    help="Only facts with a source of this reliability.",
)
@click.option(
    "--publisher", multiple=True, metavar="ID", help="Only facts with a source of this publisher."
)
@click.option(
    "--since", callback=_calendar_date, metavar="DATE", help="Only facts dated on or after this day."
)
@click.option(
    "--until", callback=_calendar_date, metavar="DATE", help="Only facts dated on or before this day."
)
@click.option(
    "--facets",
    is_flag=True,
    help="Count the facts by treaty, topic, standing and so on, instead of listing them.",
)
@library_option
@json_option
def facts(
    text: tuple[str, ...], facets: bool, libraries: tuple[Path, ...], as_json: bool, **conditions: object
) -> None:
    """Search the library's facts.

    TEXT is searched for in statements, actors, sources, articles and topics. The options limit the search
    further. All but the dates are repeatable: a fact needs one of the values of each option.
    """
    query = msgspec.convert({"text": " ".join(text), **conditions}, FactQuery, strict=False)
    if query.since and query.until and query.since > query.until:
        raise click.UsageError(f"--since {query.since} is later than --until {query.until}.")
    report = load_report(libraries)
    catalogue = Catalogue(report.material)
    name = "\n".join(map(str, (*default_folders(), *libraries)))
    index = open_index(catalogue, name=name, key=report.key, progress=_show_progress)
    _require_known_values(query, catalogue, index.facets(FactQuery()))
    if facets:
        _print_facets(index.facets(query), as_json)
        return
    matches = [catalogue.facts[hit.fact_id] for hit in index.search(query)]
    if as_json:
        print_json(matches)
    elif matches:
        print_table(
            ("Fact", "Standing", "Grade", "Date", "Statement"),
            [
                (fact.id, str(fact.standing), _code(fact, catalogue), _date(fact.date), fact.statement)
                for fact in matches
            ],
        )
    print_message(f"{counted(len(matches), 'fact')} found.")


def _require_known_values(
    query: FactQuery, catalogue: Catalogue, counts: Mapping[str, Mapping[str, int]]
) -> None:
    """Raise BriefingError for a condition that no fact can meet, since the library has no such value."""
    actors = (name for actor in catalogue.actors.values() for name in (actor.name, *actor.also))
    require_known("treaty", query.treaty, catalogue.treaties)
    require_known("topic", query.topic, counts["topic"], _LISTING)
    require_known("actor", query.actor, (*counts["actor"], *actors), _LISTING)
    require_known("publisher", query.publisher, catalogue.publishers, _LISTING)


def _show_progress(done: int, total: int) -> None:
    """Say that a large library is indexed, which is done once, and how far that is."""
    if total >= _MANY_FACTS and done % _MANY_FACTS == 0:
        print_message(f"Indexing the library for searches: {done:,} of {total:,} facts.")


def _code(fact: Fact, catalogue: Catalogue) -> str:
    return f"{catalogue.best_reliability(fact)}{fact.figure}"


def _date(date: str | None) -> str:
    return printed_dates.edtf(date, "en").replace("\u00a0", " ")


def _print_facets(counts: dict[str, dict[str, int]], as_json: bool) -> None:
    if as_json:
        print_json(counts)
        return
    rows = [(kind, value, str(count)) for kind, values in counts.items() for value, count in values.items()]
    print_table(("Facet", "Value", "Facts"), rows)


@click.command()
@library_option
@json_option
def treaties(libraries: tuple[Path, ...], as_json: bool) -> None:
    """List the library's treaties."""
    catalogue = load_catalogue(libraries)
    if as_json:
        print_json(catalogue.material.treaties)
        return
    counts = Counter(treaty_id for fact in catalogue.material.facts for treaty_id in fact.treaty_ids)
    print_table(
        ("Treaty", "Concluded", "Facts", "Title"),
        [
            (treaty.id, _date(treaty.concluded.date), str(counts[treaty.id]), treaty.title)
            for treaty in catalogue.material.treaties
        ],
    )
