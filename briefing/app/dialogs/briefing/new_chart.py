"""The dialog for a new chart: kind, caption and scope, with a rendered preview."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import counted, tr
from briefing.app.services.render_client import RenderClient, RenderJob
from briefing.app.widgets.chart_fields import ChartFields
from briefing.app.widgets.labels import caption, muted
from briefing.app.widgets.scroll_area import ContentArea, vertical_scroll_area
from briefing.composition.chart_data.registry import KINDS
from briefing.model.briefing import ChartItem, ChartKind
from briefing.render.result import RowBox
from briefing.render.worker.protocol import Rendered, RenderRequest

_PAUSE_MS = 120
_PICTURE_WIDTH = 620
_LEAST_WIDTH = 240
_MARGIN_PT = 4.0

MakeRequest = Callable[[ChartItem], RenderRequest]
"""Makes the request that renders a chart as it would be in the briefing. Raises EditError."""


class NewChartDialog(Dialog):
    """Shows the chart as it will be printed; `chart` is the chart to insert."""

    def __init__(
        self,
        parent: QWidget,
        chart: ChartItem,
        treaties: dict[str, str],
        topics: tuple[str, ...],
        renderer: RenderClient,
        make_request: MakeRequest,
    ) -> None:
        super().__init__(parent, tr("Chart from data"))
        self.chart = chart
        self._treaties, self._topics = treaties, topics
        self._renderer, self._make_request = renderer, make_request
        self._rendering: RenderJob | None = None
        self._nothing = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._render)
        self._lay_out()
        self.finished.connect(self._cancel_request)
        self._show()

    def _lay_out(self) -> None:
        self.kinds = QListWidget()
        for kind, spec in KINDS.items():
            entry = QListWidgetItem(tr(spec.name))
            entry.setData(Qt.ItemDataRole.UserRole, str(kind))
            entry.setToolTip(tr(spec.help))
            self.kinds.addItem(entry)
        self.kinds.setFixedHeight(self.kinds.sizeHintForRow(0) * len(KINDS) + 8)
        self.kinds.setCurrentRow(list(KINDS).index(self.chart.kind))
        self._help, self.place = muted("", name="small"), muted("", name="small")
        self.caption = QLineEdit(self.chart.caption)
        self.fields = ChartFields()
        self.picture = QLabel()
        self.picture.setAccessibleName(tr("Preview of the chart"))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.picture.setWordWrap(True)
        self._status_label = muted("", name="small")
        content = QWidget()
        line = QHBoxLayout(content)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addLayout(self._left(), 0)
        right = QVBoxLayout()
        self._picture_area = ContentArea(self.picture)
        right.addWidget(self._picture_area, 1)
        right.addWidget(self._status_label)
        line.addLayout(right, 1)
        buttons, self.insert_button = self.decision_box(tr("Insert the chart"))
        buttons.accepted.connect(self.accept)
        self.lay_out(content, buttons, width=1000, height=680, scrolls=False)
        self.kinds.currentRowChanged.connect(lambda _row: self._kind_chosen())
        self.caption.textEdited.connect(lambda _text: self._update_chart())
        self.fields.changed.connect(self._update_chart)

    def show_place(self, section_title: str) -> None:
        """Say in which section the chart will be."""
        self.place.setText(tr("It will be in the section “{title}”.", title=section_title))

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        options = QWidget()
        inside = QVBoxLayout(options)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addWidget(caption(tr("Caption"), self.caption))
        inside.addWidget(self.caption)
        inside.addSpacing(5)
        inside.addWidget(self.fields)
        inside.addStretch(1)
        column.addWidget(caption(tr("Kind of chart"), self.kinds))
        column.addWidget(self.kinds)
        column.addWidget(self._help)
        column.addWidget(self.place)
        area = vertical_scroll_area(options)
        area.setFixedWidth(290)
        self.kinds.setFixedWidth(290)
        column.addWidget(area, 1)
        return column

    def _kind_chosen(self) -> None:
        kind = ChartKind(self.kinds.currentItem().data(Qt.ItemDataRole.UserRole))
        if self.caption.text() == KINDS[self.chart.kind].caption:
            self.caption.setText(KINDS[kind].caption)
        self.chart = replace(self.chart, kind=kind)
        self._update_chart()

    def _update_chart(self) -> None:
        text = " ".join(self.caption.text().split())
        self.chart = replace(self.fields.applied_to(self.chart), caption=text or self.chart.caption)
        self._nothing = ""
        self._update_insert()
        self._show()

    def _update_insert(self) -> None:
        """Enable *Insert the chart*, or say at the button why it is disabled."""
        reason = self._nothing if self.caption.text().strip() else tr("A chart needs a caption.")
        self.insert_button.setEnabled(not reason)
        self.insert_button.setToolTip(reason)
        self.insert_button.setAccessibleDescription(reason)

    def _show(self) -> None:
        self._help.setText(tr(KINDS[self.chart.kind].help))
        self.fields.show_chart(self.chart, self._treaties, self._topics)
        self._pause.start()

    # Preview

    def _render(self) -> None:
        self._cancel_request()
        self._status_label.setText(tr("Rendering the preview of the chart…"))
        request = self._make_request(self.chart)
        self._rendering = self._renderer.render(request, self._rendered, self._failed)

    def _cancel_request(self) -> None:
        """Ignore the result of the rendering under way."""
        job, self._rendering = self._rendering, None
        if job is not None:
            job.ignore_result()

    def _rendered(self, rendered: Rendered) -> None:
        self._rendering, self._nothing = None, rendered.nothing
        self._update_insert()
        places = [place for place in rendered.rows if place.row == self.chart.id]
        pages = sorted({place.page for place in places})
        if not places:
            self._failed(
                [
                    tr(
                        "The template of the briefing leaves this chart out, so it is not printed. Choose "
                        "another template in “Briefing details…” to print the chart."
                    )
                ]
            )
            return
        first = places[0]
        room = max(self._picture_area.viewport().width(), _LEAST_WIDTH)
        width = min(room, _PICTURE_WIDTH)
        image = _cut_out(rendered.pdf, first, width, self.devicePixelRatioF())
        self.picture.setPixmap(QPixmap.fromImage(image))
        more = len(pages) - 1
        note = tr("The chart continues on {pages}.", pages=counted(more, "more page", "more pages"))
        notes = [rendered.nothing] if rendered.nothing else []
        notes += [note] if more else []
        self._status_label.setText("\n".join([*notes, *rendered.flaws]))

    def _failed(self, problems: list[str]) -> None:
        self._rendering = None
        self.picture.clear()
        self._status_label.setText("\n".join(problems))


def _cut_out(pdf: bytes, place: RowBox, width: int, ratio: float) -> QImage:
    """Return the image of a row, cut out of its page; `width` is that in the window, in its pixels."""
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    size = document.pagePointSize(place.page)
    scale = width * ratio / (place.width + 2 * _MARGIN_PT)
    image = document.render(place.page, QSize(round(size.width() * scale), round(size.height() * scale)))
    cut = image.copy(
        round((place.left - _MARGIN_PT) * scale),
        round(place.top * scale),
        round((place.width + 2 * _MARGIN_PT) * scale),
        round(place.height * scale),
    )
    # White margins instead of what the page shows above and below the row.
    margin = round(_MARGIN_PT * scale)
    page = QImage(cut.width(), cut.height() + 2 * margin, QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    _paint(page, cut, margin)
    page.setDevicePixelRatio(ratio)
    return page


def _paint(page: QImage, image: QImage, top: int) -> None:
    from PySide6.QtGui import QPainter

    with QPainter(page) as painter:
        painter.drawImage(0, top, image)
