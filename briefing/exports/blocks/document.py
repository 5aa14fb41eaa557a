"""A composed briefing as one document of blocks: all that the PDF prints, in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.composition.blocks.text import PhraseText, as_words, lines, plain
from briefing.composition.phrases import Phrases, phrases_in
from briefing.composition.views.annexes import SourceView
from briefing.composition.views.blocks import (
    Block,
    BlockGroup,
    Cell,
    Column,
    Heading,
    LineBreak,
    Listing,
    Mark,
    Paragraph,
    PictureBlock,
    TableBlock,
    TableRow,
    Text,
    TextRun,
    walk,
)
from briefing.composition.views.document import MarkingView, PrintedBriefing
from briefing.composition.views.issue import IssueLine
from briefing.composition.views.statements import JudgementView
from briefing.exports.blocks.statements import StatementBlocks
from briefing.typography.scripts import text_direction


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the table of contents."""

    number: str
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class BlockDocument:
    """The whole document: properties, its blocks, and the sources that it cites.

    As in a PDF, the contents are after the `front`, which has the judgements, and before the `body`.
    """

    title: str
    direction: str
    language: str
    author: str
    organisation: str
    description: str
    status: str
    issue: str
    created: str
    paper: str
    marking: MarkingView
    cover: tuple[Block, ...]
    front: tuple[Block, ...]
    contents: tuple[ContentsLine, ...]
    body: tuple[Block, ...]
    sources: tuple[SourceView, ...]

    @property
    def anchors(self) -> frozenset[str]:
        """Every anchor that a link of the document may lead to."""
        return frozenset(_anchors((*self.cover, *self.front, *self.body))) - {""}


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    for block in walk(blocks):
        if isinstance(block, Heading | TableBlock | BlockGroup):
            yield block.anchor
        if isinstance(block, TableBlock):
            yield from (row.anchor for row in block.rows)
        if isinstance(block, PictureBlock):
            yield block.anchor


def document(printed: PrintedBriefing) -> BlockDocument:
    """Return the document of a composed briefing."""
    return _DocumentBuilder(printed).document()


def particulars(printed: PrintedBriefing, phrases: Phrases) -> list[tuple[str, str]]:
    """Return label and value of each detail of the whole briefing that is known."""
    cover, marking = printed.cover, printed.marking
    authors = ", ".join(part for part in (cover.author, cover.organisation) if part)
    details = [
        (phrases("cover.requested_by"), cover.requested_by),
        (phrases("cover.prepared_by"), authors),
        (phrases("cover.date"), cover.issued),
        (phrases("cover.cut_off"), cover.cut_off),
        (phrases("cover.answers"), "\n".join(cover.purpose)),
        (
            phrases("cover.marking"),
            phrases("cover.marked", marking=marking.label, audience=marking.audience),
        ),
    ]
    return [(label, value) for label, value in details if value]


_EMBLEM_HEIGHT_MM = 18
_RULE = "_" * 30
"""What is signed on, where no line is drawn."""


