"""Commands for issuing a briefing: approve, comment, comments, copy, finish, organisation."""

from __future__ import annotations

from briefing.cli.issue.approval import approve
from briefing.cli.issue.comments import comment, comments
from briefing.cli.issue.copies import copy
from briefing.cli.issue.finishing import finish
from briefing.cli.issue.organisation import organisation

__all__ = ["approve", "comment", "comments", "copy", "finish", "organisation"]
