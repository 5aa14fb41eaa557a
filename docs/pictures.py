"""Draws the pictures of the documentation from the example briefing: ``python docs/pictures.py``."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pypdfium2
from msgspec.structs import replace

from briefing.cli.context import load_reference
from briefing.editing import AddItem, apply
from briefing.grading import Scales
from briefing.model.briefing import Briefing, Drawing, DrawingKind, Scope, Status
from briefing.project import make_sample
from briefing.render import Template, load_templates, render
from briefing.render.figures.kinds import KINDS
from briefing.render.pipeline import sketch

IMAGES = Path(__file__).with_name("images")
PAGES = (1, 3)
DPI = 96


FIGURES = {
    DrawingKind.TIMELINE: ("s3", Scope.SECTION),
    DrawingKind.MAP: ("s4", Scope.BRIEFING),
    DrawingKind.NETWORK: ("s6", Scope.SECTION),
    DrawingKind.MATRIX: ("s4", Scope.BRIEFING),
    DrawingKind.GRADES: ("s4", Scope.BRIEFING),
    DrawingKind.LIKELIHOODS: ("s4", Scope.BRIEFING),
    DrawingKind.OBLIGATIONS: ("s2", Scope.BRIEFING),
}
"""Where in the example each kind of drawing is put for its picture, and which rows it takes."""


def main() -> None:
    reference = load_reference()
    briefing = make_sample(reference).briefing
    template = load_templates()[briefing.template_id]
    made = render(briefing, template, reference.scales)
    document = pypdfium2.PdfDocument(io.BytesIO(made.pdf))
    for number in PAGES:
        save(document[number - 1].render(scale=DPI / 72).to_pil(), f"example-{number}")
    for kind in FIGURES:
        save(figure(briefing, kind, template, reference.scales), f"figure-{kind}")


def figure(briefing: Briefing, kind: DrawingKind, template: Template, scales: Scales) -> Any:
    """A drawing of the example, cut out of the page on which it stands alone."""
    section_id, scope = FIGURES[kind]
    item = Drawing(id="d9", kind=kind, caption=KINDS[kind].caption, scope=scope)
    draft = replace(briefing, status=Status.DRAFT)
    made = sketch(apply(draft, AddItem(item=item, section_id=section_id)), template, scales, "d9")
    place = next(place for place in made.rows if place.row == "d9")
    page = pypdfium2.PdfDocument(io.BytesIO(made.pdf))[place.page].render(scale=DPI / 72).to_pil()
    sides = (place.left, place.top, place.left + place.width, place.top + place.height)
    return page.crop([round(side * DPI / 72) for side in sides])


def save(picture: Any, name: str) -> None:
    picture.quantize(64).save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
