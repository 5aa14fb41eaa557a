"""The command of the rendering worker, and the errors of a template that exceeds its limits."""

from __future__ import annotations

from pathlib import Path

from briefing.errors import Problem
from briefing.guarded_process import LIMITS, Limits, program_command


def worker_command(limits: Limits = LIMITS) -> list[str]:
    """Return the command that starts the rendering worker."""
    return program_command("render-worker", "--memory-mb", str(limits.memory_mb))


def too_slow(template_folder: str, seconds: float) -> Problem:
    name = Path(template_folder).name
    return Problem(
        f"Rendering took too long and was stopped: the template '{name}' needed more than {seconds:g} "
        "seconds.",
        "Look in the template for nested loops and for style rules with very large values, or use another "
        "template. Your briefing is unchanged.",
        template_folder,
    )


def too_much_memory(template_folder: str, memory_mb: int) -> Problem:
    name = Path(template_folder).name
    return Problem(
        f"Rendering was stopped: the template '{name}' needs more than {memory_mb} MB of memory.",
        "Look in the template for texts that grow in a loop and for very large pictures, or use another "
        "template. Your briefing is unchanged.",
        template_folder,
    )


def ended(template_folder: str, memory_mb: int) -> Problem:
    """Report that the process ended without an answer, with the most likely reason by far."""
    name = Path(template_folder).name
    return Problem(
        f"The rendering process ended unexpectedly with the template '{name}', most likely because it "
        f"needed more than its {memory_mb} MB of memory.",
        "Look in the template for very large pictures and texts, or use another template. "
        "Your work is safe.",
        template_folder,
    )
