"""Pictures of charts, drawn once for each content: most keystrokes change nothing that a chart shows."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from briefing.charts import ChartStyle, ChartSvg

T = TypeVar("T")
Draw = Callable[[T, ChartStyle], tuple[ChartSvg, ...]]

_MOST_CHARTS = 64


class KeptPictures:
    """The pictures drawn last, by all that they were drawn of; usable from any thread."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[object, ...], tuple[ChartSvg, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def of(
        self, draw: Draw[T], content: T, style: ChartStyle, language: str, typeset: Callable[[], T]
    ) -> tuple[ChartSvg, ...]:
        """Return the pictures of some content, which `typeset` returns as it is drawn in the language."""
        # Contents that are equal may differ in the order of a mapping, in which they are drawn.
        key = (draw, repr(content), style, language)
        with self._lock:
            if (pictures := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return pictures
        pictures = draw(typeset(), style)
        with self._lock:
            self._kept[key] = pictures
            while len(self._kept) > _MOST_CHARTS:
                self._kept.popitem(last=False)
        return pictures
