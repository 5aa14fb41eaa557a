"""The states of quotes in words and colours."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextCharFormat

from briefing.app.i18n import tr
from briefing.app.library_side.source_document import QuotedPassage
from briefing.app.theme import theme
from briefing.sources.anchoring import QuoteCheck, QuoteState

_UNDERLINES = {
    QuoteState.VERBATIM: QTextCharFormat.UnderlineStyle.SingleUnderline,
    QuoteState.SPACING: QTextCharFormat.UnderlineStyle.DashUnderline,
    QuoteState.MOVED: QTextCharFormat.UnderlineStyle.WaveUnderline,
    QuoteState.CHANGED: QTextCharFormat.UnderlineStyle.DashDotLine,
    QuoteState.NOT_FOUND: QTextCharFormat.UnderlineStyle.NoUnderline,
}


_SIGNS = {
    QuoteState.VERBATIM: "✓",
    QuoteState.SPACING: "≈",
    QuoteState.MOVED: "≠",
    QuoteState.CHANGED: "⚠",
    QuoteState.NOT_FOUND: "✗",
}


def state_name(state: QuoteState) -> str:
    """Return a state in words, with its sign."""
    names = {
        QuoteState.VERBATIM: tr("verbatim"),
        QuoteState.SPACING: tr("verbatim but for spaces or hyphens"),
        QuoteState.MOVED: tr("other words in the source"),
        QuoteState.CHANGED: tr("the source says something else"),
        QuoteState.NOT_FOUND: tr("not found in the source"),
    }
    return f"{_SIGNS[state]} {names[state]}"


def counts_in_words(states: Sequence[QuoteState]) -> str:
    """Return how many quotes are in each state."""
    return ", ".join(
        f"{states.count(state)} {state_name(state)}" for state in QuoteState if state in states
    )


def state_in_words(passage: QuotedPassage) -> str:
    """Return the state of a quote in words, with the words that differ."""
    return check_in_words(passage.check)


def check_in_words(check: QuoteCheck) -> str:
    """Return the result for a quote in words, with the words that differ."""
    name = state_name(check.state)
    changes = "; ".join(
        tr("“{found}”, not “{quoted}”", found=each.found, quoted=each.quoted) for each in check.changes[:3]
    )
    return f"{name}: {changes}" if changes else name


def state_colour(state: QuoteState) -> QColor:
    """Return the colour of a state on the ground of a text."""
    colours = theme.colours()
    return QColor(
        {
            QuoteState.VERBATIM: colours.added,
            QuoteState.SPACING: colours.line,
            QuoteState.MOVED: colours.caution_soft,
            QuoteState.CHANGED: colours.removed,
            QuoteState.NOT_FOUND: colours.removed,
        }[state]
    )


def state_text_colour(state: QuoteState) -> QColor:
    """Return the colour of words that name a state."""
    colours = theme.colours()
    warnings = {
        QuoteState.MOVED: colours.caution,
        QuoteState.CHANGED: colours.danger,
        QuoteState.NOT_FOUND: colours.danger,
    }
    return QColor(warnings.get(state, colours.muted))


def highlight(state: QuoteState, *, is_current: bool) -> QTextCharFormat:
    """Return the format of quoted words; the underline tells the states apart without colour."""
    char_format = QTextCharFormat()
    char_format.setBackground(state_colour(state))
    char_format.setUnderlineStyle(_UNDERLINES[state])
    char_format.setUnderlineColor(QColor(theme.colours().accent if is_current else theme.colours().muted))
    if is_current:
        char_format.setBackground(QColor(theme.colours().accent_soft))
    return char_format
