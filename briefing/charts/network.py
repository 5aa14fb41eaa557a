"""A network: actors below one another, an arc between two that a statement names together.

An arc says that they are named together, no more. Next to each actor is written with whom, and in which
paragraphs, so that every arc can be followed to its statements.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.charts.canvas import DASH, PLAIN, SMALL, Canvas, Point, line_height
from briefing.charts.legend import LegendEntry, Swatch, draw_key, draw_key_above, height_of, placed_key
from briefing.charts.pagination import part_of, with_legend
from briefing.charts.style import SOLIDITY_WORDS, ChartStyle, ChartSvg, Solidity, alternative
from briefing.text.number_ranges import number_ranges
from briefing.typography import text_metrics

_ARCS = 120.0
_ROW_GAP = 6.0
_TOP = 3.0
_STEPS = 40
_CLAIMED_DASH = "5 1.6"
_WIDEST = 3.2


@dataclass(frozen=True, slots=True)
class Link:
    """Two actors, the labels of the statements that name both, and how settled the firmest of these is."""

    first: str
    second: str
    labels: tuple[str, ...]
    solidity: Solidity


@dataclass(frozen=True, slots=True)
class Network:
    """Actors in their order, each with the labels of all statements that name them, and the links."""

    actors: Mapping[str, tuple[str, ...]]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class _ActorRow:
    actor: str
    name: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return len(self.name) * line_height(PLAIN) + len(self.lines) * line_height(SMALL) + _ROW_GAP


def draw(network: Network, style: ChartStyle) -> tuple[ChartSvg, ...]:
    """Draw the network in as many pictures as it needs, which continue one another with their arcs."""
    rows = [_row(actor, network, style) for actor in network.actors]
    key = _key(network)
    heights = [row.height for row in rows]
    parts = with_legend(rows, heights, height_of(key, style.width_pt), style.height_pt - _ROW_GAP)
    pictures, top = [], 0.0
    places = _places(rows)
    for number, part in enumerate(parts, start=1):
        bottom = top + sum(row.height for row in part)
        canvas, placed = Canvas(style), placed_key(key, number, len(parts))
        draw_key_above(canvas, placed.above)
        _draw_arcs(canvas, network, places, top, bottom - top)
        _draw_rows(canvas, part, places, top)
        end = draw_key(canvas, bottom - top + 5, placed.below) if placed.below else bottom - top
        pictures.append(canvas.drawn(end, _in_words(part, network, part_of(number, len(parts)))))
        top = bottom
    return tuple(pictures)


def _places(rows: Sequence[_ActorRow]) -> dict[str, float]:
    """Return by actor the height at which it is marked, from the top of the first picture."""
    places, top = {}, _TOP
    for row in rows:
        places[row.actor] = top + line_height(PLAIN) / 2
        top += row.height
    return places


def _row(actor: str, network: Network, style: ChartStyle) -> _ActorRow:
    """Write an actor with its links to later ones, so that each link occurs once."""
    links = "; ".join(_link_words(link) for link in network.links if link.first == actor)
    alone = not links and not any(link.second == actor for link in network.links)
    if alone:
        links = f"alone in {_numbers(network.actors[actor])}"
    room = style.width_pt - _ARCS - 10
    name = text_metrics.lines(actor, PLAIN, room, text_metrics.BOLD)
    return _ActorRow(actor, tuple(name), tuple(text_metrics.lines(links, SMALL, room)) if links else ())


def _link_words(link: Link) -> str:
    return f"with {link.second}: {_numbers(link.labels)}"


def _numbers(labels: Sequence[str]) -> str:
    return ", ".join(number_ranges(labels))


def _draw_arcs(
    canvas: Canvas, network: Network, places: Mapping[str, float], top: float, height: float
) -> None:
    """Draw what the arcs have between this height and that of the picture below it."""
    most = max((len(link.labels) for link in network.links), default=1)
    longest = max([*places.values(), 1.0])
    for link in network.links:
        first, second = places[link.first], places[link.second]
        reach = 12 + (_ARCS - 18) * (second - first) / longest
        width = 0.7 + (_WIDEST - 0.7) * len(link.labels) / most
        _draw_arc(canvas, (first - top, second - top), height, link, reach, width)


def _draw_rows(canvas: Canvas, rows: Sequence[_ActorRow], places: Mapping[str, float], top: float) -> None:
    for row in rows:
        middle = places[row.actor] - top
        canvas.shape("circle", cx=_ARCS, cy=middle, r=2.6, fill=canvas.style.accent)
        y = middle - line_height(PLAIN) / 2
        y = canvas.paragraph(_ARCS + 8, y, row.name, weight=text_metrics.BOLD)
        canvas.paragraph(_ARCS + 8, y, row.lines, size=SMALL, colour=canvas.style.quiet)


def _draw_arc(
    canvas: Canvas, ends: tuple[float, float], height: float, link: Link, reach: float, width: float
) -> None:
    dash = DASH if link.solidity is Solidity.AHEAD else ""
    colour = canvas.style.quiet if link.solidity is Solidity.CLAIMED else canvas.style.accent
    if link.solidity is Solidity.CLAIMED:
        dash = _CLAIMED_DASH
    points = _arc(*ends, reach)
    for line in _within(points, height):
        canvas.path(line, colour=colour, width=width, dash=dash)


def _arc(top: float, bottom: float, reach: float) -> list[Point]:
    """Return points along a curve (cubic Bézier) from one height to another, out to the left and back."""
    x = _ARCS - 2
    steps = [step / _STEPS for step in range(_STEPS + 1)]
    return [(x - reach * 3 * t * (1 - t), top + (bottom - top) * t * t * (3 - 2 * t)) for t in steps]


def _within(points: Sequence[Point], height: float) -> list[list[Point]]:
    """Return the part of a line that goes down which is between 0 and a height, in a list; else none."""
    inside: list[Point] = []
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        if y2 < 0 or y1 > height or y1 == y2:
            continue
        low, high = max(y1, 0.0), min(y2, height)
        ends = [(x1 + (x2 - x1) * (y - y1) / (y2 - y1), y) for y in (low, high)]
        inside += ends if not inside else ends[1:]
    return [inside] if inside else []


def _in_words(rows: Sequence[_ActorRow], network: Network, which: str) -> str:
    """Return the sentence that names a network: its pairs, or how many there are."""
    here = [row.actor for row in rows]
    links = [link for link in network.links if link.first in here]
    count = f"{len(rows)} {'actor' if len(rows) == 1 else 'actors'} and {len(links)} "
    count += "pair of them named together" if len(links) == 1 else "pairs of them named together"
    pairs = "; ".join(f"{link.first} and {link.second}" for link in links)
    return alternative(
        *([f"Actors named together{which}: {pairs}."] if pairs else []),
        *([f"Actors named together{which}: {', '.join(here)}."] if not pairs else []),
        f"Actors named together{which}: {count}.",
    )


def _key(network: Network) -> list[LegendEntry]:
    used = {link.solidity for link in network.links}
    dashes = {Solidity.SETTLED: "", Solidity.CLAIMED: _CLAIMED_DASH, Solidity.AHEAD: DASH}
    entries = [
        LegendEntry(
            _swatch(dashes[solidity]), f"named together in a statement that is {SOLIDITY_WORDS[solidity]}"
        )
        for solidity in Solidity
        if solidity in used
    ]
    if network.links:
        entries.append(
            LegendEntry(lambda _canvas, _x, _y: None, "The wider an arc, the more statements name both.")
        )
    return entries


def _swatch(dash: str) -> Swatch:
    return lambda canvas, x, y: canvas.line(
        (x - 7, y), (x + 7, y), colour=canvas.style.accent, width=1.3, dash=dash
    )
