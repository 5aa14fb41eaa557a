"""Briefing → context → HTML → pages → PDF."""

from typing import TYPE_CHECKING, Any

from briefing.render.result import Rendering
from briefing.render.templates.loader import (
    Survey,
    Template,
    default_template_folders,
    load_templates,
    survey_templates,
)

if TYPE_CHECKING:
    from briefing.render.pipeline import render

__all__ = [
    "Rendering",
    "Survey",
    "Template",
    "default_template_folders",
    "load_templates",
    "render",
    "survey_templates",
]


def __getattr__(name: str) -> Any:
    """Import the pipeline, with compose and Jinja2, where it is first used: the window does not render."""
    if name != "render":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from briefing.render.pipeline import render

    return render
