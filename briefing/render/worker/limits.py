"""The command of the rendering worker, and the errors of a template that exceeds its limits."""

from __future__ import annotations

from pathlib import Path

from briefing.errors import Problem
from briefing.guarded_process import LIMITS, Limits, program_command


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
