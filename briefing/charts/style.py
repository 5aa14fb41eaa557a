"""Colours and measures of all charts, how settled a mark is, and the SVG that a chart becomes."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from briefing.model.terms import Standing

PT_PER_MM = 72 / 25.4
LEAST_LETTERING_PT = 7.0
"""The size of the smallest lettering of a chart that is not enlarged."""


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """Colours of charts as #rrggbb, and measures; `height_mm` is the most that one picture may take.

    A chart that is higher is several pictures below one another, between which a page may end: so low that
    they fill what is left of a page, whatever is before them.

    `enlargement` is how much larger everything is on paper than in the points in which it is drawn:
    lettering, marks and lines alike. The width on paper remains, so that there is less room for words.
    """

    ink: str = "#16202b"
    quiet: str = "#55606c"
    accent: str = "#14405e"
    rule: str = "#b9c2cb"
    wash: str = "#f1f4f7"
    width_mm: float = 166.0
    height_mm: float = 44.0
    enlargement: float = 1.0

    @property
    def pt_per_mm(self) -> float:
        """Points of a drawing in a millimetre of paper."""
        return PT_PER_MM / self.enlargement

    @property
    def width_pt(self) -> float:
        return self.width_mm * self.pt_per_mm

    @property
    def height_pt(self) -> float:
        return self.height_mm * self.pt_per_mm

    def with_lettering(self, least_pt: float) -> ChartStyle:
        """Return the style with no lettering smaller than this on paper.

        Pictures may be taller, yet by less than the lettering, so that they still fill pages.
        """
        enlargement = max(least_pt / LEAST_LETTERING_PT, 1.0)
        taller = math.sqrt(enlargement / self.enlargement)
        return replace(self, enlargement=enlargement, height_mm=self.height_mm * taller)

    def greyscale(self) -> ChartStyle:
        """Return the style with every colour as the grey of its luminance."""
        return replace(
            self,
            ink=_grey(self.ink),
            quiet=_grey(self.quiet),
            accent=_grey(self.accent),
            rule=_grey(self.rule),
            wash=_grey(self.wash),
        )


def _grey(colour: str) -> str:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    level = round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return f"#{level:02x}{level:02x}{level:02x}"


MOST_IN_ALT = 250
"""Characters of the longest text alternative: a reader cannot stop in it or go back."""


def alternative(*sentences: str) -> str:
    """Return the first of some sentences that is short enough for a text alternative, else the last."""
    return next((sentence for sentence in sentences if len(sentence) <= MOST_IN_ALT), sentences[-1])


@dataclass(frozen=True, slots=True)
class ChartSvg:
    """A finished drawing: an SVG document, one sentence that names what it shows, and its size."""

    svg: str
    alt: str
    width_mm: float
    height_mm: float


class Solidity(StrEnum):
    """Degrees to which the content of a mark is settled; each has a shape of its own."""

    SETTLED = "settled"
    CLAIMED = "claimed"
    AHEAD = "ahead"


SOLIDITY = {
    Standing.IN_FORCE: Solidity.SETTLED,
    Standing.SIGNED: Solidity.SETTLED,
    Standing.ESTABLISHED: Solidity.SETTLED,
    Standing.ASSERTED: Solidity.CLAIMED,
    Standing.REPORTED: Solidity.CLAIMED,
    Standing.ALLEGED: Solidity.CLAIMED,
    Standing.DENIED: Solidity.CLAIMED,
    Standing.PLANNED: Solidity.AHEAD,
    Standing.NEGOTIATING: Solidity.AHEAD,
    Standing.CONSIDERED: Solidity.AHEAD,
    Standing.CONDITIONAL: Solidity.AHEAD,
    Standing.POSSIBLE: Solidity.AHEAD,
}
SOLIDITY_WORDS = {
    Solidity.SETTLED: "established, signed or in force",
    Solidity.CLAIMED: "asserted, reported, alleged or denied",
    Solidity.AHEAD: "planned, negotiated, considered, conditional or possible",
}
"""What the key of a drawing says of each shape."""
