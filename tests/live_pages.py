"""Pages of a preview after several changes, compared with those of a first preview and of the PDF."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import replace as with_fields
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import pytest
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image, ImageChops

from briefing import paths
from briefing.editing import (
    AddFact,
    AddItem,
    AddSection,
    ClearGrade,
    Edit,
    GradeItem,
    HideItem,
    MoveItem,
    MoveSection,
    RemoveItem,
    RemoveSection,
    RenameSection,
    ReplaceContent,
    Reword,
    SetDetails,
    SetEvidence,
    SetIssue,
    SetNote,
    SetOption,
    SetReasoning,
    apply,
)
from briefing.errors import BriefingError, EditError
from briefing.model.briefing import (
    Bearing,
    Briefing,
    ChartItem,
    ChartKind,
    Evidence,
    ImageItem,
    OptionValue,
    Prose,
    Status,
    Table,
)
from briefing.model.issue import IssueBlock, MainMessage, SignOff
from briefing.render import Rendering, Template, render
from briefing.render.templates.loader import load_template
from briefing.render.worker.protocol import (
    Failed,
    FitRequest,
    Fitted,
    PagesCurrent,
    PreviewRequest,
    Rendered,
    RenderRequest,
    Request,
    ViewChanged,
)
from tests.builders import GRADE, bundled_scales
from tests.preview_worker import PreviewClient
from tests.small_briefing import PICTURE, PICTURE_ID, a_briefing, picture, picture_id

RED, WIDE = picture(b"\x9b\x1c\x1c"), picture(b"\x1c\x6b\x3a", width=16)
RED_ID, WIDE_ID = picture_id(RED), picture_id(WIDE)
ATTACHMENTS = {PICTURE_ID: PICTURE}
_PICTURES = {PICTURE_ID: PICTURE, RED_ID: RED, WIDE_ID: WIDE}
_DPI = 100
_LOGO_STYLE = "\nh1, h2 { background: url(logo.png) no-repeat right top }\n"


@dataclass(frozen=True)
class Undo:
    """The change before is undone."""


@dataclass(frozen=True)
class InTemplate:
    """Another template is chosen, with these options."""

    template_id: str
    options: tuple[tuple[str, OptionValue], ...] = ()


@dataclass(frozen=True)
class DrawLogo:
    """The template's own picture is replaced; with None the template has none."""

    content: bytes | None


@dataclass(frozen=True)
class Against:
    """Changes are listed since the briefing as it is, or no longer."""

    is_listed: bool = True


@dataclass(frozen=True)
class Hurry:
    """The next change comes while the pages of the one before are being laid out."""


@dataclass(frozen=True)
class Export:
    """A PDF of the briefing is written in between, or of one row, or of the companion file."""

    only_row: str = ""
    companion: bool = False


@dataclass(frozen=True)
class Measure:
    """The pages are counted in between for a proposal of what to leave out."""


@dataclass(frozen=True)
class Rest:
    """Nothing is asked for so long that the worker prepares the answer to a letter."""


Step = Edit | Undo | InTemplate | DrawLogo | Against | Hurry | Export | Measure | Rest
_REST_S = 0.3
_LONG = "This paragraph is the author's own, names no source and goes on over several lines. " * 6
_MARKED = "Words with x\u0301 and q\u0323, of which no font has the letter with its mark"
APART = Reword(item_id="p1", text=_LONG * 12 + _MARKED)
"""A quotation mark on one page, and a glyph that is made of several on the next, in the same font."""


def _image(attachment: str, caption: str = "A square") -> ImageItem:
    return ImageItem(id="g1", attachment=attachment, caption=caption, alt="A coloured square")


