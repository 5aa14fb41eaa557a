"""The companion file of a briefing as a PDF: its annexes, whose numbers are those of the briefing."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from msgspec.structs import replace

from briefing import paths
from briefing.composition.companion import (
    SUFFIX,
    companion_briefing,
    companion_options,
    only_annexes,
)
from briefing.composition.template_traits import AnnexPlace
from briefing.grading import Scales
from briefing.model.briefing import Briefing
from briefing.render.result import Rendering
from briefing.render.templates.loader import Template, load_template

# The window asks whether there is a companion file, and does not render it.
if TYPE_CHECKING:
    from briefing.composition.views.document import PrintedBriefing
    from briefing.render.pipeline import RenderSettings

_FOLDER = "companion"


def has_companion(briefing: Briefing, template: Template) -> bool:
    """Return whether the annexes of the briefing are a companion file."""
    options = template.options(template.accepted(briefing.template_options))
    return template.traits(options).annexes is AnnexPlace.COMPANION


def companion_path(path: Path) -> Path:
    """Return the place of the companion file beside its briefing, such as "gas A.pdf" for "gas.pdf"."""
    return path.with_name(f"{path.stem} {SUFFIX}{path.suffix}")


def companion_template(template: Template) -> Template:
    """Return the template of companion files, in the colours of the briefing's template."""
    own = load_template(paths.resources() / _FOLDER)
    return dataclasses.replace(own, spec=replace(own.spec, tokens=template.spec.tokens))


def composed_companion(
    briefing: Briefing, template: Template, scales: Scales, earlier: Briefing | None = None
) -> PrintedBriefing:
    """Compose the companion file of what the template prints of a briefing."""
    from briefing.composition.compose import compose

    options = companion_options(template.options(briefing.template_options))
    traits = dataclasses.replace(template.traits(options), has_annexes=True, derived={})
    return only_annexes(compose(companion_briefing(briefing), options, scales, earlier, traits))


def render_companion(
    briefing: Briefing, template: Template, scales: Scales, **settings: Unpack[RenderSettings]
) -> Rendering:
    """Render the companion file of a briefing; equal input gives equal bytes.

    A `typesetter` is one for `companion_template`. Raises RenderError as `render` does.
    """
    from briefing.render.pipeline import checked_and_written, lay_out, no_progress, typesetter_of

    own = companion_template(template)
    printed = composed_companion(briefing, template, scales, settings.get("earlier"))
    typesetter = typesetter_of(own, settings)
    document = lay_out(printed, own, typesetter, settings.get("progress", no_progress), unlinked=True)
    content = checked_and_written(document, printed, typesetter, document.flaws, settings)
    return Rendering(content, len(document.pages), document.flaws, document.rows)
