"""The commands for the thesaurus of the organisation: list, add, remove, export, merge."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli.context import Output, author_option, require_clean_text, user_name
from briefing.cli.output import counted, json_option, print_json, print_message, print_table
from briefing.clock import utc_now
from briefing.errors import BriefingError
from briefing.organisation.thesaurus import (
    Acceptance,
    AcceptedPair,
    Thesaurus,
    accept_pair,
    edit_thesaurus,
    merged,
    read_thesaurus,
    thesaurus_file,
    thesaurus_text,
)

treaty_option = click.option(
    "--treaty", metavar="ID", help="For facts of this treaty only. Default: for all facts."
)


@click.group()
def thesaurus() -> None:
    """List and change the words that your organisation accepts in place of words of facts.

    They are in thesaurus.yaml beside the defaults of the organisation, and are part of no export.
    """


@thesaurus.command(name="list")
@json_option
def list_pairs(as_json: bool) -> None:
    """List the pairs, with who accepted each, and when."""
    pairs = read_thesaurus(thesaurus_file()).pairs
    if as_json:
        print_json(pairs)
        return
    print_table(
        ("Fact", "Wording", "Treaty", "Accepted by", "Note"),
        [(p.fact, p.wording, p.treaty or "all", _accepted(p), p.note) for p in pairs],
    )


def _accepted(pair: AcceptedPair) -> str:
    return "; ".join(f"{each.by}, {each.on}" for each in pair.accepted)


@thesaurus.command()
@click.argument("fact")
@click.argument("wording")
@treaty_option
@click.option("--note", default="", metavar="TEXT", help="Why they say the same.")
@author_option
def add(fact: str, wording: str, treaty: str | None, note: str, author: str | None) -> None:
    """Accept the words WORDING where a fact has the words FACT."""
    for name, text in (("FACT", fact), ("WORDING", wording), ("--treaty", treaty or ""), ("--note", note)):
        require_clean_text(name, text)
    acceptance = Acceptance(by=author or user_name(), on=utc_now().date().isoformat())
    pair = AcceptedPair(
        fact=fact.strip(), wording=wording.strip(), treaty=treaty, accepted=(acceptance,), note=note
    )
    accept_pair(pair)
    print_message(f"Accepted: '{pair.wording}' for '{pair.fact}'. Saved: {thesaurus_file()}")


@thesaurus.command()
@click.argument("fact")
@click.argument("wording")
@treaty_option
def remove(fact: str, wording: str, treaty: str | None) -> None:
    """Remove the pair of the words FACT and WORDING."""

    def without(content: Thesaurus) -> Thesaurus:
        pair = content.find(fact, wording, treaty)
        if pair is None:
            raise BriefingError(
                f"The thesaurus does not have '{wording}' for '{fact}'.",
                "See 'briefing thesaurus list' for its pairs and their treaties.",
            )
        return content.without(pair.key)

    edit_thesaurus(thesaurus_file(), without)
    print_message(f"Removed: '{wording}' for '{fact}'. Saved: {thesaurus_file()}")


@thesaurus.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--with-names", is_flag=True, help="Include who accepted each pair.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
def export(file: Path, with_names: bool, force: bool) -> None:
    """Write the pairs to FILE, without the names of people, for another organisation."""
    output = Output(file, force, (thesaurus_file(),))
    output.check()
    content = read_thesaurus(thesaurus_file())
    content = content if with_names else content.without_names()
    if output.write(thesaurus_text(content).encode()):
        print_message(f"{counted(len(content.pairs), 'pair')} written: {file}")


@thesaurus.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--base",
    type=click.Path(path_type=Path),
    help="The version that both began with, so that what one side removed is removed.",
)
def merge(file: Path, base: Path | None) -> None:
    """Take the pairs of FILE into the thesaurus; without --base, nothing is removed."""
    theirs = _read_existing(file)
    common = _read_existing(base) if base else None
    before: list[Thesaurus] = []

    def with_theirs(ours: Thesaurus) -> Thesaurus:
        before.append(ours)
        return merged(ours, theirs, common)

    after = edit_thesaurus(thesaurus_file(), with_theirs)
    keys = {pair.key for pair in before[0].pairs}
    added = sum(pair.key not in keys for pair in after.pairs)
    removed = len(keys) + added - len(after.pairs)
    print_message(
        f"{added} added, {removed} removed. {counted(len(after.pairs), 'pair')} in {thesaurus_file()}"
    )


def _read_existing(path: Path) -> Thesaurus:
    if not path.is_file():
        raise BriefingError(f"There is no file {path}.", "Give the path of a thesaurus.")
    return read_thesaurus(path)
