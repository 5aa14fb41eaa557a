"""The command that approves a briefing, or withdraws the approval."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli.context import author_option, file_argument, project_edited, take_over_option
from briefing.cli.output import print_message
from briefing.clock import utc_now
from briefing.editing import Approve, WithdrawApproval
from briefing.model.terms import CalendarDate
from briefing.review.finish import lacks_main_message


@click.command()
@file_argument
@click.option("--by", metavar="NAME", help="Who approves. Default: the author of the change.")
@click.option("--post", default="", metavar="TEXT", help="The post of who approves.")
@click.option(
    "--date", "on", metavar="DATE", help="The day of the approval, as YYYY-MM-DD. Default: today."
)
@click.option("--withdraw", is_flag=True, help="Withdraw the approval; the briefing is in review again.")
@author_option
@take_over_option
def approve(
    file: Path, by: str | None, post: str, on: CalendarDate | None, withdraw: bool, author: str | None,
    take_over: bool,
) -> None:  # fmt: skip
    """Approve FILE, which must be in review; this locks its words and grades."""
    with project_edited(file, author, take_over=take_over) as project:
        lacks_message = lacks_main_message(project.session.briefing)
        if withdraw:
            project.session.apply(WithdrawApproval())
        else:
            day = on or utc_now().date().isoformat()
            project.session.apply(Approve(by=by or project.session.author, on=day, post=post))
        project.save()
    if lacks_message and not withdraw:
        print_message(
            "Warning: the main message is missing. A final briefing needs one, and to write it withdraws "
            "the approval."
        )
    print_message(f"{'Approval withdrawn' if withdraw else 'Approved'}. Saved: {file}")