class _DocumentBuilder:
    def __init__(self, printed: PrintedBriefing) -> None:
        self._printed = printed
        self._phrases = phrases_in(printed.cover.language)
        self._text = PhraseText(self._phrases)
        changes = printed.blocks.changes
        self._changes = changes if printed.options.get("changes", True) else None

    def document(self) -> BlockDocument:
        printed, cover = self._printed, self._printed.cover
        return BlockDocument(
            title=cover.title,
            direction=cover.direction,
            language=cover.language,
            author=cover.author,
            organisation=cover.organisation,
            description=self._description(),
            status=cover.status,
            issue=printed.issue.name,
            created=cover.created,
            paper=str(printed.options.get("paper", "A4")),
            marking=printed.marking,
            cover=tuple(self._cover()),
            front=tuple(self._front()),
            contents=tuple(self._contents()),
            body=tuple(self._body()),
            sources=printed.sources,
        )

    def _front(self) -> Iterator[Block]:
        printed = self._printed
        if printed.judgements:
            heading = Heading(2, self._text("heading.key_judgements"), "key-judgements")
            yield BlockGroup("section", (heading, *map(self._judgement, printed.judgements)))
        yield self._source_summary()

    def _body(self) -> Iterator[Block]:
        printed = self._printed
        if self._changes:
            yield self._changes
        yield from map(StatementBlocks(self._phrases).section, printed.sections)
        yield printed.blocks.scheme
        yield from printed.blocks.annexes
        yield self._issue()

    def _description(self) -> str:
        printed = self._printed
        what = f"{printed.cover.subtitle or self._phrases('document.graded')} ({printed.marking.label})"
        return " · ".join(filter(None, (what, printed.issue.name, printed.issue.state)))

    def _issue(self) -> BlockGroup:
        """Return the issue block: what is printed at the foot of the last page of a PDF."""
        heading = Heading(2, self._text("issue.heading"), "issue")
        return BlockGroup("section", (heading, *map(self._issue_line, self._printed.issue.lines)))

    def _issue_line(self, line: IssueLine) -> Paragraph:
        text: Text = (TextRun(f"{line.label}:", Mark.STRONG), TextRun(" "), *plain(line.text))
        if line.unsigned:
            text = (*text, LineBreak(), TextRun(f"{self._phrases('issue.to_sign')}: {_RULE}"))
        return Paragraph("reason", text, text_direction(line.text))

    def _contents(self) -> Iterator[ContentsLine]:
        printed = self._printed
        if printed.judgements:
            yield ContentsLine("", self._phrases("heading.key_judgements"), "key-judgements")
        yield ContentsLine("", self._phrases("heading.source_summary"), "source-summary")
        yield from _headings(self._changes)
        for section in printed.sections:
            if section.is_headless:
                continue
            yield ContentsLine(section.number, section.title, section.anchor)
        for group in (printed.blocks.scheme, *printed.blocks.annexes):
            yield from _headings(group)

    def _emblem(self) -> Iterator[PictureBlock]:
        issue = self._printed.issue
        if issue.emblem:
            text = issue.emblem_text
            yield PictureBlock("", text, issue.emblem, text, "", (), most_height_mm=_EMBLEM_HEIGHT_MM)

    def _cover(self) -> Iterator[Block]:
        cover, phrases = self._printed.cover, self._phrases
        yield from self._emblem()
        parts = (phrases("document.assessment"), self._printed.issue.name, cover.status)
        yield Paragraph("kicker", plain(" · ".join(part for part in parts if part)))
        yield Heading(1, plain(cover.title), direction=cover.direction)
        if cover.subtitle:
            yield Paragraph("subtitle", plain(cover.subtitle), text_direction(cover.subtitle))
        yield from self._main_message()
        rows = tuple(
            TableRow((Cell(plain(label)), Cell(plain(value), text_direction(value))))
            for label, value in particulars(self._printed, phrases)
        )
        columns = (Column((), 1), Column((), 3))
        yield TableBlock("particulars", self._text("heading.particulars"), columns, rows, heads_rows=True)

    def _main_message(self) -> Iterator[Block]:
        message = self._printed.main_message
        if message is not None:
            yield Paragraph("main-message", plain(message.text), message.direction)
            yield Paragraph("basis", self._text.main_message_basis(message))

    def _source_summary(self) -> BlockGroup:
        """Return what is computed of the sources as a whole, and the author's own sentence."""
        summary = self._printed.source_summary
        blocks: list[Block] = [
            Heading(2, self._text("heading.source_summary"), "source-summary"),
            Paragraph("lead", plain(summary.text)),
        ]
        for number, paragraph in enumerate(summary.remark):
            lead = (TextRun(f"{self._phrases('sourcing.author_adds')}:", Mark.STRONG), TextRun(" "))
            text = (*(() if number else lead), *plain(paragraph))
            blocks.append(Paragraph("reason", text, summary.remark_direction))
        return BlockGroup("section", tuple(blocks))

    # Judgements

    def _judgement(self, view: JudgementView) -> BlockGroup:
        text = (TextRun(view.label, Mark.NUMBER), TextRun(" "), TextRun(view.text))
        blocks: list[Block] = [
            Paragraph("claim", text, view.direction),
            Paragraph("measure", self._text.measure(view.grade)),
            Paragraph("basis", self._text.resting_on(view)),
        ]
        if self._printed.options.get("reasoning") != "none":
            blocks += self._reasoning(view)
        return BlockGroup("judgement", tuple(blocks), view.anchor, row_id=view.row_id)

    def _reasoning(self, view: JudgementView) -> Iterator[Block]:
        phrases = self._phrases
        if view.rationale:
            yield _run_in(phrases("judgement.why"), view.rationale)
        for title, entries in (
            (phrases("judgement.assumed"), view.assumptions),
            (phrases("judgement.otherwise"), view.alternatives),
            (phrases("judgement.to_watch"), view.indicators),
        ):
            if entries:
                yield Listing(title, tuple(map(_entry, entries)))
        if view.change_since_last:
            yield _run_in(phrases("judgement.since_last_issue"), view.change_since_last)


def _headings(group: BlockGroup | None) -> Iterator[ContentsLine]:
    """Yield a line of the contents for the heading that begins a group."""
    for block in group.blocks[:1] if group else ():
        if isinstance(block, Heading):
            yield ContentsLine("", as_words(block.text), block.anchor)


def _entry(text: str) -> Paragraph:
    return Paragraph("entry", plain(text), text_direction(text))


def _run_in(title: str, text: str) -> Paragraph:
    return Paragraph(
        "reason",
        (TextRun(f"{title}.", Mark.STRONG), TextRun(" "), *lines(TextRun(text))),
        text_direction(text),
    )
