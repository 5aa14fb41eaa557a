"""A ruler from 0 to 100 % on which a term of the likelihood scale is chosen."""

from __future__ import annotations

from itertools import product

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from briefing.app.i18n import tr
from briefing.app.theme import theme
from briefing.grading import Scale, ScaleTerm, band_text

_HEIGHT = 72
_DISABLED_OPACITY = 0.5
_NAMES_TOP, _NUMBERS_TOP, _LINE_HEIGHT = 30, 58, 14
_NAME_LINES = 2


def term_text(term: ScaleTerm) -> str:
    """Return name and range of a term: "Unlikely · 20–45 %"."""
    name, numbers = tr(term.term), band_text(term)
    return f"{name[:1].upper()}{name[1:]}{' · ' + numbers if numbers else ''}"


class LikelihoodRuler(QSlider):
    """A slider over the terms of a scale, drawn as bands from 0 to 100 %; value 0 is "not given"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._scale: Scale | None = None
        self._terms: tuple[ScaleTerm, ...] = ()
        self._ramp: tuple[str, ...] = ()
        self.setAccessibleName(tr("Likelihood"))
        self.setMinimumHeight(_HEIGHT)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setPageStep(1)
        self.setRange(0, 0)
        self.setTracking(False)

    def show_scale(self, scale: Scale | None) -> None:
        if scale is self._scale:
            return
        self._scale = scale
        self._terms = scale.terms if scale else ()
        self._ramp = scale.ramp if scale else ()
        self.setRange(0, len(self._terms))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(240, _HEIGHT)

    def _band(self, number: int) -> QRectF:
        """Return the area of a term's band; terms without a band share the ruler evenly."""
        term = self._terms[number]
        width = self.width() - 4.0
        count = len(self._terms)
        low = term.low if term.low is not None else 100 * number / count
        high = term.high if term.high is not None else 100 * (number + 1) / count
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            low, high = 100 - high, 100 - low
        return QRectF(2 + width * low / 100, 7, max(3.0, width * (high - low) / 100), 17)

    def _painting_order(self) -> list[int]:
        """Sort bands from broad to narrow, as they may overlap, with the chosen one on top."""
        chosen = self.value() - 1
        return sorted(range(len(self._terms)), key=lambda n: (n == chosen, -self._band(n).width()))

    def _colour(self, number: int, otherwise: str) -> str:
        level = self._terms[number].level
        return self._ramp[level - 1] if self._ramp and level else otherwise

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        colours = theme.colours()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setOpacity(1.0 if self.isEnabled() else _DISABLED_OPACITY)
            for number in self._painting_order():
                area = self._band(number).adjusted(0.5, 0, -0.5, 0)
                chosen = number + 1 == self.value()
                painter.setPen(
                    QPen(QColor(colours.text if chosen else colours.control_line), 2 if chosen else 1)
                )
                painter.setBrush(QColor(self._colour(number, colours.surface)))
                painter.drawRoundedRect(area.adjusted(0, 0 if chosen else 3, 0, 0 if chosen else -3), 3, 3)
            painter.setFont(theme.font(points=-2))
            self._paint_names(painter)
            painter.setPen(QColor(colours.muted))
            line = QRectF(2, _NUMBERS_TOP, self.width() - 4, _LINE_HEIGHT)
            for text, where in (
                ("0", Qt.AlignmentFlag.AlignLeading),
                ("50", Qt.AlignmentFlag.AlignHCenter),
                ("100 %", Qt.AlignmentFlag.AlignTrailing),
            ):
                painter.drawText(line, where | Qt.AlignmentFlag.AlignVCenter, text)
            if self.hasFocus():
                painter.setPen(QPen(QColor(colours.accent), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(1, 2, self.width() - 2, 26), 4, 4)

    def _paint_names(self, painter: QPainter) -> None:
        """Paint the names of terms below their bands, on two lines; abbreviations where no room is left."""
        colours, metrics = theme.colours(), painter.fontMetrics()
        taken: list[QRectF] = []
        chosen = self.value() - 1
        for number in sorted(range(len(self._terms)), key=lambda n: (n != chosen, -self._band(n).width())):
            term, band = self._terms[number], self._band(number)
            for name, line in product(filter(None, (tr(term.term), term.short)), range(_NAME_LINES)):
                width = metrics.horizontalAdvance(name)
                left = min(max(0.0, band.center().x() - width / 2), self.width() - width)
                area = QRectF(left, _NAMES_TOP + line * _LINE_HEIGHT, width, _LINE_HEIGHT)
                if not any(area.adjusted(-3, 1, 3, -1).intersects(other) for other in taken):
                    taken.append(area)
                    painter.setPen(QColor(colours.text if number == chosen else colours.muted))
                    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, name)
                    break

    def term_at(self, x: float) -> int | None:
        """Return the index of the term at a place: the narrowest band there, else the nearest."""
        numbers = range(len(self._terms))
        inside = [number for number in numbers if self._band(number).contains(QPointF(x, 12))]
        if inside:
            return min(inside, key=lambda number: self._band(number).width())
        return min(numbers, key=lambda number: abs(self._band(number).center().x() - x), default=None)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        number = self.term_at(event.position().x())
        if number is not None:
            self.setValue(number + 1)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.buttons():
            self.mousePressEvent(event)
        number = self.term_at(event.position().x())
        if number is not None:
            QToolTip.showText(event.globalPosition().toPoint(), term_text(self._terms[number]), self)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()  # the wheel scrolls the pane; it must never change a grade

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        event.accept()


