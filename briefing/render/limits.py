"""How much time and memory a template may take; the process that fills it is stopped past these."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import Problem


@dataclass(frozen=True, slots=True)
class Limits:
    """`silence_s` is the longest without a sign of progress, `total_s` the longest for one rendering."""

    silence_s: float = 60
    total_s: float = 600
    memory_mb: int = 3072


LIMITS = Limits()


def program_command(*arguments: str) -> list[str]:
    """How to start this program again, frozen or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "briefing", *arguments]


def worker_command(limits: Limits = LIMITS) -> list[str]:
    """How to start the rendering worker."""
    return program_command("render-worker", "--memory-mb", str(limits.memory_mb))


def too_slow(template_folder: str, seconds: float) -> Problem:
    name = Path(template_folder).name
    return Problem(
        f"Rendering took too long and was stopped: the template '{name}' was at it for more than "
        f"{seconds:g} seconds.",
        "Look in it for loops within loops and for style rules that ask for very much, or use another "
        "template. Your briefing is as it was.",
        template_folder,
    )


def too_hungry(template_folder: str, memory_mb: int) -> Problem:
    name = Path(template_folder).name
    return Problem(
        f"Rendering was stopped: the template '{name}' needs more than {memory_mb} MB of memory.",
        "Look in it for texts that grow in a loop and for very large pictures, or use another template. "
        "Your briefing is as it was.",
        template_folder,
    )


def ended(template_folder: str, memory_mb: int) -> Problem:
    """The process ended without a word; the reason most likely by far is named as such."""
    name = Path(template_folder).name
    return Problem(
        f"The rendering process ended unexpectedly with the template '{name}', most likely for want of "
        f"memory: it may have {memory_mb} MB.",
        "Look in it for very large pictures and texts, or use another template. Your work is safe.",
        template_folder,
    )
