"""The command capture."""

from __future__ import annotations

from briefing.cli.capture.command import capture

__all__ = ["capture"]
