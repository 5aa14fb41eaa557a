"""The companion file of a briefing as a PDF: its annexes, whose numbers are those of the briefing."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefing import paths
from briefing.composition.companion import (
    SUFFIX,
    companion_briefing,
    companion_options,
    only_annexes,
)
from briefing.composition.compose import compose
from briefing.composition.template_traits import AnnexPlace
from briefing.composition.views.document import PrintedBriefing
from briefing.errors import RenderError
from briefing.grading import Scales
from briefing.model.briefing import Briefing
from briefing.render.pdf.attachments import PdfAttachment
from briefing.render.pipeline import Progress, lay_out, new_typesetter, write
from briefing.render.result import Rendering
from briefing.render.templates.loader import Template, load_template

if TYPE_CHECKING:
    from briefing.render.layout.typesetter import Typesetter

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
    options = companion_options(template.options(briefing.template_options))
    traits = dataclasses.replace(template.traits(options), has_annexes=True, derived={})
    return only_annexes(compose(companion_briefing(briefing), options, scales, earlier, traits))


def render_companion(  # noqa: PLR0913 - all but three are settings with a default
    briefing: Briefing,
    template: Template,
    scales: Scales,
    *,
    attachments: Mapping[str, bytes] | None = None,
    allow_flaws: bool = False,
    progress: Progress = lambda _step, _done, _total: None,
    typesetter: Typesetter | None = None,
    enclosures: Sequence[PdfAttachment] = (),
    earlier: Briefing | None = None,
) -> Rendering:
    """Render the companion file of a briefing; equal input gives equal bytes.

    A `typesetter` is one for `companion_template`. Raises RenderError as `render` does.
    """
    own = companion_template(template)
    printed = composed_companion(briefing, template, scales, earlier)
    typesetter = typesetter or new_typesetter(own, attachments)
    document = lay_out(printed, own, typesetter, progress, unlinked=True)
    if document.flaws and not allow_flaws:
        raise RenderError(document.flaws)
    progress("Writing the companion file", document.steps - 1, document.steps)
    content = write(document, printed, typesetter, enclosures)
    return Rendering(content, len(document.pages), document.flaws, document.rows)
