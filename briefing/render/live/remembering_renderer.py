"""Fill the pages of a template, and remember what each was filled with."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from typing import Any, cast

from briefing.composition.views.document import PrintedBriefing
from briefing.render.live.part_name import PartName, part_name
from briefing.render.live.time_limit import within
from briefing.render.live.watched import FieldPath, Watched, field, same, still_hold
from briefing.render.templates.loader import Template
from briefing.render.templates.manifest import PartKind
from briefing.render.templates.parts import ContentsEntry, DocumentPart
from briefing.render.templates.renderer import TemplateRenderer

_MOST_KEPT = 8192


@dataclass(frozen=True, slots=True)
class _KeptPage:
    """HTML, with the arguments and the fields of the printed briefing that it was made of."""

    arguments: object
    reads: dict[FieldPath, Any]
    html: str


class RememberingRenderer(TemplateRenderer):
    """Renders as its base does, but nothing again of which all that its page reads is as it was.

    `renew` gives it the briefing after a change. Options, language and template stay the same. A part that
    takes longer than its limit raises OverdueError.
    """

    def __init__(self, template: Template, printed: PrintedBriefing, part_limit_s: float) -> None:
        super().__init__(template, printed)
        self._whole = printed
        self._part_limit_s = part_limit_s
        self._kept: OrderedDict[Hashable, _KeptPage] = OrderedDict()
        self._read_by: defaultdict[PartKind | None, set[FieldPath]] = defaultdict(set)
        """What the pages of each kind of part read, and with None the headers and footers."""
        self.front: tuple[DocumentPart, tuple[ContentsEntry, ...]] | None = None
        """The front as it was rendered last, and its table of contents."""
        self.latest: DocumentPart | None = None
        """The part that was rendered last; None where that was the furniture."""
        self._skipped: dict[PartName, DocumentPart] = {}

    def renew(self, printed: PrintedBriefing) -> None:
        """Render this printed briefing from here on."""
        self._whole = printed

    def skip(self, part: DocumentPart) -> None:
        """Render a sentence in place of a part, until its content changes."""
        self._skipped[part_name(part)] = _anywhere(part)

    def is_skipped(self, part: DocumentPart) -> bool:
        return bool(self._skipped) and self._skipped.get(part_name(part)) == _anywhere(part)

    def part(self, part: DocumentPart, contents: Sequence[ContentsEntry] = ()) -> str:
        entries = tuple(contents)
        self.latest = part
        if self.is_skipped(part):
            return f"<html><body><p>{escape(skipped_sentence(part))}</p></body></html>"
        if part.kind is PartKind.FRONT:
            self.front = part, entries
        fill = partial(super().part, part, entries)
        return self._kept_or_made((_name(part), entries), part, partial(within, self._part_limit_s, fill))

    def remember(self, part: DocumentPart, html: str, reads: Iterable[FieldPath]) -> None:
        """Take this HTML of a part, which was filled elsewhere with these fields of the same briefing."""
        values = {path: field(self._whole, path) for path in reads}
        self._kept[_name(part), ()] = _KeptPage(part, values, html)
        self._read_by[part.kind].update(values)

    def is_same(self, part: DocumentPart, then: PrintedBriefing) -> bool:
        """Return whether all is as it was then that the pages of such a part read, apart from its rows."""
        return self._is_read_same(part.kind, then)

    def is_furniture_same(self, then: PrintedBriefing) -> bool:
        """Return whether all is as it was then that headers and footers read."""
        return self._is_read_same(None, then)

    def _is_read_same(self, kind: PartKind | None, then: PrintedBriefing) -> bool:
        return all(same(field(self._whole, path), field(then, path)) for path in self._read_by[kind])

    def furniture(self, landscape: Sequence[bool], most: int | None = None) -> str:
        self.latest = None
        key = (tuple(landscape), most)
        return self._kept_or_made(
            key, None, lambda: super(RememberingRenderer, self).furniture(landscape, most)
        )

    def _kept_or_made(self, key: Hashable, arguments: object, make: Callable[[], str]) -> str:
        kept = self._kept.pop(key, None)
        if kept is None or kept.arguments != arguments or not still_hold(kept.reads, self._whole):
            reads: dict[FieldPath, Any] = {}
            self._printed = cast("PrintedBriefing", Watched(self._whole, reads))
            kept = _KeptPage(arguments, reads, make())
            kind = arguments.kind if isinstance(arguments, DocumentPart) else None
            self._read_by[kind].update(reads)
        self._kept[key] = kept
        if len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        return kept.html


def skipped_sentence(part: DocumentPart) -> str:
    """Return the sentence that is shown in place of a part."""
    return f"“{part.title}” takes too long to lay out, and is left out of the preview."


def _anywhere(part: DocumentPart) -> DocumentPart:
    """Return a part without its place among the others."""
    return DocumentPart(part.kind, part.section, following=tuple(map(_anywhere, part.following)))


def _name(part: DocumentPart) -> Hashable:
    """Return what tells a part from the others and from itself elsewhere, without the text of its rows."""
    rows = len(part.section.items) if part.section else 0
    return replace(part, section=None, following=()), part_name(part), rows
