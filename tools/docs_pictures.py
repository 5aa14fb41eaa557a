"""Draws the pictures of the documentation: ``PYTHONPATH=. python tools/docs_pictures.py``.

Two pages of the example for the README, each kind of drawing, the first pages of the example in each
template, and contact sheets of each template with a briefing of six facts, the example, and 150 facts.
"""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
from msgspec.structs import replace
from PIL import Image, ImageDraw

from briefing import paths
from briefing.cli.context import load_reference
from briefing.composition.chart_data.registry import KINDS
from briefing.editing import AddItem, apply
from briefing.grading import Scales
from briefing.model.briefing import Briefing, ChartItem, ChartKind, Scope, Status
from briefing.project import make_sample
from briefing.render import Template, load_templates, render
from briefing.render.pipeline import sketch
from tests import sized_briefings

IMAGES = Path(__file__).parents[1] / "docs" / "images"
PAGES = (1, 3)
DPI = 96
SHEET_DPI = 44
ACROSS, MOST = 4, 8
"""The pages of the README's sheets in a row, and in all."""
ALL_DPI, ALL_ACROSS = 30, 8
"""The same for contact sheets, which have all pages up to `MOST_MARKED` of a template that has no room."""
MOST_MARKED = 4
GAP = 14
GROUND, EDGE = (214, 218, 222), (150, 156, 162)


FIGURES = {
    ChartKind.TIMELINE: ("s3", Scope.SECTION),
    ChartKind.MAP: ("s4", Scope.BRIEFING),
    ChartKind.NETWORK: ("s6", Scope.SECTION),
    ChartKind.MATRIX: ("s4", Scope.BRIEFING),
    ChartKind.GRADES: ("s4", Scope.BRIEFING),
    ChartKind.LIKELIHOODS: ("s4", Scope.BRIEFING),
    ChartKind.OBLIGATIONS: ("s2", Scope.BRIEFING),
}
"""Where in the example each kind of drawing is put for its picture, and which rows it takes."""


def main() -> None:
    reference = load_reference()
    briefing = make_sample(reference).briefing
    template = load_templates()[briefing.template_id]
    whole = pages(briefing, template, reference.scales, DPI)
    for number in PAGES:
        save(whole[number - 1], f"example-{number}")
    for each in load_templates([paths.templates()]).values():
        first = pages(briefing, each, reference.scales, SHEET_DPI)[:MOST]
        save(contact_sheet(first, ACROSS), f"template-{each.spec.id}")
        save_contact_sheets(each, reference.scales)
    for kind in FIGURES:
        save(figure(briefing, kind, template, reference.scales), f"figure-{kind}")


def save_contact_sheets(template: Template, scales: Scales) -> None:
    subjects = {
        "six-facts": sized_briefings.six_facts(),
        "example": sized_briefings.example(),
        "150-facts": sized_briefings.hundred_fifty_facts(),
    }
    for name, briefing in subjects.items():
        if len(briefing.library.treaties) < template.spec.least_treaties:
            continue
        made = pages(briefing, template, scales, ALL_DPI)
        most = template.spec.max_pages
        shown = made if most is None or len(made) <= most else made[:MOST_MARKED]
        save(contact_sheet(shown, ALL_ACROSS), f"sheet-{template.spec.id}-{name}", colours=32)


def pages(briefing: Briefing, template: Template, scales: Scales, dpi: int) -> list[Image.Image]:
    """Render the pages as pictures; those beyond a template's last page are marked."""
    printed = replace(briefing, template_id=template.spec.id, template_options={})
    document = pypdfium2.PdfDocument(io.BytesIO(render(printed, template, scales, allow_flaws=True).pdf))
    return [page.render(scale=dpi / 72).to_pil() for page in document]


def contact_sheet(shown: list[Image.Image], across: int) -> Image.Image:
    """Arrange pages in rows of `across`, each with an edge, on a grey ground."""
    across = min(across, len(shown))
    width, height = max(p.width for p in shown) + GAP, max(p.height for p in shown) + GAP
    rows = -(-len(shown) // across)
    sheet = Image.new("RGB", (across * width + GAP, rows * height + GAP), GROUND)
    pen = ImageDraw.Draw(sheet)
    for number, picture in enumerate(shown):
        left, top = GAP + number % across * width, GAP + number // across * height
        sheet.paste(picture, (left, top))
        pen.rectangle((left - 1, top - 1, left + picture.width, top + picture.height), outline=EDGE)
    return sheet


def figure(briefing: Briefing, kind: ChartKind, template: Template, scales: Scales) -> Image.Image:
    """A drawing of the example, cut out of the page on which it stands alone."""
    section_id, scope = FIGURES[kind]
    item = ChartItem(id="d9", kind=kind, caption=KINDS[kind].caption, scope=scope)
    draft = replace(briefing, status=Status.DRAFT)
    made = sketch(apply(draft, AddItem(item=item, section_id=section_id)), template, scales, "d9")
    place = next(place for place in made.rows if place.row == "d9")
    page = pypdfium2.PdfDocument(io.BytesIO(made.pdf))[place.page].render(scale=DPI / 72).to_pil()
    sides = (place.left, place.top, place.left + place.width, place.top + place.height)
    return page.crop([round(side * DPI / 72) for side in sides])


def save(picture: Image.Image, name: str, colours: int = 64) -> None:
    picture.convert("RGB").quantize(colours).save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
