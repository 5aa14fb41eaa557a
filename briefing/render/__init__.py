"""Briefing → context → HTML → pages → PDF."""

from briefing.render.pipeline import render
from briefing.render.result import Rendering
from briefing.render.templates.loader import (
    Survey,
    Template,
    default_template_folders,
    load_templates,
    survey_templates,
)

__all__ = [
    "Rendering",
    "Survey",
    "Template",
    "default_template_folders",
    "load_templates",
    "render",
    "survey_templates",
]
