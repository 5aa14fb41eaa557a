"""Rendering by part against plain WeasyPrint on the same HTML.

Run as ``python -m bench.render_document``. The peer lays out one document that holds every part, with
headers and footers left out, and writes it with the same options.
"""

from __future__ import annotations

import re

from bench.timing import best_seconds, compare
from briefing.cli.context import load_reference
from briefing.model.briefing import Briefing
from briefing.project import make_sample
from briefing.render import load_templates, render
from briefing.render.pipeline import composed
from briefing.render.templates.environment import TemplateRenderer, parts
from briefing.render.templates.loader import Template


def whole_html(briefing: Briefing, template: Template) -> str:
    """All parts in one HTML document."""
    context = composed(briefing, template, load_reference().scales)
    writer = TemplateRenderer(template, context)
    pages = [writer.part(part) for part in parts(context, template)]
    bodies = [re.sub(r".*?<body[^>]*>(.*)</body>.*", r"\1", page, flags=re.DOTALL) for page in pages]
    return pages[0].replace(bodies[0], '<hr style="break-after: page; border: 0">'.join(bodies))


def main() -> None:
    reference = load_reference()
    project = make_sample(reference)
    template = load_templates()[project.briefing.template_id]
    html = whole_html(project.briefing, template)

    from briefing.render.layout.typesetter import Typesetter

    typesetter = Typesetter(template.folder, {})
    count = len(typesetter.lay_out(html).pages)
    ours = best_seconds(lambda: render(project.briefing, template, reference.scales))
    peer = best_seconds(lambda: typesetter.lay_out(html).document.write_pdf(pdf_variant="pdf/a-3a"))
    compare(f"The example, {count} pages", ours, "plain WeasyPrint", peer)


if __name__ == "__main__":
    main()
