"""The Qt style sheet: one set of rules for light and dark, filled with the theme's colours."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from briefing.app.theme.colours import Colours

_POINT_SIZES = (9, 11, 20)
_PIXEL_SIZES = (11, 14, 22)
_INDICATOR = 14
"""The side of a check box or radio button within its border of one pixel."""
_SHEET = """
QWidget { color: %(text)s; }
QMainWindow, QDialog { background: %(ground)s; }
QToolTip { background: %(raised)s; color: %(text)s; border: 1px solid %(line)s; padding: 6px 8px; }

QMenuBar { background: %(ground)s; padding: 2px 6px; }
QMenuBar::item { padding: 5px 9px; border-radius: 4px; }
QMenuBar::item:selected { background: %(hover)s; }
QMenu { background: %(raised)s; border: 1px solid %(line)s; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 22px; border-radius: 4px; }
QMenu::item:selected { background: %(accent_soft)s; }
QMenu::item:disabled { color: %(control_line)s; }
QMenu::separator { height: 1px; background: %(line)s; margin: 5px 8px; }
QMenu::icon { padding-left: 8px; }

#toolbar { background: %(ground)s; border: 0; border-bottom: 1px solid %(line)s; }
QToolBar { background: %(ground)s; border: 0; padding: 0; spacing: 2px; }
QToolBar::separator { width: 1px; background: %(line)s; margin: 5px 7px; }
#toolbar QToolButton { padding: 5px 8px; border: 1px solid transparent; border-radius: 5px; }
#toolbar QToolButton:disabled { color: %(control_line)s; }
#toolbar QToolButton:hover { background: %(hover)s; }
#toolbar QToolButton:focus { border-color: %(accent)s; }
#toolbar QToolButton:pressed, #toolbar QToolButton:checked { background: %(accent_soft)s; }
#toolbar QToolButton#primary { background: %(accent)s; color: %(on_accent)s; font-weight: 600; padding: 5px 12px; }
#toolbar QToolButton#primary:disabled { background: %(hover)s; color: %(control_line)s; }

#toolbar QToolButton::menu-indicator {
    image: url(%(chevron)s); width: 10px; height: 10px; subcontrol-origin: padding; subcontrol-position: right center;
    right: 6px;
}
#toolbar QToolButton[popupMode="2"] { padding-right: 22px; }

