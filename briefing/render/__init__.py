"""Briefing → context → HTML → pages → PDF."""

from briefing.render.pipeline import Rendering, render
from briefing.render.template import Template, default_template_folders, load_templates

__all__ = ["Rendering", "Template", "default_template_folders", "load_templates", "render"]
