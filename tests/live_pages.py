"""Pages of a preview after several changes, compared with those of a first preview and of the PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image, ImageChops

from briefing.editing import (
    Edit,
    HideItem,
    RemoveItem,
    Reword,
    SetDetails,
    apply,
)
from briefing.model.briefing import Briefing, OptionValue
from briefing.render import Template, load_templates, render
from briefing.render.layout.typesetter import Typesetter
from briefing.render.live.document import AllCurrent, Content, DrawnPage, LiveDocument
from briefing.render.pipeline import no_progress
from tests.builders import bundled_scales
from tests.small_briefing import PICTURE, PICTURE_ID, a_briefing

ATTACHMENTS = {PICTURE_ID: PICTURE}
_DPI = 100


@dataclass(frozen=True)
class Undo:
    """The change before is undone."""


@dataclass(frozen=True)
class InTemplate:
    """Another template is chosen, with these options."""

    template_id: str
    options: tuple[tuple[str, OptionValue], ...] = ()


Step = Edit | Undo | InTemplate
_LONG = "This paragraph is the author's own, names no source and goes on over several lines. " * 6

STEPS: list[Step] = [
    Reword(item_id="f1", text="Other words for the first fact"),
    Reword(item_id="f1", text=_LONG),
    Reword(item_id="f1", text=None),
    HideItem(item_id="f2"),
    HideItem(item_id="f2", hidden=False),
    RemoveItem(item_id="f3"),
    SetDetails(title="Another title"),
    SetDetails(marking="TLP:RED"),
    SetDetails(cut_off="2025-09-30"),
    SetDetails(cut_off=None),
    Undo(),
    Undo(),
    InTemplate("assessment", (("annexes", "omit"),)),
    InTemplate("assessment", (("notes", "footnotes"), ("annexes", "omit"))),
    InTemplate("two-pages"),
    InTemplate("one-page"),
    InTemplate("factsheet"),
]
STEPS_IN_TURN = st.lists(st.sampled_from(STEPS), min_size=2, max_size=5)


def check_live_pages(steps: Sequence[Step]) -> None:
    """Preview the small briefing after each step; compare the end with a first preview and with the PDF."""
    live = _Preview()
    states = [a_briefing()]
    live.show(states[-1])
    for number, step in enumerate(steps):
        states = _after(states, step)
        live.show(states[-1], in_view=number % 3)
    cold = _Preview()
    cold.show(states[-1])
    assert live.keys == cold.keys
    assert live.end.document.rows == cold.end.document.rows
    assert live.end.flaws == cold.end.flaws
    template = _templates()[states[-1].template_id]
    rendering = render(states[-1], template, bundled_scales(), attachments=ATTACHMENTS, allow_flaws=True)
    assert (
        render(
            states[-1],
            template,
            bundled_scales(),
            allow_flaws=True,
            typesetter=live.content.typesetter,
            laid_out=live.layout,
        ).pdf
        == rendering.pdf
    )
    assert rendering.rows == live.end.document.rows
    assert set(rendering.flaws) == set(live.end.flaws)
    pages = [live.pages[place] for place in range(len(live.keys))]
    for ours, printed in zip(_images(*pages), _images(rendering.pdf), strict=True):
        assert ImageChops.difference(ours, printed).getbbox() is None


class _Preview:
    """A preview with the pages that a window has, by place."""

    def __init__(self) -> None:
        self._document = LiveDocument(bundled_scales())
        self._typesetters: dict[str, Typesetter] = {}
        self.pages: dict[int, bytes] = {}
        self.keys: tuple[str, ...] = ()

    def show(self, briefing: Briefing, in_view: int = 0) -> None:
        template = _templates()[briefing.template_id]
        typesetter = self._typesetters.setdefault(
            briefing.template_id, Typesetter(template.folder, ATTACHMENTS)
        )
        self.content = Content(briefing, template, typesetter)
        for event in self._document.pages(self.content, range(in_view, in_view + 1), no_progress):
            if isinstance(event, DrawnPage):
                self.pages[event.place] = event.pdf
            elif isinstance(event, AllCurrent):
                self.keys, self.end = event.keys, event
                self.layout = self._document.layout_of(self.content)


def _templates() -> dict[str, Template]:
    return load_templates()


def _after(states: list[Briefing], step: Step) -> list[Briefing]:
    """The states of the briefing up to the one after a step."""
    if isinstance(step, Undo):
        return states[:-1] or states
    if isinstance(step, InTemplate):
        return [
            *states,
            replace(states[-1], template_id=step.template_id, template_options=dict(step.options)),
        ]
    if isinstance(step, RemoveItem) and step.item_id not in {item.id for item in states[-1].walk_items()}:
        return states
    return [*states, apply(states[-1], step)]


def _images(*pdfs: bytes) -> Iterator[Image.Image]:
    for pdf in pdfs:
        document = pypdfium2.PdfDocument(pdf)
        for page in document:
            yield page.render(scale=_DPI / 72).to_pil()
        document.close()
