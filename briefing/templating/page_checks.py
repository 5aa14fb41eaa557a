"""Check the pages that a template makes of a briefing: language, headings, marking, contrast."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.composition.views.document import PrintedBriefing
from briefing.errors import RenderError
from briefing.render.pipeline import LaidOutDocument, lay_out
from briefing.render.templates.loader import Template
from briefing.render.templates.parts import parts
from briefing.render.templates.renderer import TemplateRenderer
from briefing.templating.finding import TemplateFinding, TemplateSeverity, error, warning
from briefing.templating.source_checks import line_of

if TYPE_CHECKING:
    from briefing.render.layout.laid_out_part import Page
    from briefing.render.layout.printed_text import PrintedText
    from briefing.render.layout.typesetter import Typesetter

_BODY_CONTRAST, _LARGE_CONTRAST = 4.5, 3.0
"""WCAG 2.2, criterion 1.4.3."""
_LINEAR_TO = 0.04045
"""Up to this value, a channel of sRGB is linear."""
_LARGE_PT, _LARGE_BOLD_PT, _BOLD = 18, 14, 700


def page_findings(
    template: Template, context: PrintedBriefing, typesetter: Typesetter
) -> Iterator[tuple[TemplateFinding, int]]:
    """Yield the findings in the pages made of `context` with their page numbers; 0 for no single page."""
    try:
        yield from ((finding, 0) for finding in _markup_findings(template, context))
        result = lay_out(context, template, typesetter)
    except RenderError as refused:
        yield from (
            (TemplateFinding("pages", TemplateSeverity.ERROR, problem), 0) for problem in refused.problems
        )
        return
    yield from ((finding, 0) for finding in _layout_findings(template, context, result))
    for number, sheet in enumerate(result.pages, start=1):
        yield from ((finding, number) for finding in _sheet_findings(template, context, sheet))


def _layout_findings(
    template: Template, context: PrintedBriefing, result: LaidOutDocument
) -> Iterator[TemplateFinding]:
    style = _own_or_base(template, "style.css", "base.css")
    for flaw in result.flaws:
        if "leaves the page" in flaw.message:
            message = f"{flaw.message} ({flaw.field})" if flaw.field else flaw.message
            yield warning("overflow", message, "Allow it to break, or give it more room.", style)
    if context.sections and not result.rows:
        remedy = 'Put data-row="{{ view.row_id }}" on the element of each row.'
        file = _page_file(template, "sections")
        yield warning("no-rows", "No element has the id of its row.", remedy, file)


def _page_file(template: Template, name: str) -> Path:
    return _own_or_base(template, f"{name}.html.jinja", f"{name}.html.jinja")


def _own_or_base(template: Template, name: str, base_name: str) -> Path:
    path = template.folder / name
    return path if path.is_file() else template.base / base_name


# Markup


class _Outline(HTMLParser):
    """Language, heading levels and images without alternative text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.language = ""
        self.headings: list[int] = []
        self.images_without_alt: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "html":
            self.language = attributes.get("lang") or ""
        elif re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        elif tag == "img" and attributes.get("role") != "presentation" and "alt" not in attributes:
            self.images_without_alt.append(attributes.get("src") or "")


def _markup_findings(template: Template, context: PrintedBriefing) -> Iterator[TemplateFinding]:
    writer = TemplateRenderer(template, context)
    level = 0
    for part in parts(context, template):
        outline = _read(writer.part(part))
        file = _page_file(template, part.kind)
        if not outline.language:
            page = _page_file(template, "page")
            message = "The page does not declare its language."
            remedy = 'Write <html lang="{{ briefing.cover.language }}">.'
            yield error("no-language", message, remedy, page, line_of(page, "<html"))
        for heading in outline.headings:
            if heading > level + 1:
                message = f"A heading of level {heading} follows {_level(level)}."
                line = line_of(file, rf"<h{heading}\b")
                yield warning("heading-order", message, "Begin with h1, and skip no level.", file, line)
            level = heading
        for address in outline.images_without_alt:
            message = f"The image '{address[:60]}' has no alternative text."
            yield error("missing-alt", message, "Add an alt attribute.", file, line_of(file, "<img"))


def _level(level: int) -> str:
    return f"one of level {level}" if level else "no other"


def _read(markup: str) -> _Outline:
    outline = _Outline()
    outline.feed(markup)
    return outline


# Pages


def _sheet_findings(template: Template, context: PrintedBriefing, sheet: Page) -> Iterator[TemplateFinding]:
    from briefing.render.layout.printed_text import printed_texts

    texts = list(printed_texts(sheet))
    printed = "".join(text.text for text in texts).replace("\n", "")
    if context.marking.label not in printed:
        file = _page_file(template, "furniture")
        message = "A page does not show the marking."
        remedy = "Print briefing.marking.label in a header or footer of every page."
        yield error("no-marking", message, remedy, file, line_of(file, "marking"))
    yield from _contrast_findings(template, texts)


def _contrast_findings(template: Template, texts: Iterable[PrintedText]) -> Iterator[TemplateFinding]:
    seen = set[tuple[object, ...]]()
    for text in texts:
        if text.ground is None:
            continue
        ratio = contrast(text.colour, text.ground)
        key = (text.colour, text.ground, text.tag, text.classes[:1])
        if ratio < _required_contrast(text) and key not in seen:
            seen.add(key)
            file, line = _where_coloured(template, text)
            element = f"<{text.tag}>" + (f" in .{text.classes[0]}" if text.classes else "")
            message = (
                f"“{text.text.strip()[:40]}” ({element}) has too little contrast: {_hex(text.colour)} "
                f"on {_hex(text.ground)} is {ratio:.1f}:1."
            )
            minimum = f"{_required_contrast(text):g}:1"
            remedy = f"Make the text darker or its background lighter, to at least {minimum} (WCAG 1.4.3)."
            yield error("contrast", message, remedy, file, line)


def _required_contrast(text: PrintedText) -> float:
    large = text.size_pt >= (_LARGE_BOLD_PT if text.weight >= _BOLD else _LARGE_PT)
    return _LARGE_CONTRAST if large else _BODY_CONTRAST


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """Compute the contrast ratio of two colours as defined by WCAG 2.2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[float, float, float]) -> float:
    linear = (part / 12.92 if part <= _LINEAR_TO else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hex(colour: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def _where_coloured(template: Template, text: PrintedText) -> tuple[Path, int | None]:
    """Find the line that most likely sets the colour: one with the colour, else a rule for the element."""
    sheets = [path for path in template.files() if path.suffix in {".css", ".yaml"}]
    own_first = sorted(sheets, key=lambda path: not path.is_relative_to(template.folder))
    coloured = [rf"\.{re.escape(name)}\b.*colou?r" for name in text.classes]
    patterns = [
        re.escape(_hex(text.colour)),
        *coloured,
        *(rf"\.{re.escape(name)}\b" for name in text.classes),
    ]
    for pattern in patterns:
        for path in own_first:
            if line := line_of(path, f"(?i){pattern}"):
                return path, line
    return _own_or_base(template, "style.css", "base.css"), None
