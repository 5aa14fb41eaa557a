"""The case for each judgement: statements for and against it, and the statements that bear on none.

Made of the views that are printed anyway, for templates that order statements by what rests on them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from briefing.composition import formatting
from briefing.composition.phrases import Phrases
from briefing.composition.views.annexes import AnnexFact, SourceView
from briefing.composition.views.arguments import Argument, ArgumentStatement, Case, Remainder
from briefing.composition.views.references import EvidenceRef, SourceRef
from briefing.composition.views.statements import (
    FactView,
    ItemView,
    JudgementView,
    Opposed,
    SectionView,
)


def arguments(
    judgements: Sequence[JudgementView],
    sections: Sequence[SectionView],
    facts: Iterable[AnnexFact],
    sources: Sequence[SourceView],
    phrases: Phrases,
    former: tuple[Argument, Argument] | None = None,
) -> tuple[Argument, Argument]:
    """Arrange the statements in the order of the judgements that they bear on, all of them and in short.

    The second leaves out what no judgement rests on; where no judgement names any evidence, hidden or not,
    it leaves nothing out. `former` is what was returned for the same statements in other words.
    """
    statements = _ArgumentStatements(sections)
    evidence = evidence_anchors(judgements)
    cases = tuple(statements.case(judgement, evidence) for judgement in judgements)
    rest = statements.rest(sections)
    unprinted = evidence - statements.printed
    hidden = tuple(fact for fact in facts if fact.anchor in unprinted)
    whole = Argument(
        cases=cases,
        rest=rest,
        hidden=hidden,
        left_out="",
        sources=former[0].sources if former else cited_sources(sources, (cases, rest, hidden)),
    )
    if not evidence:
        return whole, whole
    shown = _narrowed(rest, evidence)
    short = replace(
        whole,
        rest=shown,
        left_out=_left_out(rest, shown, phrases),
        sources=former[1].sources if former else cited_sources(sources, (cases, shown, hidden)),
    )
    return whole, short


def unseen_facts(
    judgements: Iterable[JudgementView], sections: Iterable[SectionView], facts: Iterable[AnnexFact]
) -> tuple[AnnexFact, ...]:
    """Select facts that the analyst hides, but that a judgement rests on or a statement names."""
    printed = [item for item in items(sections) if isinstance(item, FactView)]
    named = {other.anchor for fact in printed for other in (*fact.opposed, *fact.superseded)}
    named |= evidence_anchors(judgements)
    return tuple(fact for fact in facts if fact.anchor in named)


def evidence_anchors(judgements: Iterable[JudgementView]) -> set[str]:
    """Return the anchors of all that bears on a judgement."""
    refs = (ref for judgement in judgements for ref in (*judgement.supporting, *judgement.opposing))
    return {ref.anchor for ref in refs if ref.anchor}


def contradictions(sections: Iterable[SectionView]) -> tuple[tuple[ArgumentStatement, ...], ...]:
    """Group statements with those that contradict them, in reading order, each pair once."""
    statements = _ArgumentStatements(sections)
    paired: set[frozenset[str]] = set()
    groups: list[tuple[ArgumentStatement, ...]] = []
    for anchor, opposite in statements.against.items():
        new = [other for other in opposite if frozenset((anchor, other)) not in paired]
        paired |= {frozenset((anchor, other)) for other in new}
        if new:
            groups.append(tuple(statements.of(member) for member in (anchor, *new)))
    return tuple(groups)


class _ArgumentStatements:
    """All statements of a briefing by anchor; each is given out once."""

    def __init__(self, sections: Iterable[SectionView]) -> None:
        self._views: dict[str, FactView | Opposed] = {}
        self._made: dict[str, ArgumentStatement] = {}
        self.against: dict[str, dict[str, None]] = {}
        self.printed: set[str] = set()
        facts = [item for item in items(sections) if isinstance(item, FactView)]
        for fact in facts:
            self._views[fact.anchor] = fact
        for fact in facts:
            for other in fact.opposed:
                self._views.setdefault(other.anchor, other)
                self.against.setdefault(fact.anchor, {})[other.anchor] = None
                self.against.setdefault(other.anchor, {})[fact.anchor] = None

    def of(self, anchor: str) -> ArgumentStatement:
        """Return the statement that is printed at an anchor."""
        if anchor not in self._made:
            self._made[anchor] = _statement(self._views[anchor])
        return self._made[anchor]

    def case(self, judgement: JudgementView, evidence: set[str]) -> Case:
        """Compose a judgement's case; statements that are `evidence` get a place of their own."""
        supporting, supporting_elsewhere = self._given(judgement.supporting, evidence)
        opposing, opposing_elsewhere = self._given(judgement.opposing, evidence)
        return Case(judgement, supporting, opposing, supporting_elsewhere, opposing_elsewhere)

    def rest(self, sections: Iterable[SectionView]) -> tuple[Remainder, ...]:
        """Return the items that are in no case yet, section by section."""
        parts = []
        for section in _flat(sections):
            left = tuple(rest for item in section.items for rest in self._left(item))
            if left:
                parts.append(Remainder(section.row_id, section.title, left))
        return tuple(parts)

    def _left(self, item: ItemView) -> Iterator[ArgumentStatement | ItemView]:
        if not isinstance(item, FactView):
            yield item
        elif item.anchor not in self.printed:
            yield self._taken(item.anchor, set())

    def _given(
        self, refs: Iterable[EvidenceRef], evidence: set[str]
    ) -> tuple[tuple[ArgumentStatement, ...], tuple[EvidenceRef, ...]]:
        here, elsewhere = [], []
        for ref in refs:
            if ref.anchor in self._views and ref.anchor not in self.printed:
                here.append(self._taken(ref.anchor, evidence))
            else:
                elsewhere.append(ref)
        return tuple(here), tuple(elsewhere)

    def _taken(self, anchor: str, elsewhere: set[str], above: str = "") -> ArgumentStatement:
        """Take a statement, with those that contradict it: named if elsewhere, else below it."""
        self.printed.add(anchor)
        opposite = [other for other in self.against.get(anchor, {}) if other != above]
        if not opposite:
            return self.of(anchor)
        beneath = [other for other in opposite if not (other in elsewhere or other in self.printed)]
        self.printed.update(beneath)
        return replace(
            self.of(anchor),
            contradicts=self._refs(other for other in opposite if other not in beneath),
            answers=tuple(self._taken(other, elsewhere, anchor) for other in beneath),
        )

    def _refs(self, anchors: Iterable[str]) -> tuple[EvidenceRef, ...]:
        """Return references in the order of their numbers."""
        refs = (EvidenceRef(self._views[anchor].label, anchor) for anchor in anchors)
        return tuple(sorted(refs, key=lambda ref: (len(ref.label), ref.label)))


