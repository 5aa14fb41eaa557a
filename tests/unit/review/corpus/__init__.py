"""Wordings of facts, faithful and drifted, and how the rules of modal drift do on them."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from briefing.codec import read_document, read_value
from briefing.grading import Scales
from briefing.library import load_library
from briefing.model.briefing import Briefing, FactItem, Section
from briefing.model.fact import Fact, Quantity
from briefing.model.library import Catalogue
from briefing.model.terms import Line, Slug, Standing
from briefing.model.value import Value
from briefing.review import Reviewer, RuleGroup, rules

FOLDER = Path(__file__).parent
FILES = ("tuned", "held-out", "blind", "unseen")
DRIFT = frozenset(rule.id for rule in rules().values() if rule.group is RuleGroup.MODAL_DRIFT)
_BASE = "ri-baku-silent"
"""Whose treaty and source a fact has that is made for the corpus."""


class Drifted(Value, frozen=True):
    wording: Line
    rules: tuple[Slug, ...]
    also: tuple[Slug, ...] = ()


class Entry(Value, frozen=True):
    """Wordings of one fact: of the recorded library by its id, or made for the corpus."""

    faithful: tuple[Line, ...]
    drifted: tuple[Drifted, ...]
    fact: Slug | None = None
    statement: Line | None = None
    standing: Standing | None = None
    attributed_to: Line | None = None
    quantity: Quantity | None = None

    def wordings(self) -> Iterator[Drifted]:
        yield from (Drifted(wording=each, rules=()) for each in self.faithful)
        yield from self.drifted


@dataclass
class Score:
    """How often a rule spoke up rightly, wrongly, and kept silent wrongly."""

    hits: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.wrong) if self.hits + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0


@dataclass
class Result:
    pairs: int = 0
    by_rule: dict[str, Score] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    @property
    def together(self) -> Score:
        scores = self.by_rule.values()
        return Score(
            sum(s.hits for s in scores), sum(s.wrong for s in scores), sum(s.missed for s in scores)
        )


@functools.cache
def recorded_library() -> Catalogue:
    """Return the library that the wordings were written on.

    The bundled library's statements are corrected from time to time; a wording is faithful to, or drifts
    from, the statement that its author read.
    """
    report = load_library([FOLDER / "library"])
    assert report.problems == ()
    return Catalogue(report.material)


def entries(name: str) -> tuple[Entry, ...]:
    path = FOLDER / f"{name}.yaml"
    return read_value(read_document(path), tuple[Entry, ...], str(path))


def run(name: str, library: Catalogue, scales: Scales) -> Result:
    """Review every wording of a file, and count what each rule of modal drift said of it."""
    result = Result(by_rule={rule: Score() for rule in sorted(DRIFT)})
    for entry in entries(name):
        for case in entry.wordings():
            found = drift_found(entry, case.wording, library, scales)
            result.pairs += 1
            _count(result, case, found)
    return result


def _count(result: Result, case: Drifted, found: frozenset[str]) -> None:
    for rule in found & set(case.rules):
        result.by_rule[rule].hits += 1
    for rule in found - {*case.rules, *case.also}:
        result.by_rule[rule].wrong += 1
        result.errors.append(f"{rule} of a wording that has none: {case.wording}")
    for rule in set(case.rules) - found:
        result.by_rule[rule].missed += 1
        result.errors.append(f"no {rule}: {case.wording}")


def drift_found(entry: Entry, wording: str, library: Catalogue, scales: Scales) -> frozenset[str]:
    """Which rules of modal drift speak up when a briefing says this of the entry's fact."""
    fact = _fact(entry, library)
    material = library.material_for([entry.fact or _BASE])
    snapshot = replace(material, facts=tuple({each.id: each for each in (*material.facts, fact)}.values()))
    item = FactItem(id="f1", fact_id=fact.id, wording=wording)
    briefing = Briefing(
        id="case", title="Case", library=snapshot, sections=(Section(id="s1", title="S", items=(item,)),)
    )
    return DRIFT & {finding.rule_id for finding in Reviewer(scales, library).review(briefing)}


def _fact(entry: Entry, library: Catalogue) -> Fact:
    if entry.fact is not None:
        return library.facts[entry.fact]
    assert entry.statement is not None
    assert entry.standing is not None
    return replace(
        library.facts[_BASE],
        id="made",
        statement=entry.statement,
        standing=entry.standing,
        attributed_to=entry.attributed_to,
        quantity=entry.quantity,
        actors=(),
        date=None,
        place=None,
        relations=(),
    )