EDITS: list[Step] = [
    Reword(item_id="f1", text="Other words for the first fact"),
    Reword(item_id="f1", text=_LONG),
    Reword(item_id="f1", text=None),
    Reword(item_id="f1", text=_MARKED),
    Reword(item_id="j1", text="بيان مشترك، הודעה משותפת, 联合声明 and संयुक्त वक्तव्य"),
    Reword(item_id="p1", text=_LONG * 4),
    Reword(item_id="j1", text="Gas will very likely not flow before 2029"),
    HideItem(item_id="f2"),
    HideItem(item_id="f2", hidden=False),
    RemoveItem(item_id="f3"),
    MoveItem(item_id="f2", section_id="s3", position=0),
    MoveItem(item_id="p1", section_id="s1"),
    AddItem(item=Prose(id="p2", text=_LONG), section_id="s3"),
    AddItem(item=ChartItem(id="d1", kind=ChartKind.GRADES, caption="Grades"), section_id="s2"),
    AddFact(item_id="f4", fact_id="price-open", section_id="s2", wording="The price is not known"),
    ReplaceContent(
        item=Table(
            id="t1",
            caption="Volumes",
            columns=("Year", "bcm"),
            rows=tuple((str(2026 + year), str(year)) for year in range(60)),
        )
    ),
    AddSection(section_id="s5", title="Another section", position=1),
    RenameSection(section_id="s2", title="Gas"),
    MoveSection(section_id="s4", position=0),
    RemoveSection(section_id="s3"),
    GradeItem(item_id="f2", grade=replace(GRADE, confidence="low")),
    ClearGrade(item_id="f1"),
    SetNote(item_id="f1", note="To be checked."),
    SetEvidence(item_id="j1", evidence=(Evidence(item_id="f3", bearing=Bearing.CONTRADICTS),)),
    SetReasoning(item_id="j1", assumptions=("The parties act on what they said",)),
    SetDetails(title="Another title"),
    SetDetails(cut_off="2025-09-30"),
    SetDetails(cut_off=None),
    SetDetails(status=Status.IN_REVIEW),
    SetDetails(main_message=MainMessage(text="Gas will not flow soon", judgement_ids=("j1",))),
    SetDetails(page_budget=2),
]
MARKINGS: list[Step] = [
    SetDetails(marking="TLP:RED"),
    SetDetails(marking="TLP:CLEAR"),
    SetDetails(marking=""),
]
OPTIONS: list[Step] = [
    SetOption(name="colour", value="black-and-white"),
    SetOption(name="large-print", value=True),
    SetOption(name="annexes", value="omit"),
    SetOption(name="contents", value=True),
    SetOption(name="annexes"),
    SetOption(name="colour"),
]
TEMPLATES: list[Step] = [
    InTemplate("assessment", (("annexes", "omit"),)),
    InTemplate("assessment", (("notes", "footnotes"), ("annexes", "omit"))),
    InTemplate("assessment", (("matrix", True), ("register", True))),
    InTemplate("two-pages"),
    InTemplate("one-page"),
    InTemplate("factsheet"),
    InTemplate("parliamentary"),
    InTemplate("comparison"),
]
IMAGES: list[Step] = [
    ReplaceContent(item=_image(RED_ID)),
    ReplaceContent(item=_image(WIDE_ID, "A bar")),
    ReplaceContent(item=_image(PICTURE_ID)),
    RemoveItem(item_id="g1"),
    AddItem(item=replace(_image(RED_ID), id="g2"), section_id="s1"),
    SetIssue(issue=IssueBlock(emblem=PICTURE_ID)),
    SetIssue(issue=IssueBlock(reference="PPU 7", prepared=SignOff(name="A. Nalyst"), emblem=RED_ID)),
    SetIssue(issue=IssueBlock(reference="PPU 7", emblem=WIDE_ID)),
    SetIssue(issue=IssueBlock()),
    DrawLogo(PICTURE),
    DrawLogo(RED),
    DrawLogo(None),
]
BETWEEN: list[Step] = [
    Against(),
    Against(is_listed=False),
    Export(),
    Export(only_row="t1"),
    Export(companion=True),
    Measure(),
]
STEPS_IN_TURN = st.lists(
    st.one_of(
        st.sampled_from(EDITS),
        st.sampled_from([Undo(), Hurry(), Rest()]),
        st.sampled_from(MARKINGS + OPTIONS),
        st.sampled_from(TEMPLATES),
        st.sampled_from(IMAGES),
        st.sampled_from(BETWEEN),
    ),
    min_size=2,
    max_size=7,
)


@dataclass(frozen=True)
class State:
    """All that the pages depend on."""

    briefing: Briefing
    earlier: Briefing | None = None
    logo: bytes | None = None

    @property
    def attachments(self) -> dict[str, bytes]:
        used = {item.attachment for item in self.briefing.walk_items() if isinstance(item, ImageItem)}
        emblem = self.briefing.issue.emblem
        return {each: content for each, content in _PICTURES.items() if each in used or each == emblem}


def check_live_pages(steps: Sequence[Step], first: Step | None = None) -> None:
    """Preview the small briefing after each step; compare the end with a first preview and with the PDF.

    The first step, if any, is made before the first preview.
    """
    with TemporaryDirectory() as folder:
        states = [State(a_briefing())]
        window = _Window(Path(folder), _after(states, first) if first else states)
        try:
            for step in steps:
                window.take(step)
            _compare(window)
        finally:
            window.client.worker.end()


def _compare(window: _Window) -> None:
    shown = window.end()
    cold = PreviewClient()
    try:
        cold.ask(window.request())
        first = cold.take_end()
    finally:
        cold.worker.end()
    assert _without_number(shown) == _without_number(first)
    if isinstance(first, PagesCurrent):
        assert window.client.mentions(first.keys) == cold.mentions(first.keys)
    if isinstance(shown, Failed):
        assert shown.problems == window.refusal()
        return
    rendering = window.cold_rendering()
    assert rendering.rows == shown.rows
    assert set(map(str, rendering.flaws)) == set(shown.flaws)
    exported = window.answer(window.export(Export()))
    assert isinstance(exported, Rendered)
    assert exported.pdf == rendering.pdf
    for ours, printed in zip(_images(*window.client.pdfs(shown.keys)), _images(rendering.pdf), strict=True):
        assert ImageChops.difference(ours, printed).getbbox() is None


