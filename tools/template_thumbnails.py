"""Draws the pictures of the bundled templates on the welcome page: ``python tools/template_thumbnails.py``.

The first page of the example with each template, as a small PNG in resources/thumbnails, and the digests of
the templates that the pictures belong to. Run it after a change of a bundled template.
"""

from __future__ import annotations

import io
import json

import pypdfium2
from msgspec.structs import replace
from PIL import Image

from briefing import paths
from briefing.app.application.template_thumbnails import DIGESTS, WIDTH, digest, shipped_picture
from briefing.cli.context import load_reference
from briefing.project import make_sample
from briefing.render import load_templates, render

COLOURS = 32


def main() -> None:
    reference = load_reference()
    briefing = make_sample(reference).briefing
    digests: dict[str, str] = {}
    for template in load_templates([paths.templates()]).values():
        printed = replace(briefing, template_id=template.spec.id, template_options={})
        page = pypdfium2.PdfDocument(io.BytesIO(render(printed, template, reference.scales).pdf))[0]
        picture = page.render(scale=2 * WIDTH / page.get_width()).to_pil().convert("RGB")
        picture = picture.resize((WIDTH, round(picture.height / 2)), Image.Resampling.LANCZOS)
        path = shipped_picture(template)
        path.parent.mkdir(exist_ok=True)
        picture.quantize(COLOURS).save(path, optimize=True)
        digests[template.spec.id] = digest(template)
    DIGESTS.write_text(json.dumps(digests, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