QStatusBar { background: %(ground)s; border-top: 1px solid %(line)s; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { color: %(muted)s; padding: 2px 8px; }

QSplitter::handle { background: %(line)s; }
QSplitter::handle:hover { background: %(accent)s; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox {
    background: %(surface)s; border: 1px solid %(control_line)s; border-radius: 5px; padding: 5px 7px;
    selection-background-color: %(accent)s; selection-color: %(on_accent)s;
}
QPlainTextEdit, QTextEdit { padding: 3px 4px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {
    border: 2px solid %(accent)s; padding: 4px 6px;
}
QPlainTextEdit:focus, QTextEdit:focus { padding: 2px 3px; }
QPlainTextEdit#cellEditor { padding: 0 2px; border-width: 1px; border-radius: 0; }
QLineEdit:disabled, QPlainTextEdit:disabled, QPlainTextEdit[readOnly="true"], QComboBox:disabled {
    background: %(ground)s; border-color: %(line)s;
}
QPlainTextEdit#readerPage, QPlainTextEdit#readerPage:focus {
    background: %(surface)s; border: 0; border-radius: 0; padding: 0;
}
#readerOutline { background: %(ground)s; border: 0; padding: 6px 0; }
#readerOutline::item { padding: 5px 12px; }
#readerOutline::item:selected { background: %(accent_soft)s; color: %(text)s; }
#readerOutline::item:hover:!selected { background: %(hover)s; }
#readerHead { background: %(ground)s; border: 0; border-bottom: 1px solid %(line)s; }
#readerStrip { background: %(ground)s; border: 0; border-bottom: 2px solid %(line)s; }
#readerStrip[active="true"] { border-bottom-color: %(accent)s; }
#captureFoot { border: 0; border-top: 1px solid %(line)s; background: %(ground)s; }
QLineEdit[invalid="true"] { border-color: %(danger)s; }
QComboBox::drop-down { border: 0; width: %(px22)spx; }
QComboBox::down-arrow { image: url(%(chevron)s); width: %(px11)spx; height: %(px11)spx; }
QComboBox { combobox-popup: 0; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { background: transparent; border: 0; padding: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QComboBox QAbstractItemView { background: %(raised)s; border: 1px solid %(control_line)s; outline: 0; }
QComboBox QAbstractItemView::item { padding: 4px 7px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QMessageBox { messagebox-text-interaction-flags: 5; }
QSpinBox::up-button, QSpinBox::down-button { width: 18px; border: 0; }

QPushButton, QToolButton#control {
    background: %(raised)s; border: 1px solid %(control_line)s; border-radius: 5px; padding: 6px 14px;
}
QToolButton#control { padding: 3px 7px; }
QPushButton:hover, QToolButton#control:hover { background: %(hover)s; }
QPushButton:focus, QToolButton#control:focus { border: 2px solid %(accent)s; padding: 5px 13px; }
QToolButton#control:focus { padding: 2px 6px; }
QToolButton#control:checked { background: %(accent_soft)s; border-color: %(accent)s; }
QToolButton#control::menu-indicator { image: none; }
QPushButton:default, QPushButton#primary {
    background: %(accent)s; color: %(on_accent)s; border-color: %(accent)s; font-weight: 600;
}
QPushButton#primary:focus, QPushButton:default:focus { border: 2px solid %(text)s; }
QPushButton:disabled, QToolButton#control:disabled {
    background: %(ground)s; color: %(control_line)s; border-color: %(line)s;
}
QToolButton#control:checked:disabled { background: %(hover)s; color: %(text)s; border-color: %(control_line)s; }
QComboBox:disabled, QCheckBox:disabled { color: %(control_line)s; }
QToolButton#quiet, QPushButton#quiet {
    background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 4px 6px;
    text-align: left;
}
QPushButton#quiet { border-color: %(line)s; color: %(accent)s; padding: 4px 9px; }
QPushButton#quiet:disabled { color: %(control_line)s; }
QToolButton#quiet:hover, QPushButton#quiet:hover { background: %(hover)s; }
QToolButton#quiet:focus, QPushButton#quiet:focus { border-color: %(accent)s; }
QToolButton#quiet:checked { background: %(accent_soft)s; }

QTabWidget::pane { border: 0; border-top: 1px solid %(line)s; background: %(surface)s; }
QTabBar { background: %(ground)s; }
QTabBar::tab {
    padding: 8px 16px; color: %(muted)s; background: transparent; border: 0; border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: %(text)s; border-bottom: 2px solid %(accent)s; font-weight: 600; }
QTabBar::tab:hover { color: %(text)s; }
QTabBar::tab:focus { background: %(hover)s; }

QAbstractItemView {
    background: %(surface)s; border: 0; outline: 0;
    selection-background-color: %(accent_soft)s; selection-color: %(text)s;
}
QDialog QListWidget, QDialog QTreeWidget { border: 1px solid %(control_line)s; border-radius: 5px; padding: 3px; }
QDialog QListWidget:focus, QDialog QTreeWidget:focus { border-color: %(accent)s; }
QTableView { gridline-color: %(line)s; border: 1px solid %(line)s; border-radius: 5px; }
QTableView:focus { border: 2px solid %(accent)s; }
QTableView::item { padding: 3px 6px; }
QHeaderView::section {
    background: %(ground)s; color: %(muted)s; border: 0; border-bottom: 1px solid %(line)s; padding: 6px 8px;
}
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: %(line)s; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 34px; }
QScrollBar::handle:horizontal { min-width: 34px; }
QScrollBar::handle:hover { background: %(control_line)s; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea { border: 0; background: transparent; }

QCheckBox, QRadioButton { spacing: 7px; padding: 2px; }
QCheckBox::indicator, QListView::indicator, QTreeView::indicator {
    width: %(px14)spx; height: %(px14)spx; border: 1px solid %(control_line)s; border-radius: 4px; background: %(surface)s;
}
QCheckBox::indicator:hover, QListView::indicator:hover, QTreeView::indicator:hover { border-color: %(accent)s; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked {
    background: %(accent)s; border-color: %(accent)s; image: url(%(check)s);
}
QCheckBox::indicator:disabled, QListView::indicator:disabled { border-color: %(line)s; background: %(ground)s; }
QCheckBox::indicator:checked:disabled { background: %(control_line)s; }
QRadioButton::indicator {
    width: %(px14)spx; height: %(px14)spx; border: 1px solid %(control_line)s; border-radius: %(round)spx; background: %(surface)s;
}
QRadioButton::indicator:hover { border-color: %(accent)s; }
QRadioButton::indicator:checked {
    border-color: %(accent)s;
    background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
        stop: 0 %(accent)s, stop: 0.5 %(accent)s, stop: 0.6 %(surface)s, stop: 1 %(surface)s);
}
QRadioButton::indicator:disabled { border-color: %(line)s; background: %(ground)s; }
QCheckBox:focus, QRadioButton:focus { background: %(hover)s; border-radius: 4px; }

QProgressBar { background: %(hover)s; border: 0; border-radius: 3px; height: 6px; text-align: center; }
QProgressBar::chunk { background: %(accent)s; border-radius: 3px; }

#pane { background: %(surface)s; }
#paneHead { background: %(surface)s; border-bottom: 1px solid %(line)s; }
#heading { font-weight: 600; font-size: %(pt11)spt; }
#title { font-weight: 600; font-size: %(pt20)spt; }
#caption { color: %(muted)s; font-weight: 600; font-size: %(pt9)spt; }
#muted { color: %(muted)s; }
#small { color: %(muted)s; font-size: %(pt9)spt; }
#caution { color: %(caution)s; }
#partCover { background: %(surface)s; border: 0; }
#danger { color: %(danger)s; }
#card { background: %(raised)s; border: 1px solid %(line)s; border-radius: 7px; }
#notice { background: %(caution_soft)s; border: 0; border-bottom: 1px solid %(line)s; }
#welcome { background: %(ground)s; }
QToolButton#templateCard, QPushButton#recent, QPushButton#choice {
    background: %(raised)s; border: 1px solid %(line)s; border-radius: 8px; text-align: left; padding: 12px;
}
QToolButton#templateCard:hover, QPushButton#recent:hover, QPushButton#choice:hover { border-color: %(accent)s; }
QToolButton#templateCard:focus, QPushButton#recent:focus, QPushButton#choice:focus {
    border: 2px solid %(accent)s; padding: 11px;
}
QPushButton#recent:disabled { color: %(control_line)s; background: transparent; }
#palette { background: %(raised)s; border: 1px solid %(control_line)s; border-radius: 9px; }
#palette QListView { background: %(raised)s; }
#chip { background: %(accent_soft)s; border: 1px solid transparent; border-radius: 9px; padding: 2px 8px; }
#chip:hover, #chip:focus { border-color: %(accent)s; }
#pages { background: %(ground)s; }
#thumbnails { background: %(ground)s; border-right: 1px solid %(line)s; }
"""


def style_sheet(colours: Colours, pictures: Path, look: str, zoom: float = 1.0) -> str:
    """Return the sheet filled with colours; `pictures` is the folder of icons, `look` light or dark.

    `zoom` enlarges the sizes of texts.
    """
    icons = {name: (pictures / f"{name}-{look}.svg").as_posix() for name in ("chevron", "check")}
    points = {f"pt{size}": f"{size * zoom:.1f}" for size in _POINT_SIZES}
    points |= {f"px{size}": f"{round(size * max(1.0, zoom))}" for size in _PIXEL_SIZES}
    # Half of the side with its border: with a longer radius Qt draws a square.
    points["round"] = str(round(_INDICATOR * max(1.0, zoom)) // 2 + 1)
    return _SHEET % {**points, **dataclasses.asdict(colours), **icons}
