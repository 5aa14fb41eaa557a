"""A timeline: an axis to scale on the left, every event's own words on the right, a line between the two.

Texts are below one another in the order of their dates, so no two collide, however close the dates are.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.charts.axis import Axis, axis_for
from briefing.charts.canvas import DASH, PLAIN, SMALL, Canvas, line_height
from briefing.charts.label_placement import spread
from briefing.charts.legend import (
    LegendEntry,
    PlacedKey,
    Swatch,
    draw_key,
    draw_key_above,
    height_of,
    placed_key,
)
from briefing.charts.pagination import part_of, with_legend
from briefing.charts.style import SOLIDITY_WORDS, ChartStyle, ChartSvg, Solidity, alternative
from briefing.model.dates import MONTHS_IN_A_YEAR, DateSpan, Day
from briefing.typography import text_metrics

_AXIS_X = 50.0
_LANE = 8.5
_LEADER = 30.0
_USUAL_LANES = 6
_BETWEEN = 5.0
_EDGE = 6.0
_SLACK = 1.12
_LEAST_ROOM = 190.0
_NO_SIZE = 3.8
_SEVERAL = 2
_LEAST_LANES = 2
_DOUBT = 8.0
_TAIL = 14.0
_FIRST_BARE_YEAR, _FIRST_GROUPED_YEAR = 1000, 10_000


@dataclass(frozen=True, slots=True)
class Event:
    """Something with a date.

    `label` is its paragraph, empty for an action of a treaty; `standing` its standing in words; `basis` the
    numbers of its sources where it has no paragraph. One end of `span` at least is known.
    """

    span: DateSpan
    when: str
    text: str
    label: str
    standing: str
    basis: str
    solidity: Solidity

    @property
    def is_action(self) -> bool:
        return not self.label

    @property
    def opens(self) -> bool:
        return self.span.opens

    @property
    def stays_open(self) -> bool:
        return self.span.stays_open

    @property
    def lasts(self) -> bool:
        """Return whether it is an interval, not a day that is not known more exactly."""
        return self.span.lasts

    @property
    def key_day(self) -> Day:
        """The day by which it is put in order."""
        return self.span.latest if self.opens else self.span.earliest

    @property
    def known_days(self) -> tuple[Day, Day]:
        """Its first and last day as far as they are known."""
        first = self.key_day if self.opens else self.span.earliest
        return first, first if self.stays_open else self.span.latest

    @property
    def has_extent(self) -> bool:
        return self.span.doubtful or not self.span.is_one_day

    def heading(self) -> str:
        """Return the line above its text: the date, and its standing."""
        return " · ".join(part for part in (self.when, self.standing) if part)


def order(event: Event) -> tuple[Day, Day, str, bool]:
    """Return the key by which events are sorted: by day, those of the same date together, acts first."""
    return event.key_day, event.span.latest, event.when, not event.is_action


def draw(events: Sequence[Event], style: ChartStyle) -> tuple[ChartSvg, ...]:
    """Draw the events in as many pictures as they need, each no higher than the style allows.

    The pictures are below one another: each has an axis to a scale of its own, the first has the legend.
    """
    parts = _parts(sorted(events, key=order), style)
    key = _key(events, len(parts))
    lanes = max(max(_lanes(_marks(part), _axis(part, style)[0])) for part in parts) + 1
    return tuple(
        _draw_part(part, style, max(lanes, _LEAST_LANES), part_of(number, len(parts)),
                   placed_key(key, number, len(parts)))
        for number, part in enumerate(parts, start=1)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _DatedEntry:
    """The events of one date, which share a place on the axis."""

    events: tuple[Event, ...]

    @property
    def first(self) -> Event:
        return self.events[0]

    def heading(self) -> str:
        """Return the line above its text: the date, and the standing of a single event."""
        return self.first.heading() if len(self.events) == 1 else self.first.when

    def text(self, event: Event) -> str:
        is_alone = len(self.events) == 1 or not event.standing
        return f"{event.text}{'' if is_alone else f' ({event.standing})'} {event.basis}".strip()

    def marks(self) -> list[Event]:
        """Return an event for each mark that its events have on the axis."""
        looks = {(event.is_action, event.solidity): event for event in reversed(self.events)}
        return list(reversed(looks.values()))


@dataclass(frozen=True, slots=True)
class _Block:
    """The words of an entry, broken into lines, those of each event apart."""

    entry: _DatedEntry
    heading: list[str]
    lines: list[list[str]]

    @property
    def height(self) -> float:
        return line_height(PLAIN) * (len(self.heading) + sum(map(len, self.lines))) + _BETWEEN


def _block(entry: _DatedEntry, style: ChartStyle, lanes: int) -> _Block:
    room = style.width_pt - _label_x(lanes)
    heading = text_metrics.lines(entry.heading(), PLAIN, room, text_metrics.BOLD)
    lines = [
        text_metrics.lines(entry.text(event), PLAIN, room - _label_width(event.label))
        for event in entry.events
    ]
    return _Block(entry, heading, lines)


def _label_width(label: str) -> float:
    return text_metrics.width(label, PLAIN, text_metrics.BOLD) + 4 if label else 0.0


def _label_x(lanes: int) -> float:
    return _AXIS_X + lanes * _LANE + _LEADER


def _entries(events: Sequence[Event], style: ChartStyle, most: float) -> Iterator[_DatedEntry]:
    """Yield the events by their dates, those of one date together as far as a picture can hold them."""
    for _date, same in itertools.groupby(events, key=lambda event: (event.span, event.when)):
        first, *others = same
        entry = _DatedEntry((first,))
        for event in others:
            longer = _DatedEntry((*entry.events, event))
            if _block(longer, style, _USUAL_LANES).height > most:
                yield entry
                longer = _DatedEntry((event,))
            entry = longer
        yield entry


def _parts(events: Sequence[Event], style: ChartStyle) -> list[list[_DatedEntry]]:
    """Divide events into runs whose texts fit into one picture, the first one with room for the legend."""
    key = height_of(_key(events, _SEVERAL), style.width_pt)
    most = style.height_pt - 3 * _EDGE
    most_lanes = int((style.width_pt - _AXIS_X - _LEADER - _LEAST_ROOM) / _LANE)
    # Marks seldom need many lanes: only where they do, a part holds no more marks than it has lanes.
    usual = min(_USUAL_LANES, most_lanes)
    entries = list(_entries(events, style, most))
    heights = [_block(entry, style, usual).height for entry in entries]
    parts = with_legend(entries, heights, key, most)
    if all(max(_lanes(_marks(part), _axis(part, style)[0])) < usual for part in parts):
        return parts
    heights = [_block(entry, style, most_lanes).height for entry in entries]
    return with_legend(entries, heights, key, most, most_lanes)


def _marks(entries: Sequence[_DatedEntry]) -> list[Event]:
    return [event for entry in entries for event in entry.marks()]


def _axis(entries: Sequence[_DatedEntry], style: ChartStyle) -> tuple[Axis, float]:
    """Return the axis beside the texts of entries, and the lower end of these."""
    rough = [_block(entry, style, _USUAL_LANES) for entry in entries]
    needed = sum(block.height for block in rough)
    top, bottom = _EDGE, _EDGE + needed * (_SLACK if needed * _SLACK < style.height_pt * 0.8 else 1.0)
    firsts = [entry.first for entry in entries]
    axis = axis_for(
        [event.known_days for event in firsts],
        top + _TAIL * any(event.opens for event in firsts),
        bottom - _TAIL * any(event.stays_open for event in firsts),
    )
    return axis, bottom


def _draw_part(
    entries: Sequence[_DatedEntry], style: ChartStyle, used: int, which: str, key: PlacedKey
) -> ChartSvg:
    canvas = Canvas(style)
    draw_key_above(canvas, key.above)
    axis, bottom = _axis(entries, style)
    marks = _marks(entries)
    lanes = _lanes(marks, axis)
    blocks = [_block(entry, style, used) for entry in entries]
    tops = spread([axis.at(entry.first.key_day) - line_height(PLAIN) / 2 for entry in entries],
                  [block.height for block in blocks], _EDGE - 2, bottom + _BETWEEN)  # fmt: skip
    _draw_axis(canvas, axis)
    x = _label_x(used)
    lane_of = dict(zip(map(id, marks), lanes, strict=True))
    for block, block_top in zip(blocks, tops, strict=True):
        lane = min(lane_of[id(event)] for event in block.entry.marks())
        y = axis.at(block.entry.first.key_day)
        _draw_leader(canvas, y, lane, x, block_top + line_height(PLAIN) / 2)
    for event, lane in zip(marks, lanes, strict=True):
        _draw_span(canvas, axis, event, lane)
    for block, block_top in zip(blocks, tops, strict=True):
        _draw_words(canvas, block, x, block_top)
    end = max([bottom, *(y + block.height for y, block in zip(tops, blocks, strict=True))]) + _EDGE
    if key.below:
        end = draw_key(canvas, end, key.below)
    return canvas.drawn(end, in_words([event for entry in entries for event in entry.events], which))


def in_words(events: Sequence[Event], which: str = "") -> str:
    """Return the sentence that names a timeline: its marks, from when to when, and which acts it has.

    Statements are in the text, acts of treaties may be nowhere else.
    """
    count = f"Timeline{which} with {len(events)} {'mark' if len(events) == 1 else 'marks'}"
    first, last = events[0].when, events[-1].when
    dates = f"{count}: {first if first == last else f'{first} to {last}'}"
    acts = "; ".join(f"{_named(event)}, {event.when}" for event in events if event.is_action)
    return alternative(*([f"{dates}; {acts}."] if acts else []), f"{dates}.", f"{count}.")


def _named(act: Event) -> str:
    """Return the name of an act with its standing, without the note on it."""
    name = act.text.split(". ")[0].rstrip(".")
    return f"{name} ({act.standing})" if act.standing else name


def _lanes(events: Sequence[Event], axis: Axis) -> list[int]:
    """Return a lane for each mark, the first in which it overlaps none before it.

    The first lane is the axis itself; a mark with an extent, which would be lost on it, is beside it.
    """
    free_from: list[float] = []
    lanes = []
    for event in events:
        start, end = _reach(event, axis)
        margin = _DOUBT if event.span.doubtful else _NO_SIZE
        first = 1 if event.has_extent else 0
        free_from += [0.0] * (first - len(free_from))
        lane = next(
            (n for n in range(first, len(free_from)) if free_from[n] <= start - margin), len(free_from)
        )
        free_from += [0.0] * (lane + 1 - len(free_from))
        free_from[lane] = end + margin
        lanes.append(lane)
    return lanes


def _reach(event: Event, axis: Axis) -> tuple[float, float]:
    """Return both ends of an event along the axis; an open one reaches beyond the axis."""
    start = axis.stretches[0].top - _TAIL if event.opens else axis.at(event.span.earliest)
    end = axis.stretches[-1].bottom + _TAIL if event.stays_open else axis.at(event.span.latest)
    return start, end


def _lane_x(lane: int) -> float:
    return _AXIS_X + lane * _LANE


def _draw_axis(canvas: Canvas, axis: Axis) -> None:
    quiet = canvas.style.quiet
    for stretch in axis.stretches:
        canvas.line((_AXIS_X, stretch.top), (_AXIS_X, stretch.bottom), colour=quiet, width=0.9)
    for before, after in zip(axis.stretches, axis.stretches[1:], strict=False):
        _draw_break(canvas, before.bottom, after.top)
    for y, day, months in axis.ticks():
        canvas.line((_AXIS_X - 4, y), (_AXIS_X, y), colour=quiet, width=0.7)
        year = _year_text(day.year)
        text = year if months % MONTHS_IN_A_YEAR == 0 else f"{_MONTHS[day.month - 1]} {year}"
        # A month more than 10,000 years away is the only text that is too wide.
        size = min(SMALL, SMALL * (_AXIS_X - 6) / text_metrics.width(text, SMALL))
        canvas.text(_AXIS_X - 6, y + size * 0.35, text, size=size, colour=quiet, anchor="end")


def _year_text(year: int) -> str:
    number = year if year > 0 else 1 - year
    text = f"{number:,}" if number >= _FIRST_GROUPED_YEAR else str(number)
    return text if year >= _FIRST_BARE_YEAR else f"{text} {'CE' if year > 0 else 'BCE'}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _draw_break(canvas: Canvas, top: float, bottom: float) -> None:
    step = (bottom - top) / 4
    points = [(_AXIS_X, top), (_AXIS_X - 3, top + step), (_AXIS_X + 3, top + 2 * step),
              (_AXIS_X - 3, top + 3 * step), (_AXIS_X, bottom)]  # fmt: skip
    canvas.path(points, colour=canvas.style.quiet, width=0.7)


def _draw_leader(canvas: Canvas, y: float, lane: int, x: float, label_y: float) -> None:
    points = [(_lane_x(lane), y), (x - _LEADER + 7, y), (x - 17, label_y), (x - 12, label_y)]
    canvas.path(points, colour=canvas.style.rule, width=0.5)


def _draw_span(canvas: Canvas, axis: Axis, event: Event, lane: int) -> None:
    x, style = _lane_x(lane), canvas.style
    start, end = _reach(event, axis)
    if end - start > 1 or event.opens or event.stays_open:
        dash = "" if event.lasts and not event.span.doubtful else DASH
        canvas.line((x, start), (x, end), colour=style.accent, width=2.4 if event.lasts else 1.2, dash=dash)
        if event.opens:
            _draw_arrow(canvas, x, start, -1)
        elif not event.lasts:
            canvas.line((x - 2.6, start), (x + 2.6, start), colour=style.accent, width=0.9)
        if event.stays_open:
            _draw_arrow(canvas, x, end, 1)
        else:
            canvas.line((x - 2.6, end), (x + 2.6, end), colour=style.accent, width=0.9)
    y = axis.at(event.key_day)
    _draw_mark(canvas, event, x, y)
    if event.span.doubtful:
        _draw_doubt(canvas, x, y)


def _draw_mark(canvas: Canvas, event: Event, x: float, y: float) -> None:
    if event.is_action:
        canvas.diamond(x, y, full=event.solidity is Solidity.SETTLED)
    else:
        canvas.mark(x, y, event.solidity)


def _draw_doubt(canvas: Canvas, x: float, y: float) -> None:
    """Dashed whiskers: the day may be another."""
    for way in (-1, 1):
        canvas.line(
            (x, y + way * 3.6), (x, y + way * 7.5), colour=canvas.style.accent, width=0.9, dash="1.2 0.9"
        )
        canvas.line((x - 2, y + way * 7.5), (x + 2, y + way * 7.5), colour=canvas.style.accent, width=0.9)


def _draw_doubt_lying(canvas: Canvas, x: float, y: float) -> None:
    """Draw a mark with its whiskers on their side, for the legend: upright they are higher than a line."""
    colour = canvas.style.accent
    canvas.shape("circle", cx=x, cy=y, r=2, fill=colour)
    for way in (-1, 1):
        canvas.line((x + way * 2, y), (x + way * 6, y), colour=colour, width=0.9, dash="1.2 0.9")
        canvas.line((x + way * 6, y - 2), (x + way * 6, y + 2), colour=colour, width=0.9)


def _draw_arrow(canvas: Canvas, x: float, y: float, way: int) -> None:
    points = [(x - 2.8, y - way * 4.5), (x, y), (x + 2.8, y - way * 4.5)]
    canvas.path(points, colour=canvas.style.accent, width=1.1)


def _draw_words(canvas: Canvas, block: _Block, x: float, top: float) -> None:
    style = canvas.style
    is_alone = len(block.entry.events) == 1
    if is_alone:
        _draw_mark(canvas, block.entry.first, x - 7.5, top + line_height(PLAIN) / 2)
    top = canvas.paragraph(x, top, block.heading, weight=text_metrics.BOLD, colour=style.ink)
    for event, lines in zip(block.entry.events, block.lines, strict=True):
        if not is_alone:
            _draw_mark(canvas, event, x - 7.5, top + line_height(PLAIN) / 2)
        if event.label:  # before the words, as in the text, and not before the figures of a date
            y = top + PLAIN * text_metrics.ASCENT
            canvas.text(x, y, event.label, weight=text_metrics.BOLD, colour=style.accent)
        top = canvas.paragraph(x + _label_width(event.label), top, lines, colour=style.ink)


def _mark(solidity: Solidity) -> Swatch:
    return lambda canvas, x, y: canvas.mark(x, y, solidity)


def _key(events: Sequence[Event], pictures: int) -> list[LegendEntry]:
    """Return legend entries for the marks that these events have, in so many pictures."""
    entries = []
    actions = [event for event in events if event.is_action]
    if any(event.solidity is Solidity.SETTLED for event in actions):
        entries.append(LegendEntry(lambda c, x, y: c.diamond(x, y, full=True), "treaty action"))
    if any(event.solidity is not Solidity.SETTLED for event in actions):
        entries.append(LegendEntry(lambda c, x, y: c.diamond(x, y, full=False), "treaty action, disputed"))
    used = {event.solidity for event in events if not event.is_action}
    entries += [
        LegendEntry(_mark(solidity), SOLIDITY_WORDS[solidity]) for solidity in Solidity if solidity in used
    ]
    if any(event.span.doubtful for event in events):
        entries.append(LegendEntry(_draw_doubt_lying, "the date is uncertain or approximate"))
    if any(not event.lasts and not event.span.is_one_day for event in events):
        entries.append(
            LegendEntry(
                lambda c, x, y: _bar(c, x, y, width=1.2, dash=DASH), "a day in this time, not known which"
            )
        )
    if any(event.lasts for event in events):
        entries.append(
            LegendEntry(lambda c, x, y: _bar(c, x, y, width=2.4), "lasts; an arrow where the end is open")
        )
    if pictures > 1:
        entries.append(LegendEntry(_draw_gap, "the scale changes where the axis is interrupted"))
    return entries


def _draw_gap(canvas: Canvas, x: float, y: float) -> None:
    for way in (-1, 1):
        canvas.line((x + way * 2, y), (x + way * 7, y), colour=canvas.style.quiet, width=0.9)


def _bar(canvas: Canvas, x: float, y: float, *, width: float, dash: str = "") -> None:
    canvas.line((x - 7, y), (x + 7, y), colour=canvas.style.accent, width=width, dash=dash)
