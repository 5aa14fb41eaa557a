"""Fill a template's pages with one printed briefing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from briefing.composition.views.document import PrintedBriefing
from briefing.render.templates.environment import fill_first, make_environment
from briefing.render.templates.loader import BASE, Template
from briefing.render.templates.parts import ContentsEntry, DocumentPart, PageFurniture

PAGE = "page.html.jinja"


FURNITURE = "furniture.html.jinja"


class TemplateRenderer:
    """Renders the parts of one printed briefing with one template."""

    def __init__(self, template: Template, printed: PrintedBriefing) -> None:
        self._template = template
        self._printed = printed
        self._environment = make_environment(template.folder, printed.cover.language)
        self.numbers_before: Mapping[str, int] = {}
        """The page numbers of anchors before a change; where they are the same, less is laid out."""
        self._tokens = template.tokens({name.replace("_", "-"): v for name, v in printed.options.items()})

    def part(self, part: DocumentPart, contents: Sequence[ContentsEntry] = ()) -> str:
        """Return the HTML of a part. Raises RenderError with the template's file and line, and the row."""
        composed = {"annexes": self._printed.annexes, "composed": self._printed.blocks}
        return self._render(PAGE, part=part, contents=contents, **composed)

    def furniture(self, landscape: Sequence[bool], most: int | None = None) -> str:
        """Return the HTML of all headers and footers: an empty page for each page, `landscape` or not.

        Pages after the `most` that the template or the page budget has are marked.
        """
        total = len(landscape)
        sheets = [
            PageFurniture(number, total, wide, most if most and number > most else 0)
            for number, wide in enumerate(landscape, start=1)
        ]
        return self._render(FURNITURE, sheets=sheets)

    def _render(self, name: str, **values: Any) -> str:
        """Fill the template's own page of this name, or the base's where it has none."""
        shared = {"briefing": self._printed, "options": self._printed.options, "tokens": self._tokens}
        names = [name, f"{BASE}/{name}"]
        return fill_first(self._environment, self._template.folder, names, {**shared, **values})
