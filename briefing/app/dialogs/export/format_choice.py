"""Which format an export has, the PDF or one of those beside it, and what that means for its file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox

from briefing.app.i18n import tr
from briefing.app.widgets.form_fields import choice
from briefing.exports.registry import FORMATS

PDF = "pdf"
_ENDINGS = {PDF: ".pdf", **{each.id: each.ending for each in FORMATS.values()}}


def format_field() -> QComboBox:
    """A list of the formats, the PDF first."""
    others = [(f"{tr(each.name)} ({each.ending})", each.id) for each in FORMATS.values()]
    return choice(tr("Format"), [(tr("PDF") + " (.pdf)", PDF), *others], PDF)


def about(format_id: str) -> str:
    """What a format is for and what it lacks; empty for the PDF, which lacks nothing."""
    if format_id == PDF:
        return ""
    chosen = FORMATS[format_id]
    return tr("{purpose} Left out: {lost}", purpose=tr(chosen.purpose), lost=_small(tr(chosen.lost)))


def file_filter(format_id: str) -> str:
    """What a file dialog offers to show."""
    name = "PDF" if format_id == PDF else tr(FORMATS[format_id].name)
    return f"{name} (*{_ENDINGS[format_id]})"


def with_ending(path: Path, format_id: str) -> Path:
    """The path with the ending of the format, in place of another format's."""
    ending, name = _ENDINGS[format_id], path.name
    if name.lower().endswith(ending):
        return path
    known = [each for each in _ENDINGS.values() if name.lower().endswith(each) and name.lower() != each]
    stem = name[: -len(max(known, key=len))] if known else name
    return path.with_name(f"{stem}{ending}")


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
