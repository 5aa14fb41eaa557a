"""Scheme box, change list and annexes have the same words in every format and template."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterator, Sequence

import pytest
from msgspec.structs import replace

from briefing.composition.views.blocks import (
    BlockGroup,
    Heading,
    LineBreak,
    Paragraph,
    TableBlock,
    Text,
    TextRun,
    walk,
)
from briefing.composition.views.document import PrintedBriefing
from briefing.editing import Reword, apply
from briefing.exports.edition import Edition, edition
from briefing.exports.registry import FORMATS
from briefing.model.briefing import Briefing, OptionValue
from briefing.render import load_templates
from briefing.render.pipeline import composed
from briefing.render.templates.parts import parts
from briefing.render.templates.renderer import TemplateRenderer
from briefing.templating.specimen import attachments, specimen
from tests.builders import bundled_scales
from tests.unit.exports.exported_text import markdown_text, page_text, word_text

READERS = {"html": page_text, "docx": word_text, "md": markdown_text}
OWN_LAYOUT = {
    name: {"annex-sources"} for name in ("assessment", "parliamentary", "comparison", "factsheet")
}
"""Annexes that a template lays out itself: docs/developer/printed-text.md says why."""


def earlier_issue() -> Briefing:
    return apply(specimen(), Reword(item_id="j1", text="The route will not be opened"))


@functools.cache
def the_edition() -> Edition:
    options: dict[str, OptionValue] = {"waivers": True, "matrix": True, "register": True}
    briefing = replace(specimen(), template_id="assessment", template_options=options)
    template = load_templates()["assessment"]
    return edition(briefing, template, bundled_scales(), attachments(), earlier_issue())


@functools.cache
def printed_with(template_id: str) -> PrintedBriefing:
    options: dict[str, OptionValue] = {"waivers": True, "changes": True, "matrix": True}
    briefing = replace(specimen(), template_id=template_id, template_options=options)
    return composed(briefing, load_templates()[template_id], bundled_scales(), earlier_issue())


def letters(text: str) -> str:
    """Letters and digits alone: typography changes quotation marks and spaces, and joins references."""
    return re.sub(r"[\W_]+", "", text)


def words_of(groups: Sequence[BlockGroup | None]) -> Iterator[str]:
    for block in walk(group for group in groups if group):
        if isinstance(block, Heading | Paragraph):
            yield from lines(block.text)
        if isinstance(block, TableBlock):
            yield from (line for row in block.rows for cell in row.cells for line in lines(cell.text))
            if block.role != "scale":
                yield from (line for column in block.columns for line in lines(column.title))


def lines(text: Text) -> Iterator[str]:
    """The words of a text, line by line, without the references, whose look differs by format."""
    line = ""
    for run in text:
        if isinstance(run, LineBreak):
            yield line
            line = ""
        elif isinstance(run, TextRun):
            line += run.text
    yield line


def groups_of(printed: PrintedBriefing) -> list[BlockGroup | None]:
    return [printed.blocks.scheme, printed.blocks.changes, *printed.blocks.annexes]


def test_the_specimen_has_a_scheme_box_changes_and_all_four_annexes() -> None:
    blocks = the_edition().context.blocks
    assert blocks.changes
    assert len(blocks.annexes) == 4


@pytest.mark.parametrize("format_id", READERS)
def test_every_word_of_the_composed_blocks_is_in_each_format(format_id: str) -> None:
    text = letters(READERS[format_id](FORMATS[format_id].write(the_edition())))
    missing = [line for line in words_of(groups_of(the_edition().context)) if letters(line) not in text]
    assert missing == []


@pytest.mark.parametrize("template_id", OWN_LAYOUT)
def test_every_word_of_the_composed_blocks_is_on_the_pages_of_each_template(template_id: str) -> None:
    printed, template = printed_with(template_id), load_templates()[template_id]
    writer = TemplateRenderer(template, printed)
    pages = "".join(writer.part(part) for part in parts(printed, template))
    text = letters(html.unescape(re.sub(r"<[^>]*>", "", pages)))
    own = OWN_LAYOUT[template_id]
    groups = [group for group in groups_of(printed) if group and anchor_of(group) not in own]
    missing = [line for line in words_of(groups) if letters(line) not in text]
    assert missing == []


def anchor_of(group: BlockGroup) -> str:
    first = group.blocks[0]
    return first.anchor if isinstance(first, Heading) else ""
