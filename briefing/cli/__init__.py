"""The command line; `main` lists which module has which command."""

from briefing.cli.main import main

__all__ = ["main"]
