"""A line that says whether a quote is in the archived copy of its source, by words and colour."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.library_side.quote_states import check_in_words, state_text_colour
from briefing.app.library_side.source_document import open_document
from briefing.app.services import background
from briefing.app.services.library_editor import LibraryEditor
from briefing.app.widgets.labels import muted
from briefing.errors import BriefingError
from briefing.library.layers import LayeredLibrary
from briefing.model.source import Source, TextQuote
from briefing.sources.anchoring import CompactText, QuoteCheck, QuoteState, check_quotes
from briefing.sources.anchoring.replacement import anchored_quote
from briefing.text.characters import visible

_PAUSE_MS = 200
_IN_PLACE = frozenset({QuoteState.VERBATIM, QuoteState.SPACING})


@dataclass(frozen=True, slots=True)
class CheckedQuote:
    """A quote with the result of looking for it; `located` has its position where its words are there."""

    quote: TextQuote
    check: QuoteCheck
    located: TextQuote


class QuoteCheckLine(QWidget):
    """Checks one quote in the background, after a pause; `checked` announces a result."""

    checked = Signal()

    def __init__(self, editor: LibraryEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._asked: tuple[str, TextQuote] | None = None
        self._checking: background.BackgroundTask | None = None
        self.result: CheckedQuote | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._start)
        self.label: QLabel = muted("", name="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.label)
        self.setMinimumHeight(self.label.fontMetrics().lineSpacing())  # nothing moves when it speaks

    def ask(self, source_id: str, quote: TextQuote | None, *, at_once: bool = False) -> None:
        """Check a quote against the current copy of a source; without both, say nothing."""
        asked = (source_id, quote) if source_id and quote is not None else None
        if asked == self._asked:
            return
        self._asked, self.result = asked, None
        if self._checking is not None:
            self._checking.abandon()
            self._checking = None
        self._pause.stop()
        self._say(tr("The quote is being checked…") if asked else "", None)
        if at_once:
            self._start()
        else:
            self._pause.start()

    def located(self, quote: TextQuote) -> TextQuote:
        """Return a quote with its position in the source, if that was found for these words."""
        result = self.result
        return result.located if result is not None and result.quote.exact == quote.exact else quote

    def _start(self) -> None:
        if self._asked is None:
            return
        source_id, quote = self._asked
        source = self._editor.catalogue.sources.get(source_id)
        if source is None or not source.attachments:
            self._say(tr("The source has no archived copy: the quote cannot be checked."), None)
            return
        self._checking = background.start(
            partial(_checked, self._editor.library, source, quote), self._on_checked, self._on_failed
        )

    def _on_checked(self, result: CheckedQuote) -> None:
        self._checking, self.result = None, result
        self._say(check_in_words(result.check), result.check.state)
        self.checked.emit()

    def _on_failed(self, error: BriefingError) -> None:
        self._checking = None
        self._say("\n".join(problem.message for problem in error.problems), None)

    def _say(self, text: str, state: QuoteState | None) -> None:
        colour = state_text_colour(state).name() if state is not None else ""
        self.label.setStyleSheet(f"color: {colour};" if colour else "")
        self.label.setText(visible(text))


def _checked(library: LayeredLibrary, source: Source, quote: TextQuote) -> CheckedQuote:
    """Look for a quote in the text of a source. Called in a thread of the pool. Raises BriefingError."""
    document = open_document(library, source, has_pages=False)
    (check,) = check_quotes([quote], CompactText(document.text.text))
    located = quote
    if check.state in _IN_PLACE:
        located = anchored_quote(quote, check.start, check.end, document.text.text, document.text_sha256)
    return CheckedQuote(quote, check, located)
