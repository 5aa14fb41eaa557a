"""The commands for the thesaurus of the organisation."""

from briefing.cli.thesaurus.command import thesaurus

__all__ = ["thesaurus"]
