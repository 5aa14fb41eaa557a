"""A network: actors below one another, an arc between two that a statement names together.

An arc says that they are named together, no more. Beside each actor is written with whom, and in which
paragraphs, so that every arc can be followed to its statements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.charts.canvas import DASH, PLAIN, SMALL, Canvas, line_height
from briefing.charts.legend import LegendEntry, Swatch, draw_key
from briefing.charts.pagination import in_parts, part_of
from briefing.charts.style import SOLIDITY_WORDS, ChartStyle, ChartSvg, Solidity
from briefing.typography import text_metrics

_ARCS = 120.0
_ROW_GAP = 6.0
_KEY = 56.0
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
    """Draw the network; where it is too long for one picture, arcs that leave a part end at its edge."""
    rows = [_row(actor, network, style) for actor in network.actors]
    parts = in_parts(rows, [row.height for row in rows], style.height_pt - _KEY)
    return tuple(
        _draw_part(part, network, style, part_of(number, len(parts)))
        for number, part in enumerate(parts, start=1)
    )


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
    return ", ".join(labels)


def _draw_part(rows: Sequence[_ActorRow], network: Network, style: ChartStyle, which: str) -> ChartSvg:
    canvas = Canvas(style)
    ys: dict[str, float] = {}
    y = 5.0
    for row in rows:
        ys[row.actor] = y + line_height(PLAIN) / 2
        y += row.height
    most = max((len(link.labels) for link in network.links), default=1)
    longest = max(y, 1.0)
    for link in network.links:
        if link.first in ys or link.second in ys:
            _draw_arc(canvas, ys.get(link.first, 0.0), ys.get(link.second, y), link, most, longest)
    for row in rows:
        middle = ys[row.actor]
        canvas.shape("circle", cx=_ARCS, cy=middle, r=2.6, fill=style.accent)
        top = middle - line_height(PLAIN) / 2
        top = canvas.paragraph(_ARCS + 8, top, row.name, weight=text_metrics.BOLD)
        canvas.paragraph(_ARCS + 8, top, row.lines, size=SMALL, colour=style.quiet)
    return canvas.drawn(draw_key(canvas, y + 2, _key(network)), _in_words(rows, network, which))


def _draw_arc(canvas: Canvas, top: float, bottom: float, link: Link, most: int, longest: float) -> None:
    reach = 12 + (_ARCS - 18) * (bottom - top) / longest
    width = 0.7 + (_WIDEST - 0.7) * len(link.labels) / most
    x = _ARCS - 2
    dash = {"stroke_dasharray": DASH} if link.solidity is Solidity.AHEAD else {}
    colour = canvas.style.quiet if link.solidity is Solidity.CLAIMED else canvas.style.accent
    if link.solidity is Solidity.CLAIMED:
        dash = {"stroke_dasharray": "5 1.6"}
    curve = (
        f"M{x:.2f} {top:.2f}C{x - reach:.2f} {top:.2f} {x - reach:.2f} {bottom:.2f} {x:.2f} {bottom:.2f}"
    )
    canvas.shape("path", d=curve, fill="none", stroke=colour, stroke_width=width, **dash)


def _in_words(rows: Sequence[_ActorRow], network: Network, which: str) -> str:
    sentences = [f"Actors that are named together{which}: {len(rows)}."]
    for row in rows:
        links = "; ".join(_link_words(link) for link in network.links if link.first == row.actor)
        labels = network.actors[row.actor]
        sentences.append(f"{row.actor}, in {_numbers(labels)}{f'; {links}' if links else ''}.")
    return " ".join(sentences)


def _key(network: Network) -> list[LegendEntry]:
    used = {link.solidity for link in network.links}
    dashes = {Solidity.SETTLED: "", Solidity.CLAIMED: "5 1.6", Solidity.AHEAD: DASH}
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
