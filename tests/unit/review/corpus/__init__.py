"""Wordings of facts, each faithful or drifted, and the library that they were written on."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec.structs import replace

from briefing.codec import read_document, read_value
from briefing.library import load_library
from briefing.model.fact import Fact, Quantity
from briefing.model.library import Catalogue
from briefing.model.terms import Line, Slug, Standing
from briefing.model.value import Value

FOLDER = Path(__file__).parent
FILES = ("tuned", "held-out", "blind", "unseen")
INDEPENDENT = FOLDER / "independent.jsonl"
"""An independent set of November 2026, since then used for training."""
BASE = "ri-baku-silent"
"""Whose treaty and source a fact has that is made for the corpus."""


@dataclass(frozen=True)
class Case:
    """A wording of a fact with its label; `kind` is its difference from the fact, or how it was written."""

    fact: Fact
    wording: str
    is_drifted: bool
    kind: str

    @property
    def is_near_copy(self) -> bool:
        """True for a faithful wording that differs from the statement in one or two words."""
        return self.kind == "near copy"

    @property
    def is_probe(self) -> bool:
        """True for a wording without the speaker, whose verb of saying governs something else."""
        return self.kind == "attribution probe"


class _Drifted(Value, frozen=True):
    wording: Line
    kind: Line


class _Entry(Value, frozen=True):
    """Wordings of one fact: of the recorded library by its id, or made for the corpus."""

    faithful: tuple[Line, ...]
    drifted: tuple[_Drifted, ...]
    fact: Slug | None = None
    statement: Line | None = None
    standing: Standing | None = None
    attributed_to: Line | None = None
    quantity: Quantity | None = None


class _Row(msgspec.Struct, frozen=True):
    """A line of a JSONL file: a wording of a fact of a library. It may have further fields."""

    fact_id: str
    wording: str
    drifted: bool
    kind: str = ""
    set: str = ""


@functools.cache
def recorded_library() -> Catalogue:
    """Return the library that the wordings were written on.

    The bundled library's statements are corrected from time to time; a wording is faithful to, or drifts
    from, the statement that its author read.
    """
    report = load_library([FOLDER / "library"])
    assert report.problems == ()
    return Catalogue(report.material)


@functools.cache
def training_sets() -> dict[str, tuple[Case, ...]]:
    """Return the wordings of every set that the rules were corrected with, by the set's name."""
    library = recorded_library()
    return {**{name: _recorded(name) for name in FILES}, "independent": from_lines(INDEPENDENT, library)}


def from_lines(path: Path, library: Catalogue) -> tuple[Case, ...]:
    """Return the wordings of a JSONL file, written on the facts of a library."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    rows = [_row(line, f"{path}, line {number}") for number, line in lines if line.strip()]
    unknown = sorted({row.fact_id for row in rows} - set(library.facts))
    if unknown:
        raise SystemExit(f"{path}: the library has no fact {', '.join(unknown)}; choose another library")
    return tuple(Case(library.facts[row.fact_id], row.wording, row.drifted, _kind(row)) for row in rows)


def _row(line: str, place: str) -> _Row:
    try:
        return msgspec.json.decode(line, type=_Row)
    except msgspec.DecodeError as error:
        raise SystemExit(f"{place}: {error}") from error


def _kind(row: _Row) -> str:
    """Return the kind of a row: that it is a near copy or a probe counts more than in what it differs."""
    words = f"{row.set} {row.kind}".lower()
    if "near" in words:
        return "near copy"
    return "attribution probe" if "probe" in words else row.kind


def _recorded(name: str) -> tuple[Case, ...]:
    path = FOLDER / f"{name}.yaml"
    entries = read_value(read_document(path), tuple[_Entry, ...], str(path))
    return tuple(case for number, entry in enumerate(entries) for case in _cases(entry, f"made-{number}"))


def _cases(entry: _Entry, made_id: str) -> Iterator[Case]:
    fact = _fact(entry, made_id)
    yield from (Case(fact, wording, False, "faithful") for wording in entry.faithful)
    yield from (Case(fact, each.wording, True, each.kind) for each in entry.drifted)


def _fact(entry: _Entry, made_id: str) -> Fact:
    library = recorded_library()
    if entry.fact is not None:
        return library.facts[entry.fact]
    assert entry.statement is not None
    assert entry.standing is not None
    return replace(
        library.facts[BASE],
        id=made_id,
        statement=entry.statement,
        standing=entry.standing,
        attributed_to=entry.attributed_to,
        quantity=entry.quantity,
        citations=tuple(replace(each, quotes=()) for each in library.facts[BASE].citations),
        actors=(),
        date=None,
        place=None,
        relations=(),
    )