class LikelihoodControl(QWidget):
    """The ruler, the name and band of the chosen term, and a button to clear it."""

    chosen_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale: Scale | None = None
        self.ruler = LikelihoodRuler()
        self._words = QLabel()
        self._clear = QToolButton()
        self._clear.setObjectName("control")
        policy = self._clear.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._clear.setSizePolicy(policy)
        self._clear.setText(tr("Clear"))
        self._clear.setAccessibleName(tr("Clear the likelihood"))
        self._clear.clicked.connect(lambda: self.ruler.setValue(0))
        self._stated: ScaleTerm | None = None
        self.stated_button = QPushButton()
        self.stated_button.hide()
        self.stated_button.clicked.connect(self._choose_stated)
        line = QHBoxLayout()
        line.addWidget(self._words, 1)
        line.addWidget(self._clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.ruler)
        column.addLayout(line)
        column.addWidget(self.stated_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.ruler.valueChanged.connect(self._emit_term)

    def show_scale(self, scale: Scale | None) -> None:
        if scale is not self._scale:
            self._scale = scale
            self.ruler.blockSignals(True)
            self.ruler.show_scale(scale)
            self.ruler.blockSignals(False)

    def show_term(self, term_id: str | None) -> None:
        terms = [term.id for term in self._scale.terms] if self._scale else []
        self.ruler.blockSignals(True)
        self.ruler.setValue(terms.index(term_id) + 1 if term_id in terms else 0)
        self.ruler.blockSignals(False)
        self._update_term()

    def show_stated(self, term: ScaleTerm | None) -> None:
        """Offer the term that the words of the sentence state."""
        self._stated = term
        self._offer_stated()

    def _offer_stated(self) -> None:
        offered = self._stated is not None and self._stated != self._term() and self.isEnabled()
        self.stated_button.setVisible(offered)
        if self._stated is not None:
            self.stated_button.setText(
                tr("Choose “{term}”, as the sentence says", term=term_text(self._stated))
            )

    def _choose_stated(self) -> None:
        if self._scale is not None and self._stated in self._scale.terms:
            self.ruler.setFocus()
            self.ruler.setValue(self._scale.terms.index(self._stated) + 1)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            self._update_term()

    def _term(self) -> ScaleTerm | None:
        if self._scale is None or self.ruler.value() == 0:
            return None
        return self._scale.terms[self.ruler.value() - 1]

    def _update_term(self) -> None:
        term = self._term()
        self.ruler.update()
        self._clear.setVisible(term is not None and self.isEnabled())
        self._words.setText(term_text(term) if term else tr("No likelihood chosen"))
        self.ruler.setAccessibleDescription(self._words.text())
        self._offer_stated()

    def _emit_term(self, _value: int) -> None:
        self._update_term()
        term = self._term()
        self.chosen_changed.emit(term.id if term else None)