class _Window:
    """A window with a briefing, whose pages are current after each step unless the next hurries."""

    def __init__(self, folder: Path, states: list[State]) -> None:
        self._folder, self._states = folder, states
        self._requests = 0
        self._latest: PagesCurrent | Failed | None = None
        self._hurries = False
        self.client = PreviewClient()
        self._preview()

    def take(self, step: Step) -> None:
        if isinstance(step, Hurry):
            self._hurries = True
        elif isinstance(step, Rest):
            self.end()
            self.client.worker.send(self._view_of_row())
            time.sleep(_REST_S)
        elif isinstance(step, Export | Measure):
            self.end()
            self.answer(self.export(step) if isinstance(step, Export) else self._measuring())
        else:
            self._finish_or_interrupt()
            self._states = _after(self._states, step)
            self._preview()

    def end(self) -> PagesCurrent | Failed:
        """The end of the latest preview."""
        self._latest = self._latest or self.client.take_end()
        return self._latest

    def answer(self, request: Request) -> Rendered | Fitted | Failed:
        self.client.worker.send(request)
        answer = self.client.worker.next_answer()
        assert isinstance(answer, Rendered | Fitted | Failed)
        assert not (isinstance(answer, Failed) and answer.is_fault), answer
        return answer

    def request(self) -> PreviewRequest:
        """The request for a preview of the briefing as it is."""
        state, page = self._states[-1], self._requests % 3
        return PreviewRequest(
            state.briefing,
            str(self._template().folder),
            state.attachments,
            earlier=state.earlier,
            first_page=page,
            last_page=page,
            number=self._requests,
        )

    def _view_of_row(self) -> ViewChanged:
        """The page of a row, in which a letter is expected: the next after those that were expected."""
        rows = self._latest.rows if isinstance(self._latest, PagesCurrent) else ()
        box = rows[self._requests % len(rows)] if rows else None
        return ViewChanged(box.page, box.page, box.row) if box else ViewChanged(0, 0)

    def export(self, step: Export) -> RenderRequest:
        state = self._states[-1]
        return RenderRequest(
            state.briefing,
            str(self._template().folder),
            state.attachments,
            earlier=state.earlier,
            only_row=step.only_row,
            companion=step.companion,
        )

    def cold_rendering(self) -> Rendering:
        state = self._states[-1]
        return render(
            state.briefing,
            self._template(),
            bundled_scales(),
            attachments=state.attachments,
            allow_flaws=True,
            earlier=state.earlier,
        )

    def refusal(self) -> tuple[str, ...]:
        """The problems for which a cold rendering is refused."""
        with pytest.raises(BriefingError) as refused:
            self.cold_rendering()
        return tuple(map(str, refused.value.problems))

    def _finish_or_interrupt(self) -> None:
        if self._hurries and self._latest is None:
            self.client.take_answer()
        else:
            self.end()
        self._hurries = False

    def _preview(self) -> None:
        self._requests += 1
        self._latest = None
        self.client.ask(self.request())

    def _measuring(self) -> FitRequest:
        state = self._states[-1]
        return FitRequest(
            state.briefing,
            str(self._template().folder),
            limit=1,
            attachments=state.attachments,
            earlier=state.earlier,
            only_measure=True,
        )

    def _template(self) -> Template:
        state = self._states[-1]
        bundled = paths.templates() / state.briefing.template_id
        folder = self._with_logo(bundled, state.logo) if state.logo else bundled
        return load_template(folder)

    def _with_logo(self, bundled: Path, logo: bytes) -> Path:
        """Return the template as a folder of its own with this picture."""
        folder = self._folder / bundled.name
        if not folder.is_dir():
            shutil.copytree(paths.templates() / "base", folder.parent / "base", dirs_exist_ok=True)
            shutil.copytree(bundled, folder)
            style = folder / "style.css"
            style.write_text(style.read_text(encoding="utf-8") + _LOGO_STYLE, encoding="utf-8")
        file = folder / "logo.png"
        if not file.is_file() or file.read_bytes() != logo:
            file.write_bytes(logo)
        return folder


def _after(states: list[State], step: Step) -> list[State]:
    """The states up to the one after a step; an edit that is impossible changes nothing."""
    state = states[-1]
    briefing = state.briefing
    match step:
        case Undo():
            return states[:-1] or states
        case DrawLogo():
            return [*states, with_fields(state, logo=step.content)]
        case Against():
            return [*states, with_fields(state, earlier=briefing if step.is_listed else None)]
        case InTemplate():
            options = dict(step.options)
            changed = replace(briefing, template_id=step.template_id, template_options=options)
        case Hurry() | Export() | Measure() | Rest():
            return states
        case _:
            try:
                changed = apply(briefing, step)
            except EditError:
                return states
    return [*states, with_fields(state, briefing=changed)]


def _without_number(end: PagesCurrent | Failed) -> PagesCurrent | Failed:
    return replace(end, number=0)


def _images(*pdfs: bytes) -> Iterator[Image.Image]:
    for pdf in pdfs:
        document = pypdfium2.PdfDocument(pdf)
        for page in document:
            yield page.render(scale=_DPI / 72).to_pil()
        document.close()
