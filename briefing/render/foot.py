"""The foot of a document, with those of its elements for which the template's pages have room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.render.part_sequence import PartSequence, page_count
from briefing.render.templates.manifest import PartKind
from briefing.render.templates.parts import DocumentPart

if TYPE_CHECKING:
    from briefing.render.layout.laid_out_part import LaidOutPart

LaidOut = tuple[list[DocumentPart], list["LaidOutPart"]]
"""The parts that are printed, and their pages."""


def lay_out_with_foot(sequence: PartSequence, parts: Sequence[DocumentPart]) -> LaidOut:
    """Lay out the parts; of the foot only what goes on the pages that the template has.

    The other parts know what is left out, and may say so. Where a template sets no limit, all is printed.
    Raises RenderError as `PartSequence.lay_out` does.
    """
    *others, foot = parts
    if foot.kind is not PartKind.FOOT:
        return list(parts), sequence.lay_out(parts)
    from briefing.render.layout.room import foot_elements

    names = tuple(element.name for element in foot_elements(sequence.alone(foot)))
    attempts: list[LaidOut] = []
    for omitted in _omissions(sequence, others, foot):
        chosen = [replace(part, omitted=omitted) for part in (*others, foot)]
        printed = chosen[:-1] if omitted == names else chosen
        attempts.append((printed, sequence.lay_out(printed)))
        most = sequence.spec.max_pages
        if most is None or page_count(attempts[-1][1]) <= most:
            break
    return attempts[-1]


def _omissions(
    sequence: PartSequence, others: Sequence[DocumentPart], foot: DocumentPart
) -> Iterator[tuple[str, ...]]:
    """Yield the names of what to leave out: nothing but what has no room, then all that can be left out.

    The text is laid out first with all left out: it says so and is longest then, and in a full briefing it
    is what is printed.
    """
    from briefing.render.layout.room import foot_elements, room_px

    most = sequence.spec.max_pages
    if most is None:
        yield ()
        return
    elements = foot_elements(sequence.alone(foot))
    wanted = tuple(element.name for element in elements if element.is_wanted)
    text = sequence.lay_out([replace(part, omitted=wanted) for part in others])
    yield from dict.fromkeys((_without_room(sequence, foot, room_px(text, most)), wanted))


def _without_room(sequence: PartSequence, foot: DocumentPart, room: Sequence[float]) -> tuple[str, ...]:
    """Return the names of the elements of the foot for which there is no room.

    Without a figure the list of sources, which is the last, may be shorter: it is measured again.
    """
    from briefing.render.layout.room import foot_elements, without_room

    elements = foot_elements(sequence.alone(foot))
    omitted = without_room(elements, room)
    figures = tuple(name for name in omitted if name != elements[-1].name)
    if not figures or figures == omitted:
        return omitted
    shorter = foot_elements(sequence.alone(replace(foot, omitted=figures)))
    return (*figures, *without_room(shorter, room))
