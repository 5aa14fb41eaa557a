"""Print the pages of a PDF on a printer, as images at the printer's resolution."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSize, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from briefing.app.i18n import tr
from briefing.errors import BriefingError

_MOST_DPI = 300
"""Above this the eye sees no difference, and an A4 page would take 140 MB."""


def printer_for(pdf: bytes, title: str) -> QPrinter:
    """Return the default printer with the page size of a PDF. Raises BriefingError."""
    document = _read(pdf)
    size = document.pagePointSize(0)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator(tr("Treaty Briefing"))
    printer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
    if size.width() > size.height():
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setFullPage(True)
    return printer


def print_pages(pdf: bytes, printer: QPrinter) -> int:
    """Print the chosen pages and return their number. It may run in a thread. Raises BriefingError."""
    document = _read(pdf)
    painter = QPainter()
    if not painter.begin(printer):
        raise BriefingError(
            tr("The printer “{name}” does not accept the pages.", name=printer.printerName() or "PDF"),
            tr("Look whether it is switched on, or print to a file."),
        )
    try:
        pages = _chosen(printer, document.pageCount())
        for number, page in enumerate(pages):
            if number:
                printer.newPage()
            _paint(painter, printer, document, page)
    finally:
        painter.end()
    return len(pages)


def _read(pdf: bytes) -> QPdfDocument:
    document = QPdfDocument()
    buffer = QBuffer(document)
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if document.status() is not QPdfDocument.Status.Ready or not document.pageCount():
        raise BriefingError(tr("The PDF cannot be printed: {reason}.", reason=document.error().name))
    return document


def _chosen(printer: QPrinter, count: int) -> range:
    """Return the pages that the print dialog selected, from 0."""
    first = printer.fromPage() or 1
    last = printer.toPage() or count
    return range(first - 1, min(last, count))


def _paint(painter: QPainter, printer: QPrinter, document: QPdfDocument, page: int) -> None:
    """Paint a page, as large as it fits on the paper."""
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    dpi = min(printer.resolution(), _MOST_DPI)
    size: QSizeF = document.pagePointSize(page)
    image = document.render(page, QSize(round(size.width() * dpi / 72), round(size.height() * dpi / 72)))
    scale = min(paper.width() / image.width(), paper.height() / image.height())
    width, height = image.width() * scale, image.height() * scale
    place = QRectF((paper.width() - width) / 2, (paper.height() - height) / 2, width, height)
    painter.drawImage(place, image)
