"""Commands on grading schemes: schemes, scheme."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from briefing.cli.context import (
    author_option,
    file_argument,
    project_edited,
    session_for_trying,
    take_over_option,
)
from briefing.cli.output import json_option, print_json, print_message, print_table
from briefing.editing import SetScheme, terms_in_use
from briefing.errors import BriefingError, Problem
from briefing.grading import Proposal, Scheme, Subject, band_text, load_scales, match_band, proposals
from briefing.project import Session

_UNGRADED = "none"

_Key = tuple[Subject, str]


@click.command()
@click.argument("scheme_id", required=False, metavar="[SCHEME]")
@click.option(
    "--number", type=click.FloatRange(0, 100), metavar="PERCENT", help="Show the term for this number."
)
@json_option
def schemes(scheme_id: str | None, number: float | None, as_json: bool) -> None:
    """List the grading schemes, or the terms of one.

    With --number, show the term for that number on each scale.
    """
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
            ("Scheme", "Name", "Scales", "Values"),
            [(s.id, s.name, _subjects(s), _checked(s)) for s in shown],
        )
    else:
        _print_scheme(shown[0])


def _subjects(scheme: Scheme) -> str:
    return ", ".join(dict.fromkeys(str(scale.subject) for scale in scheme.scales))


def _checked(scheme: Scheme) -> str:
    if scheme.is_own:
        return "own, without a source"
    return "verified against a public source" if scheme.verified else "not verified"


def _print_number(shown: Sequence[Scheme], number: float) -> None:
    print_table(
        ("Scheme", "Scale", "Term", "Reason"),
        [
            (scheme.id, scale.id, match.term.term if match.term else "none", match.reason)
            for scheme in shown
            for scale in scheme.scales
            if any(term.low is not None for term in scale.terms)
            for match in [match_band(scale, number)]
        ],
    )


def _print_scheme(scheme: Scheme) -> None:
    click.echo(f"{scheme.name}. {scheme.reference}. Values: {_checked(scheme)}.\n{scheme.note}\n")
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
@file_argument
@click.argument("scheme_id", metavar="SCHEME")
@click.option(
    "--map", "mappings", multiple=True, metavar="OLD=NEW",
    help=f"Replace the term OLD by NEW, or remove it with OLD={_UNGRADED}. Repeatable.",
)  # fmt: skip
@click.option("--yes", is_flag=True, help="Change the scheme. Without this, only show the table.")
@author_option
@take_over_option
def scheme(
    file: Path, scheme_id: str, mappings: tuple[str, ...], yes: bool, author: str | None, take_over: bool
) -> None:
    """Change the grading scheme of FILE.

    Shows the new term for each term in use, and changes FILE only with --yes.
    """
    if not yes:
        _mapping(session_for_trying(file, author), scheme_id, mappings)
        print_message(
            "Nothing was changed. Give --yes to change the scheme, and --map to choose other terms."
        )
        return
    with project_edited(file, author, take_over=take_over) as project:
        new, table, chosen = _mapping(project.session, scheme_id, mappings)
        project.session.apply(_change(new, table, chosen))
        project.save()
    print_message(f"The scheme is now {new.name}. The earlier grades remain in the history. Saved: {file}")


def _mapping(
    session: Session, scheme_id: str, mappings: Sequence[str]
) -> tuple[Scheme, list[Proposal], dict[_Key, str | None]]:
    """Print the new term of each term in use; return the new scheme, the proposals and the chosen terms."""
    known = session.reference.scales.schemes
    old, new = known.get(session.briefing.scheme_id), known.get(scheme_id)
    if new is None or old is None:
        missing = scheme_id if new is None else session.briefing.scheme_id
        raise BriefingError(f"There is no scheme '{missing}'.", f"Use one of: {', '.join(sorted(known))}.")
    likelihoods, confidences = terms_in_use(session.briefing)
    counts = {Subject.LIKELIHOOD: likelihoods, Subject.CONFIDENCE: confidences}
    table = proposals(old, new, likelihoods, confidences)
    chosen = _chosen(mappings, table, new)
    print_table(
        (old.name, "Rows", new.name, "Reason"),
        [
            (
                f"{proposal.subject} {proposal.term_id}",
                str(counts[proposal.subject][proposal.term_id]),
                _target(proposal, chosen),
                "set with --map" if _key(proposal) in chosen else proposal.reason,
            )
            for proposal in table
        ],
    )
    return new, table, chosen


def _change(new: Scheme, table: Sequence[Proposal], chosen: dict[_Key, str | None]) -> SetScheme:
    """Return the edit. Raises BriefingError for terms in use that have no new term."""
    open_terms = [
        proposal for proposal in table if proposal.target is None and _key(proposal) not in chosen
    ]
    if open_terms:
        raise BriefingError(
            Problem(
                f"There is no new term for the {proposal.subject} '{proposal.term_id}'. {proposal.reason}",
                f"Choose one with --map {proposal.term_id}=TERM, or remove it with "
                f"--map {proposal.term_id}={_UNGRADED}.",
            )
            for proposal in open_terms
        )
    final = {
        _key(proposal): chosen.get(_key(proposal), proposal.target.id if proposal.target else None)
        for proposal in table
    }
    return SetScheme(
        scheme_id=new.id,
        likelihood={term: to for (subject, term), to in final.items() if subject is Subject.LIKELIHOOD},
        confidence={term: to for (subject, term), to in final.items() if subject is Subject.CONFIDENCE},
    )


def _key(proposal: Proposal) -> _Key:
    return proposal.subject, proposal.term_id


def _target(proposal: Proposal, chosen: dict[_Key, str | None]) -> str:
    if _key(proposal) in chosen:
        return chosen[_key(proposal)] or "removed"
    return proposal.target.id if proposal.target else "?"


def _chosen(mappings: Sequence[str], table: Sequence[Proposal], new: Scheme) -> dict[_Key, str | None]:
    """Read the --map options; a value of None removes the term."""
    chosen: dict[_Key, str | None] = {}
    for mapping in mappings:
        term_id, separator, target = mapping.partition("=")
        matches = [proposal for proposal in table if proposal.term_id == term_id]
        if not separator or not matches:
            used = ", ".join(proposal.term_id for proposal in table) or "none"
            raise BriefingError(
                f"--map '{mapping}' names no term in use.",
                f"Write it as OLD=NEW, where OLD is one of: {used}.",
            )
        for proposal in matches:
            scale = new.scale(proposal.subject)
            known = [term.id for term in scale.terms] if scale else []
            if target != _UNGRADED and target not in known:
                remedy = f"Use one of: {', '.join([*known, _UNGRADED])}."
                raise BriefingError(f"'{target}' is not a {proposal.subject} of {new.name}.", remedy)
            chosen[_key(proposal)] = None if target == _UNGRADED else target
    return chosen
