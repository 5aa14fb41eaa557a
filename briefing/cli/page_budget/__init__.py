"""The command that fits a briefing on a number of pages."""

from briefing.cli.page_budget.command import fit

__all__ = ["fit"]
