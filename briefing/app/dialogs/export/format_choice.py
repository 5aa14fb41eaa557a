"""The export formats as a combo box, and their file endings."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox

from briefing.app.i18n import tr
from briefing.app.widgets.form_fields import choice, explain_entries
from briefing.exports.registry import FORMATS
from briefing.file_names import fitting_name

PDF = "pdf"
_ENDINGS = {PDF: ".pdf", **{known.id: known.ending for known in FORMATS.values()}}


def format_field() -> QComboBox:
    """Return a combo box of the formats, PDF first."""
    others = [(f"{tr(known.name)} ({known.ending})", known.id) for known in FORMATS.values()]
    box = choice(tr("Format"), [(tr("PDF") + " (.pdf)", PDF), *others], PDF)
    explain_entries(box, [tr("Pages to print, send and archive."), *map(about, FORMATS)])
    return box


def about(format_id: str) -> str:
    """Return the purpose of a format and what it leaves out; empty for PDF, which has everything."""
    if format_id == PDF:
        return ""
    chosen = FORMATS[format_id]
    return tr("{purpose} Not included: {lost}", purpose=tr(chosen.purpose), lost=_small(tr(chosen.lost)))


def file_filter(format_id: str) -> str:
    """Return the name filter of a file dialog."""
    name = "PDF" if format_id == PDF else tr(FORMATS[format_id].name)
    return f"{name} (*{_ENDINGS[format_id]})"


def with_ending(path: Path, format_id: str) -> Path:
    """Return the path with the ending of the format instead of another format's."""
    ending, name = _ENDINGS[format_id], path.name
    if name.lower().endswith(ending):
        return path
    known = [other for other in _ENDINGS.values() if name.lower().endswith(other) and name.lower() != other]
    stem = name[: -len(max(known, key=len))] if known else name
    return path.with_name(fitting_name(stem, ending))


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
