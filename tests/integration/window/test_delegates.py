"""Rows of the outline, the library and the review are painted by their delegates, not by Qt's own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from briefing.app.panes.library.fact_delegate import FactDelegate
from briefing.app.panes.library.fact_model import FactModel
from briefing.app.panes.outline.outline_model import OutlineModel
from briefing.app.panes.outline.row_delegate import RowDelegate
from briefing.app.panes.review.finding_delegate import FindingDelegate
from briefing.app.panes.review.finding_model import FindingModel
from briefing.review import review
from tests.builders import CATALOGUE, a_briefing, bundled_scales


def painted(delegate: QStyledItemDelegate, index: QModelIndex, view: QListView) -> QImage:
    """The row as a picture, with the delegate's own height."""
    option = QStyleOptionViewItem()
    option.widget = view
    option.rect.setWidth(400)
    size = delegate.sizeHint(option, index)
    option.rect.setHeight(size.height())
    picture = QImage(400, size.height(), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    delegate.paint(painter, option, index)
    painter.end()
    return picture


def outline() -> tuple[QAbstractItemModel, QModelIndex]:
    model = OutlineModel()
    model.show(a_briefing(), bundled_scales())
    return model, model.index_by_id("f1")


def library() -> tuple[QAbstractItemModel, QModelIndex]:
    model = FactModel()
    model.show(CATALOGUE, sorted(CATALOGUE.facts))
    return model, model.index(0)


def findings() -> tuple[QAbstractItemModel, QModelIndex]:
    model = FindingModel()
    model.show_findings(review(a_briefing(), bundled_scales(), CATALOGUE), {})
    return model, model.index(0)


@pytest.mark.parametrize(
    ("rows", "delegate"),
    [(outline, RowDelegate), (library, FactDelegate), (findings, FindingDelegate)],
    ids=["outline", "library", "review"],
)
def test_a_row_shows_more_than_its_words(qtbot: QtBot, rows: object, delegate: type) -> None:
    model, index = rows()  # type: ignore[operator]
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(model)
    assert index.isValid()
    own = painted(delegate(view), index, view)
    plain = painted(QStyledItemDelegate(view), index, view)
    assert own.height() > plain.height()
    assert own != plain.copy(0, 0, own.width(), own.height())
