"""The commands for comments on a briefing: list, add, resolve."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli.context import (
    author_option,
    file_argument,
    project_edited,
    read_project,
    take_over_option,
)
from briefing.cli.output import print_message
from briefing.clock import utc_now
from briefing.editing import AddComment, ChangeComment, RemoveComment, next_comment_id
from briefing.errors import BriefingError
from briefing.model.briefing import Briefing
from briefing.model.issue import Comment


@click.command()
@file_argument
@click.option("--all", "all_of_them", is_flag=True, help="List resolved comments too.")
def comments(file: Path, all_of_them: bool) -> None:
    """List the open comments of FILE, each with its row, author and date."""
    briefing = read_project(file).briefing
    shown = [each for each in briefing.comments if all_of_them or not _is_resolved(briefing, each)]
    for each in shown:
        state = " (resolved)" if each.resolved else ""
        place = each.row_id or "briefing"
        reply = f" in reply to {each.reply_to}" if each.reply_to else ""
        click.echo(f"{each.id}  {place}  {each.by}, {each.on}{reply}{state}: {each.text}")
    if not shown:
        print_message("There are no comments." if all_of_them else "There are no open comments.")


def _is_resolved(briefing: Briefing, comment: Comment) -> bool:
    """Return whether a comment is resolved, or the one that it replies to."""
    by_id = {each.id: each for each in briefing.comments}
    while comment.reply_to and comment.reply_to in by_id and not comment.resolved:
        comment = by_id[comment.reply_to]
    return comment.resolved


@click.command()
@file_argument
@click.argument("text", required=False, default="", metavar="[TEXT]")
@click.option("--row", "row_id", default="", metavar="ID", help="Comment on this row or section.")
@click.option("--reply-to", metavar="COMMENT", help="Reply to this comment.")
@click.option("--resolve", metavar="COMMENT", help="Mark this comment as resolved.")
@click.option("--reopen", metavar="COMMENT", help="Mark this comment as open again.")
@click.option("--delete", metavar="COMMENT", help="Delete this comment with its replies.")
@author_option
@take_over_option
def comment(
    file: Path, text: str, row_id: str, reply_to: str | None, resolve: str | None, reopen: str | None,
    delete: str | None, author: str | None, take_over: bool,
) -> None:  # fmt: skip
    """Comment on FILE or on a row of it, or resolve, reopen or delete a comment.

    Comments are never printed, and are removed from everything that leaves.
    """
    chosen = [each for each in (text, resolve, reopen, delete) if each]
    if len(chosen) != 1:
        raise click.UsageError("Give a TEXT, or one of --resolve, --reopen and --delete.")
    with project_edited(file, author, take_over=take_over) as project:
        session = project.session
        if text:
            row_id = _row_of(session.briefing, reply_to) if reply_to else row_id
            new_id = next_comment_id(session.briefing)
            today = utc_now().date().isoformat()
            session.apply(
                AddComment(Comment(new_id, row_id, text, session.author, today, reply_to=reply_to))
            )
            print_message(f"New comment: {new_id}")
        elif delete:
            session.apply(RemoveComment(delete))
        else:
            session.apply(ChangeComment(resolve or reopen or "", resolved=bool(resolve)))
        project.save()


def _row_of(briefing: Briefing, comment_id: str) -> str:
    for each in briefing.comments:
        if each.id == comment_id:
            return each.row_id
    raise BriefingError(
        f"There is no comment '{comment_id}'.", "List the comments with 'briefing comments --all'."
    )
