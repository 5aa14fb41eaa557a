"""An edition: one composed briefing with its scales and pictures, the input of every writer."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from briefing.composition.compose import compose
from briefing.composition.template_traits import AnnexPlace, TemplateTraits
from briefing.composition.views.document import PrintedBriefing
from briefing.composition.withheld import withheld
from briefing.grading import Scales
from briefing.model.briefing import Briefing
from briefing.render import Template

_NONCHARACTERS = "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
_FORBIDDEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]")
"""Characters that XML or HTML cannot hold, whichever way they are written."""
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Edition:
    """A composed briefing with its scales; `attachments` are pictures by their SHA-256.

    `briefing` is without the texts of hidden rows.
    """

    briefing: Briefing
    scales: Scales
    context: PrintedBriefing
    attachments: Mapping[str, bytes]


def edition(
    briefing: Briefing,
    template: Template,
    scales: Scales,
    attachments: Mapping[str, bytes],
    earlier: Briefing | None = None,
) -> Edition:
    """Compose a briefing with the options that its template gives it.

    Changes are listed against the `earlier` issue. Annexes but for the sources are left out where the
    options say so; they are here where they would be a companion file of the PDF. Raises RenderError naming
    the row and field that cannot be printed.
    """
    options = template.options(briefing.template_options)
    traits = TemplateTraits(template.style(options), annexes=_annexes(template.traits(options)))
    context = compose(briefing, options, scales, earlier, traits)
    return Edition(withheld(briefing), scales, writable(context), attachments)


def _annexes(traits: TemplateTraits) -> AnnexPlace:
    """Return where a file without pages has its annexes, beside which there is no other."""
    is_omitted = traits.has_annexes and traits.annexes is AnnexPlace.OMIT
    return AnnexPlace.OMIT if is_omitted else AnnexPlace.RUN_ON


def writable(value: Any) -> Any:
    """Replace every character, at any depth of a view, that no text file can hold."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return _FORBIDDEN.sub(_REPLACEMENT, value)
    if isinstance(value, tuple):
        return tuple(writable(part) for part in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {part.name: writable(getattr(value, part.name)) for part in dataclasses.fields(value)}
        return dataclasses.replace(value, **fields)
    return value
