"""Draws the pictures of the documentation from the example briefing: ``python docs/pictures.py``."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2

from briefing.cli.context import load_reference
from briefing.project import make_sample
from briefing.render import load_templates, render

IMAGES = Path(__file__).with_name("images")
PAGES = (1, 3)
DPI = 96


def main() -> None:
    reference = load_reference()
    briefing = make_sample(reference).briefing
    made = render(briefing, load_templates()[briefing.template_id], reference.scales)
    document = pypdfium2.PdfDocument(io.BytesIO(made.pdf))
    for number in PAGES:
        picture = document[number - 1].render(scale=DPI / 72).to_pil()
        picture.quantize(64).save(IMAGES / f"example-{number}.png", optimize=True)


if __name__ == "__main__":
    main()
