"""Show how many pages a briefing takes, how full the last is, and how many it may take."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from briefing.app.i18n import counted, tr
from briefing.app.theme import theme
from briefing.app.widgets.text.elided_label import ElidedLabel

_MOST_DRAWN = 8
_PAGE_WIDTH, _GAP, _HEIGHT = 9, 2, 12


class FillMeter(QWidget):
    """A row of small pages, and the same in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = _PageRow(self)
        self.label = ElidedLabel()
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._pages, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.label)
        self.hide()

    def show_fill(self, pages: int, fraction: float | None, budget: int | None) -> None:
        """Show a number of pages, 0 for none; the share of the last that is full, and the most pages.

        Both are None where they are not known.
        """
        self.setVisible(bool(pages))
        text = fill_text(pages, fraction, budget)
        excess = max(0, pages - budget) if budget is not None else 0
        explained = (
            tr("{pages} more than there may be. File → Fit to pages… finds what to leave out.",
               pages=counted(excess, "page", "pages"))
            if excess
            else tr("Pages of the PDF, and how full the last one is")
        )  # fmt: skip
        self.label.setText(text)
        self.label.setToolTip(f"{text}\n{explained}")
        self.label.setAccessibleDescription(explained)
        self.setAccessibleName(text)
        self.setAccessibleDescription(explained)
        self._pages.show_fill(pages, 1.0 if fraction is None else fraction, budget)


class _PageRow(QWidget):
    """Draws the pages: filled as far as they have text, those over the budget in another colour."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._fills: list[tuple[float, bool]] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_fill(self, pages: int, fraction: float, budget: int | None) -> None:
        self._fills = drawn_pages(pages, fraction, budget)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        count = len(self._fills)
        return QSize(theme.pixels(count * (_PAGE_WIDTH + _GAP)), theme.pixels(_HEIGHT) + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        colours = theme.colours()
        width, gap, height = theme.pixels(_PAGE_WIDTH), theme.pixels(_GAP), theme.pixels(_HEIGHT)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        with QPainter(self) as painter:
            for number, (fill, is_over) in enumerate(self._fills):
                place = len(self._fills) - 1 - number if is_mirrored else number
                page = QRectF(place * (width + gap) + 0.5, 1.5, width - 1, height - 1)
                colour = QColor(colours.danger if is_over else colours.accent)
                text = page.adjusted(0, 0, 0, (fill - 1) * page.height())
                painter.fillRect(page, QColor(colours.surface))
                painter.fillRect(text, colour)
                painter.setPen(colour if fill else QColor(colours.control_line))
                painter.drawRect(page)


def fill_text(pages: int, fraction: float | None, budget: int | None) -> str:
    """Return the pages in words, such as "3 of 2 pages, last page 40 % full"."""
    if not pages:
        return ""
    if budget is None:
        count = counted(pages, "page", "pages")
    else:
        count = tr("{number} of {pages}", number=pages, pages=counted(budget, "page", "pages"))
    if fraction is None:
        return count
    return tr("{pages}, last page {percent} % full", pages=count, percent=round(100 * fraction))


def drawn_pages(pages: int, fraction: float, budget: int | None) -> list[tuple[float, bool]]:
    """Return how full each page is that is drawn, and whether it is over the budget.

    Many pages are drawn as a few that are as full in proportion.
    """
    count = max(pages, budget or 0)
    drawn = min(count, _MOST_DRAWN)
    scale = drawn / count if count else 1
    full = (max(0, pages - 1) + (fraction if pages else 0)) * scale
    allowed = drawn if budget is None or pages <= budget else min(drawn - 1, round(budget * scale))
    return [(min(1.0, max(0.0, full - place)), place >= allowed) for place in range(drawn)]
