"""The engine with which a review was made, in words."""

from __future__ import annotations

from briefing.app.i18n import counted, tr
from briefing.language.process import ParserProcess, ParserState
from briefing.review import parsed


def engine_text(process: ParserProcess, rows: int, *, is_waiting: bool) -> str:
    """Return a sentence on the engine of a review, in which `rows` were reviewed on words alone.

    Empty for a briefing with nothing to parse.
    """
    if process.state in {ParserState.OFF, ParserState.MISSING, ParserState.FAILED}:
        return tr(parsed.ON_WORDS_ALONE, reason=tr(process.reason))
    if not rows:
        return tr(parsed.WITH_ENGINE, engine=process.engine) if process.engine else ""
    number = counted(rows, "row", "rows")
    if is_waiting:
        return tr(parsed.WAITING, rows=number)
    return tr(parsed.NOT_PARSED if process.engine else parsed.NOT_STARTED, rows=number)
