"""Commands about grading schemes: schemes, scheme."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from briefing.cli.context import author_option, open_session
from briefing.cli.output import json_option, print_json, print_table, say
from briefing.editing import SetScheme, terms_in_use
from briefing.errors import BriefingError, Problem
from briefing.grading import Proposal, Scheme, Subject, band_text, load_scales, match_band, proposals
from briefing.project import save_project

_LET_GO = "none"


@click.command()
@click.argument("scheme_id", required=False, metavar="[SCHEME]")
@click.option(
    "--number", type=click.FloatRange(0, 100), metavar="PERCENT", help="Which term a number takes."
)
@json_option
def schemes(scheme_id: str | None, number: float | None, as_json: bool) -> None:
    """List the grading schemes, or the terms of one; with --number, the term that a number takes."""
    known = load_scales().schemes
    if scheme_id is not None and scheme_id not in known:
        raise BriefingError(
            f"There is no scheme '{scheme_id}'.", f"Use one of: {', '.join(sorted(known))}."
        )
    shown = [known[scheme_id]] if scheme_id else list(known.values())
    if as_json:
        print_json(shown)
    elif number is not None:
        _print_number(shown, number)
    elif scheme_id is None:
        print_table(
            ("Scheme", "Name", "Grades by", "Values"),
            [(each.id, each.name, _subjects(each), _checked(each)) for each in shown],
        )
    else:
        _print_scheme(shown[0])


def _subjects(scheme: Scheme) -> str:
    return ", ".join(dict.fromkeys(str(scale.subject) for scale in scheme.scales))


def _checked(scheme: Scheme) -> str:
    if scheme.is_own:
        return "its own"
    return "read in a public source" if scheme.verified else "not verified"


def _print_number(shown: Sequence[Scheme], number: float) -> None:
    print_table(
        ("Scheme", "Scale", "Term", "Why"),
        [
            (scheme.id, scale.id, found.term.term if found.term else "none", found.reason)
            for scheme in shown
            for scale in scheme.scales
            if any(term.low is not None for term in scale.terms)
            for found in [match_band(scale, number)]
        ],
    )


def _print_scheme(scheme: Scheme) -> None:
    click.echo(f"{scheme.name}. {scheme.reference}. Values {_checked(scheme)}.\n{scheme.note}\n")
    for scale in scheme.scales:
        click.echo(f"{scale.name}. {scale.explanation}")
        print_table(
            ("Term", "Words", "Range", "Meaning"),
            [(term.id, " / ".join(term.words), band_text(term), term.definition) for term in scale.terms],
        )
        for factor in scale.factors:
            terms = ", ".join(term.id for term in factor.terms)
            click.echo(f"Factor {factor.id}: {terms}. {factor.explanation}")
        click.echo()


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("scheme_id", metavar="SCHEME")
@click.option(
    "--map", "mappings", multiple=True, metavar="OLD=NEW",
    help=f"What becomes of a term, such as unlikely=unlikely; {_LET_GO} lets it go. May be given again.",
)  # fmt: skip
@click.option("--yes", is_flag=True, help="Do it; without this the table is shown and nothing is changed.")
@author_option
def scheme(file: Path, scheme_id: str, mappings: tuple[str, ...], yes: bool, author: str | None) -> None:
    """Move FILE to another grading scheme: shows what becomes of each term in use, does it with --yes."""
    session = open_session(file, author)
    known = session.reference.scales.schemes
    old, new = known.get(session.briefing.scheme_id), known.get(scheme_id)
    if new is None or old is None:
        lacking = scheme_id if new is None else session.briefing.scheme_id
        raise BriefingError(f"There is no scheme '{lacking}'.", f"Use one of: {', '.join(sorted(known))}.")
    likelihoods, confidences = terms_in_use(session.briefing)
    table = proposals(old, new, likelihoods, confidences)
    chosen = _chosen(mappings, table, new)
    print_table(
        (old.name, "Rows", new.name, "Why"),
        [
            (
                f"{each.subject} {each.term_id}",
                str((likelihoods if each.subject is Subject.LIKELIHOOD else confidences)[each.term_id]),
                _target(each, chosen),
                "as given" if _key(each) in chosen else each.reason,
            )
            for each in table
        ],
    )
    open_terms = [each for each in table if each.target is None and _key(each) not in chosen]
    if not yes:
        say("Nothing was changed. Give --yes to do it, and --map for what should become something else.")
        return
    if open_terms:
        raise BriefingError(
            Problem(
                f"Nothing fits the {each.subject} '{each.term_id}'. {each.reason}",
                f"Say what becomes of it with --map {each.term_id}=TERM, or let it go with "
                f"--map {each.term_id}={_LET_GO}.",
            )
            for each in open_terms
        )
    final = {_key(each): chosen.get(_key(each), each.target.id if each.target else None) for each in table}
    session.apply(
        SetScheme(
            scheme_id=scheme_id,
            likelihood={term: to for (subject, term), to in final.items() if subject is Subject.LIKELIHOOD},
            confidence={term: to for (subject, term), to in final.items() if subject is Subject.CONFIDENCE},
        )
    )
    save_project(session.project, file)
    say(f"The briefing grades on {new.name} now. The earlier grades stay in the history. Saved: {file}")


_Key = tuple[Subject, str]


def _key(proposal: Proposal) -> _Key:
    return proposal.subject, proposal.term_id


def _target(proposal: Proposal, chosen: dict[_Key, str | None]) -> str:
    if _key(proposal) in chosen:
        return chosen[_key(proposal)] or "let go"
    return proposal.target.id if proposal.target else "?"


def _chosen(mappings: Sequence[str], table: Sequence[Proposal], new: Scheme) -> dict[_Key, str | None]:
    """What --map says, by subject and old term."""
    chosen: dict[_Key, str | None] = {}
    for mapping in mappings:
        term_id, separator, target = mapping.partition("=")
        found = [each for each in table if each.term_id == term_id]
        if not separator or not found:
            used = ", ".join(each.term_id for each in table) or "none"
            raise BriefingError(f"'{mapping}' maps no term in use.", f"Terms in use: {used}.")
        for each in found:
            scale = new.scale(each.subject)
            known = [term.id for term in scale.terms] if scale else []
            if target != _LET_GO and target not in known:
                remedy = f"Use one of: {', '.join([*known, _LET_GO])}."
                raise BriefingError(f"'{target}' is not a {each.subject} of {new.name}.", remedy)
            chosen[_key(each)] = None if target == _LET_GO else target
    return chosen