def _narrowed(rest: Iterable[Remainder], evidence: set[str]) -> tuple[Remainder, ...]:
    """Keep only the tables and figures that a judgement rests on."""
    narrowed = (
        replace(part, items=tuple(item for item in part.items if getattr(item, "anchor", "") in evidence))
        for part in rest
    )
    return tuple(part for part in narrowed if part.items)


def _statement(view: FactView | Opposed) -> ArgumentStatement:
    return ArgumentStatement(
        row_id=view.row_id,
        label=view.label,
        anchor=view.anchor,
        text=view.text,
        direction=view.direction,
        standing=view.standing,
        grade=view.grade,
        refs=view.refs,
        origins=view.origins if isinstance(view, FactView) else "",
        superseded=view.superseded if isinstance(view, FactView) else (),
    )


def _flat(sections: Iterable[SectionView]) -> Iterator[SectionView]:
    for section in sections:
        yield section
        yield from _flat(section.sections)


def items(sections: Iterable[SectionView]) -> Iterator[ItemView]:
    """Yield the items of the sections and of their subsections, in reading order."""
    for section in _flat(sections):
        yield from section.items


_COUNTED = {
    "statement": "argument.statements",
    "prose": "argument.paragraphs",
    "table": "argument.tables",
    "figure": "argument.figures",
}
"""Phrases that count the rows of each kind."""


def _left_out(rest: Iterable[Remainder], shown: Iterable[Remainder], phrases: Phrases) -> str:
    """Count in words what is not printed, such as "12 statements and 1 table"; empty for nothing.

    Statements that contradict each other are named: no contradiction is left out silently.
    """
    printed = {item.row_id for part in shown for item in part.items}
    left = [item for part in rest for item in part.items if item.row_id not in printed]
    kinds = [part.kind for item in left for part in _with_answers(item)]
    disputed = [item for item in left if isinstance(item, ArgumentStatement) and item.answers]
    counted = formatting.joined(
        [
            phrases(phrase_id, count=number)
            for kind, phrase_id in _COUNTED.items()
            if (number := kinds.count(kind))
        ]
    )
    pairs = "; ".join(
        phrases("argument.contradicting", statements=formatting.joined(list(_labels(statement, phrases))))
        for statement in disputed
    )
    return f"{counted} ({pairs})" if pairs else counted


def _with_answers(item: ArgumentStatement | ItemView) -> Iterator[ArgumentStatement | ItemView]:
    yield item
    for answer in item.answers if isinstance(item, ArgumentStatement) else ():
        yield from _with_answers(answer)


def _labels(statement: ArgumentStatement, phrases: Phrases) -> Iterator[str]:
    """Yield the labels of the statement and its answers, or words for a fact not used."""
    for part in _with_answers(statement):
        yield getattr(part, "label", "") or phrases("evidence.not_used")


_WITHOUT_REFERENCES = {"str", "int", "float", "bool"}
"""The types, as they are written, of fields that cannot refer to a source."""


def _refs(value: object) -> Iterator[SourceRef]:
    """Every reference to a source within a view."""
    waiting: list[Any] = [value]
    while waiting:
        part = waiting.pop()
        kind = type(part)
        if kind is SourceRef:
            yield part
        elif kind is tuple:
            waiting.extend(part)
        else:
            names = _names_of(kind)  # type: ignore[arg-type] # every class has a hash
            waiting.extend(getattr(part, name) for name in names)


@functools.cache
def _names_of(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a view but those of texts and numbers; none for other types."""
    known = getattr(kind, "__dataclass_fields__", {})
    return tuple(name for name, field in known.items() if field.type not in _WITHOUT_REFERENCES)


def cited_sources(sources: Sequence[SourceView], cited_in: object) -> tuple[SourceView, ...]:
    """Select the sources that views refer to and, however far back, those that they repeat."""
    known = {source.number: source for source in sources}
    waiting = list({ref.number for ref in _refs(cited_in)})
    for number in waiting:
        waiting += [parent for parent in known[number].repeats if parent not in waiting]
    return tuple(source for source in sources if source.number in waiting)
