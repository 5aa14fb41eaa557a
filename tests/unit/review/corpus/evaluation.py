"""The review of labelled wordings, scored by wording."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from briefing.grading import Scales
from briefing.language import Parses
from briefing.model.briefing import Briefing, FactItem, Section
from briefing.model.library import Catalogue
from briefing.model.value import Value
from briefing.review import Finding, Reviewer, RuleGroup, Severity, rules
from tests.unit.review.corpus import BASE, Case

DRIFT = frozenset(rule.id for rule in rules().values() if rule.group is RuleGroup.MODAL_DRIFT)
_WORD = re.compile(r"\w+")
_QUARTILES = 4


@dataclass(frozen=True)
class Outcome:
    """A wording with the findings of the rules that hold it to its fact."""

    case: Case
    findings: tuple[Finding, ...]

    @property
    def is_blocked(self) -> bool:
        return any(each.severity is Severity.BLOCKING for each in self.findings)

    @property
    def is_flagged(self) -> bool:
        """True if a finding blocks or warns; advice does not count."""
        return any(each.severity is not Severity.ADVICE for each in self.findings)

    @property
    def is_missed(self) -> bool:
        return self.case.is_drifted and not self.is_flagged

    @property
    def is_false_alarm(self) -> bool:
        return not self.case.is_drifted and self.is_flagged

    @property
    def overlap(self) -> float:
        """Return the share of the wording's words that its fact's statement has."""
        words = _words(self.case.wording)
        return len(words & _words(self.case.fact.statement)) / len(words) if words else 0.0


class Share(Value, frozen=True):
    """How many of how many; the value is None where there are none."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        return self.part / self.whole if self.whole else None

    def __str__(self) -> str:
        return f"{self.part / self.whole:.2f} ({self.part}/{self.whole})" if self.whole else "-"


@dataclass(frozen=True)
class Evaluation:
    """The outcomes of a set of wordings, counted by wording."""

    outcomes: tuple[Outcome, ...]

    @cached_property
    def drifted(self) -> tuple[Outcome, ...]:
        return tuple(each for each in self.outcomes if each.case.is_drifted)

    @cached_property
    def faithful(self) -> tuple[Outcome, ...]:
        return tuple(each for each in self.outcomes if not each.case.is_drifted)

    @property
    def blocking_precision(self) -> Share:
        return _share(
            (each for each in self.outcomes if each.is_blocked), lambda each: each.case.is_drifted
        )

    @property
    def blocking_recall(self) -> Share:
        return _share(self.drifted, lambda each: each.is_blocked)

    @property
    def recall(self) -> Share:
        return _share(self.drifted, lambda each: each.is_flagged)

    @property
    def false_alarms(self) -> Share:
        return _share(self.faithful, lambda each: each.is_flagged)

    @property
    def near_copies_flagged(self) -> Share:
        return _share(
            (each for each in self.faithful if each.case.is_near_copy), lambda each: each.is_flagged
        )

    @property
    def probes_found(self) -> Share:
        return _share((each for each in self.drifted if each.case.is_probe), lambda each: each.is_flagged)

    def by_kind(self) -> dict[str, Share]:
        """Return for each kind of drift how many are flagged."""
        kinds = defaultdict[str, list[Outcome]](list)
        for each in self.drifted:
            kinds[each.case.kind].append(each)
        return {kind: _share(kinds[kind], lambda each: each.is_flagged) for kind in sorted(kinds)}

    def by_rule(self) -> dict[str, Share]:
        """Return for each rule how many of the wordings in which it finds something are drifted."""
        raised = defaultdict[str, list[Outcome]](list)
        for each in self.outcomes:
            for rule in {finding.rule_id for finding in each.findings}:
                raised[rule].append(each)
        return {rule: _share(raised[rule], lambda each: each.case.is_drifted) for rule in sorted(raised)}

    def by_overlap(self) -> list[tuple[tuple[float, float], Evaluation]]:
        """Return the quartiles of the wordings by their overlap with the statement, with its bounds."""
        ordered = sorted(self.outcomes, key=lambda each: each.overlap)
        ends = [len(ordered) * number // _QUARTILES for number in range(_QUARTILES + 1)]
        parts = (ordered[start:end] for start, end in itertools.pairwise(ends) if end > start)
        return [((part[0].overlap, part[-1].overlap), Evaluation(tuple(part))) for part in parts]


def evaluate(
    cases: Sequence[Case], library: Catalogue, scales: Scales, parses: Parses | None = None
) -> Evaluation:
    """Review every wording as a row of a briefing, those of facts made for the corpus apart."""
    own = [case for case in cases if library.facts.get(case.fact.id) is case.fact]
    made = defaultdict[str, list[Case]](list)
    for case in cases:
        if library.facts.get(case.fact.id) is not case.fact:
            made[case.fact.id].append(case)
    findings = {}
    for group in (own, *made.values()):
        findings.update(_reviewed(group, library, scales, parses))
    return Evaluation(tuple(Outcome(case, findings[id(case)]) for case in cases))


def _reviewed(
    cases: Sequence[Case], library: Catalogue, scales: Scales, parses: Parses | None
) -> dict[int, tuple[Finding, ...]]:
    """Return the findings of the rules of drift for each case, by its identity."""
    facts = {case.fact.id: case.fact for case in cases}
    material = library.material_for([id_ for id_ in facts if id_ in library.facts] or [BASE])
    snapshot = replace(
        material, facts=tuple({**{each.id: each for each in material.facts}, **facts}.values())
    )
    items = tuple(
        FactItem(id=f"f{number}", fact_id=case.fact.id, wording=case.wording)
        for number, case in enumerate(cases)
    )
    sections = (Section(id="s1", title="S", items=items),)
    briefing = Briefing(id="case", title="Case", library=snapshot, sections=sections)
    by_row = defaultdict[str, list[Finding]](list)
    for finding in Reviewer(scales, library, parses).review(briefing):
        if finding.rule_id in DRIFT:
            by_row[finding.row_id].append(finding)
    return {id(case): tuple(by_row[item.id]) for case, item in zip(cases, items, strict=True)}


def _share(outcomes: Iterable[Outcome], counts: Callable[[Outcome], bool]) -> Share:
    whole = tuple(outcomes)
    return Share(sum(map(counts, whole)), len(whole))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
