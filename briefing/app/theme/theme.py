"""The look of the window: colours for light and dark, fonts, icons, and the style sheet made of them."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import fontpkg_amiri
import fontpkg_fira_sans
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from briefing import paths
from briefing.app.theme.colours import DARK, LIGHT, Colours
from briefing.app.theme.style_sheet import style_sheet
from briefing.typography.fonts import SCRIPT_FONTS

FAMILY = "Fira Sans"
_FACES = ("Regular", "Italic", "Medium", "SemiBold", "Bold")
_POINT_SIZE = 10
_NORMAL_WEIGHT = 400
_ICON_THEME = "treaty-briefing"
_STYLE, _HAS_STYLE = "Fusion", "hasStyle"


_MOST_TEXT_SCALE = 3.0
_USUAL_POINTS = {"windows": 9.0, "cocoa": 13.0}
"""Size of the system font where the user has not enlarged it; elsewhere desktops scale the resolution."""
_USUAL_POINTS_ELSEWHERE = 11.0

_chosen = Qt.ColorScheme.Unknown
_zoom = 1.0


def colours() -> Colours:
    """Return the colours of the current theme."""
    return DARK if is_dark() else LIGHT


def is_dark() -> bool:
    return _chosen is Qt.ColorScheme.Dark or (
        _chosen is Qt.ColorScheme.Unknown and QApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    )


def new_application(program: str) -> QApplication:
    """Create the application of the process in its style, which takes longer to set later."""
    app = QApplication([program, "-style", _STYLE])
    app.setProperty(_HAS_STYLE, True)
    return app


def set_up(app: QApplication, theme: str, zoom: int = 100) -> None:
    """Give the application its font, style, colours and icons; `theme` is system, light or dark."""
    _load_fonts()
    _use_icons()
    if not app.property(_HAS_STYLE):
        app.setStyle(_STYLE)
    apply_theme(app, theme, zoom)


def apply_theme(app: QApplication, theme: str, zoom: int = 100) -> None:
    """Switch the theme and the size of texts; "system" follows the desktop, `zoom` is in percent."""
    global _chosen, _zoom  # noqa: PLW0603 - one application, one look
    _zoom = zoom / 100 * _system_text_scale()
    font = QFont(FAMILY)
    font.setPointSizeF(_POINT_SIZE * _zoom)
    # The fonts of further scripts are variable ones, which Qt would show thin. Others have no axis.
    font.setVariableAxis(QFont.Tag("wght"), _NORMAL_WEIGHT)
    if font != app.font():
        app.setFont(font)
    choices = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    _chosen = choices.get(theme, Qt.ColorScheme.Unknown)
    # For what the desktop draws, such as the title bar.
    app.styleHints().setColorScheme(_chosen)
    app.setPalette(_palette(colours()))
    look = "dark" if is_dark() else "light"
    sheet = style_sheet(colours(), paths.resources() / "icons", look, _zoom)
    if sheet != app.styleSheet():
        app.setStyleSheet(sheet)


def pixels(length: float) -> int:
    """Return a length, in logical pixels at normal text size, at the size that texts have now."""
    return round(length * max(1.0, _zoom))


def _system_text_scale() -> float:
    """Return how much larger than usual the user has made the texts of the desktop."""
    usual = _USUAL_POINTS.get(QGuiApplication.platformName(), _USUAL_POINTS_ELSEWHERE)
    chosen = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    return min(max(chosen / usual, 1.0), _MOST_TEXT_SCALE)


def _use_icons() -> None:
    """Give Qt's own file dialog icons like the window's, where the desktop brings none."""
    if QIcon.themeName() in {"", "hicolor"}:
        QIcon.setThemeSearchPaths([str(paths.resources() / "icons"), *QIcon.themeSearchPaths()])
        QIcon.setThemeName(_ICON_THEME)


def _load_fonts() -> None:
    """Register the packaged fonts: the window's own, and those of the scripts that it lacks.

    Before anything is drawn, since Qt does not look for fonts again for a text that is already on the
    screen. All the further scripts take less than 10 ms.
    """
    registered = set(QFontDatabase.families())
    for family, files in _packaged_fonts().items():
        if family not in registered:
            for path in files:
                QFontDatabase.addApplicationFont(str(path))


def _packaged_fonts() -> dict[str, list[Path]]:
    """Return the files of the installed fonts by family."""
    folder = Path(fontpkg_fira_sans.__file__).parent / "files"
    persian = Path(fontpkg_amiri.__file__).parent / "files/Amiri-Regular.ttf"
    further = {font.family: [font.path] for font in SCRIPT_FONTS.values() if font.path}
    return {FAMILY: [folder / f"FiraSans-{face}.ttf" for face in _FACES], "Amiri": [persian], **further}


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, colours.ground),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.hover),
        (role.Text, colours.text),
        (role.Button, colours.raised),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.danger),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Accent, colours.accent),
        (role.Mid, colours.line),
        (role.Light, colours.raised),
        (role.Dark, colours.control_line),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.control_line))
    return palette


def font(*, points: float = 0, weight: QFont.Weight | None = None, italic: bool = False) -> QFont:
    """Return the interface font, `points` larger or smaller than normal text."""
    changed = QFont(QApplication.font())
    changed.setPointSizeF(changed.pointSizeF() + points)
    if weight is not None:
        changed.setWeight(weight)
    changed.setItalic(italic)
    return changed


_SCRIPTS_WITH_ITALICS = ("LATIN", "CYRILLIC", "GREEK")


def has_italics(text: str) -> bool:
    """Return whether all letters of a text are of scripts that are written in italics, too."""
    return text.isascii() or all(
        unicodedata.name(each, "").startswith(_SCRIPTS_WITH_ITALICS) for each in set(text) if each.isalpha()
    )
