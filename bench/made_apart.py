"""Documents, and rows in them, made in a process of their own.

A benchmark measures the memory of the window in its own process, in which nothing may be that the
window of the program has not: composing a document imports modules and keeps data.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import ParamSpec, TypeVar

from bench.typed_row import TypedRow
from bench.window_gaps import SharedProgram
from briefing.model.briefing import Briefing
from briefing.render.result import RowBox

P = ParamSpec("P")
T = TypeVar("T")


def document(pages: int) -> Briefing:
    """Return a briefing of about so many pages."""
    return _made_apart(_document, pages)


def row_in_the_middle(briefing: Briefing, boxes: Sequence[RowBox], pages: int) -> TypedRow:
    """Return the row to type in of a document that was laid out."""
    return _made_apart(_row_in_the_middle, briefing, boxes, pages)


def _made_apart(make: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what a function of this module makes; a smoke run calls it here, as it measures nothing."""
    if SharedProgram.is_shared:
        return make(*args, **kwargs)
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        return process.submit(make, *args, **kwargs).result()


# The imports are in the functions, so that only the process that makes something has them.


def _document(pages: int) -> Briefing:
    from bench.long_documents import briefing_of

    return briefing_of(pages)


def _row_in_the_middle(briefing: Briefing, boxes: Sequence[RowBox], pages: int) -> TypedRow:
    from bench import chosen_rows

    return chosen_rows.row_in_the_middle(briefing, boxes, pages)
