"""The case for each judgement: what carries it, what speaks against it, and what is left over.

Made of the views that are printed anyway, for templates that order statements by what rests on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.composition import formatting
from briefing.composition.views import document as v


@dataclass(frozen=True, slots=True)
class ArgumentStatement:
    """A fact as it is printed by itself.

    `contradicts` names statements printed elsewhere; `answers` are printed beneath it, because nothing else
    would print them. `label` is empty where the briefing does not use the fact itself.
    """

    kind = "statement"
    row_id: str
    label: str
    anchor: str
    text: str
    direction: str
    standing: str
    grade: v.GradeView
    refs: tuple[v.SourceRef, ...]
    origins: str = ""
    superseded: tuple[v.Opposed, ...] = ()
    contradicts: tuple[v.EvidenceRef, ...] = ()
    answers: tuple[ArgumentStatement, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A judgement with the statements for and against it.

    Each statement is printed once: `supporting_elsewhere` and `opposing_elsewhere` are printed under an
    earlier judgement, or not in the text at all.
    """

    judgement: v.JudgementView
    supporting: tuple[ArgumentStatement, ...]
    opposing: tuple[ArgumentStatement, ...]
    supporting_elsewhere: tuple[v.EvidenceRef, ...]
    opposing_elsewhere: tuple[v.EvidenceRef, ...]


@dataclass(frozen=True, slots=True)
class Remainder:
    """What no judgement rests on, in the section where the analyst put it."""

    row_id: str
    title: str
    items: tuple[ArgumentStatement | v.ItemView, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """Every judgement's case.

    `hidden` are facts that a judgement rests on and that the analyst keeps from the text; `left_out` says
    in words what is not printed; `sources` are those cited by what is printed here, and what these repeat.
    """

    cases: tuple[Case, ...]
    rest: tuple[Remainder, ...]
    hidden: tuple[v.AnnexFact, ...]
    left_out: str
    sources: tuple[v.SourceView, ...]


def argument(context: v.PrintedBriefing, *, everything: bool = True) -> Argument:
    """The statements in the order of the judgements that they bear on.

    Without `everything` what no judgement rests on is left out; where no judgement names any evidence,
    nothing is.
    """
    statements = _ArgumentStatements(context.sections)
    evidence = _evidence(context)
    cases = tuple(statements.case(judgement, evidence) for judgement in context.judgements)
    rest = statements.rest(context.sections)
    everything = everything or not statements.printed_in(evidence)
    shown = rest if everything else _narrowed(rest, evidence)
    unprinted = evidence - statements.printed
    hidden = tuple(fact for fact in context.facts if fact.anchor in unprinted)
    return Argument(
        cases=cases,
        rest=shown,
        hidden=hidden,
        left_out="" if everything else _left_out(rest, shown),
        sources=_cited(context.sources, {ref.number for ref in _refs((cases, shown, hidden))}),
    )


def unseen(context: v.PrintedBriefing) -> tuple[v.AnnexFact, ...]:
    """Facts that the analyst keeps from the text, but that a judgement rests on or a statement names."""
    facts = [item for item in items(context.sections) if isinstance(item, v.FactView)]
    named = {other.anchor for fact in facts for other in (*fact.opposed, *fact.superseded)}
    return tuple(fact for fact in context.facts if fact.anchor in named | _evidence(context))


def _evidence(context: v.PrintedBriefing) -> set[str]:
    """The anchors of all that bears on a judgement."""
    refs = (ref for each in context.judgements for ref in (*each.supporting, *each.opposing))
    return {ref.anchor for ref in refs if ref.anchor}


def contradictions(sections: Iterable[v.SectionView]) -> tuple[tuple[ArgumentStatement, ...], ...]:
    """Each contradicted statement with what contradicts it, in reading order; no pair is told twice."""
    statements = _ArgumentStatements(sections)
    told: set[frozenset[str]] = set()
    groups: list[tuple[ArgumentStatement, ...]] = []
    for anchor, opposite in statements.against.items():
        new = [other for other in opposite if frozenset((anchor, other)) not in told]
        told |= {frozenset((anchor, other)) for other in new}
        if new:
            groups.append(tuple(statements.named[each] for each in (anchor, *new)))
    return tuple(groups)


class _ArgumentStatements:
    """All statements of a briefing by anchor; each is given out once."""

    def __init__(self, sections: Iterable[v.SectionView]) -> None:
        self.named: dict[str, ArgumentStatement] = {}
        self.against: dict[str, dict[str, None]] = {}
        self.printed: set[str] = set()
        facts = [item for item in items(sections) if isinstance(item, v.FactView)]
        for fact in facts:
            self.named[fact.anchor] = _statement(fact)
        for fact in facts:
            for other in fact.opposed:
                self.named.setdefault(other.anchor, _statement(other))
                self.against.setdefault(fact.anchor, {})[other.anchor] = None
                self.against.setdefault(other.anchor, {})[fact.anchor] = None

    def printed_in(self, anchors: Iterable[str]) -> bool:
        return any(anchor in self.named for anchor in anchors)

    def case(self, judgement: v.JudgementView, evidence: set[str]) -> Case:
        """A judgement's case; what is `evidence` for any judgement is printed in its own place."""
        supporting, supporting_elsewhere = self._given(judgement.supporting, evidence)
        opposing, opposing_elsewhere = self._given(judgement.opposing, evidence)
        return Case(judgement, supporting, opposing, supporting_elsewhere, opposing_elsewhere)

    def rest(self, sections: Iterable[v.SectionView]) -> tuple[Remainder, ...]:
        """What has not been given out, section by section."""
        found = []
        for section in _flat(sections):
            left = tuple(each for item in section.items for each in self._left(item))
            if left:
                found.append(Remainder(section.row_id, section.title, left))
        return tuple(found)

    def _left(self, item: v.ItemView) -> Iterator[ArgumentStatement | v.ItemView]:
        if not isinstance(item, v.FactView):
            yield item
        elif item.anchor not in self.printed:
            yield self._taken(item.anchor, set())

    def _given(
        self, refs: Iterable[v.EvidenceRef], evidence: set[str]
    ) -> tuple[tuple[ArgumentStatement, ...], tuple[v.EvidenceRef, ...]]:
        here, elsewhere = [], []
        for ref in refs:
            if ref.anchor in self.named and ref.anchor not in self.printed:
                here.append(self._taken(ref.anchor, evidence))
            else:
                elsewhere.append(ref)
        return tuple(here), tuple(elsewhere)

    def _taken(self, anchor: str, elsewhere: set[str], above: str = "") -> ArgumentStatement:
        """The statement, with what contradicts it: named where it is printed elsewhere, else beneath it."""
        self.printed.add(anchor)
        opposite = [other for other in self.against.get(anchor, {}) if other != above]
        beneath = [other for other in opposite if other not in elsewhere | self.printed]
        self.printed |= set(beneath)
        return replace(
            self.named[anchor],
            contradicts=self._refs(other for other in opposite if other not in beneath),
            answers=tuple(self._taken(other, elsewhere, anchor) for other in beneath),
        )

    def _refs(self, anchors: Iterable[str]) -> tuple[v.EvidenceRef, ...]:
        """References in the order of their numbers."""
        refs = (v.EvidenceRef(self.named[anchor].label, anchor) for anchor in anchors)
        return tuple(sorted(refs, key=lambda ref: (len(ref.label), ref.label)))


def _narrowed(rest: Iterable[Remainder], evidence: set[str]) -> tuple[Remainder, ...]:
    """Of what is left over, the tables and figures that a judgement rests on."""
    narrowed = (
        replace(part, items=tuple(item for item in part.items if getattr(item, "anchor", "") in evidence))
        for part in rest
    )
    return tuple(part for part in narrowed if part.items)


def _statement(view: v.FactView | v.Opposed) -> ArgumentStatement:
    return ArgumentStatement(
        row_id=view.row_id,
        label=view.label,
        anchor=view.anchor,
        text=view.text,
        direction=view.direction,
        standing=view.standing,
        grade=view.grade,
        refs=view.refs,
        origins=view.origins if isinstance(view, v.FactView) else "",
        superseded=view.superseded if isinstance(view, v.FactView) else (),
    )


def _flat(sections: Iterable[v.SectionView]) -> Iterator[v.SectionView]:
    for section in sections:
        yield section
        yield from _flat(section.sections)


def items(sections: Iterable[v.SectionView]) -> Iterator[v.ItemView]:
    """What stands in the sections and those beneath them, in reading order."""
    for section in _flat(sections):
        yield from section.items


_COUNTED = {
    "statement": ("statement", "statements"),
    "prose": ("paragraph", "paragraphs"),
    "table": ("table", "tables"),
    "figure": ("figure", "figures"),
}


def _left_out(rest: Iterable[Remainder], shown: Iterable[Remainder]) -> str:
    """What is not printed, in words, such as "12 statements and 1 table"; empty for nothing.

    Statements that contradict each other are told apart: a contradiction is not passed over in silence.
    """
    printed = {item.row_id for part in shown for item in part.items}
    left = [item for part in rest for item in part.items if item.row_id not in printed]
    kinds = [each.kind for item in left for each in _with_answers(item)]
    disputed = [item for item in left if isinstance(item, ArgumentStatement) and item.answers]
    counted = formatting.joined(
        [
            f"{number}\u00a0{words[number > 1]}"
            for kind, words in _COUNTED.items()
            if (number := kinds.count(kind))
        ]
    )
    pairs = "; ".join(
        f"{formatting.joined(list(_labels(each)))} contradict each other" for each in disputed
    )
    return f"{counted} ({pairs})" if pairs else counted


def _with_answers(item: ArgumentStatement | v.ItemView) -> Iterator[ArgumentStatement | v.ItemView]:
    yield item
    for answer in item.answers if isinstance(item, ArgumentStatement) else ():
        yield from _with_answers(answer)


def _labels(statement: ArgumentStatement) -> Iterator[str]:
    """What the statement and its answers are called; one that the briefing does not use is so called."""
    for each in _with_answers(statement):
        yield getattr(each, "label", "") or "a fact not used"


def _refs(value: object) -> Iterator[v.SourceRef]:
    """Every reference to a source within a view."""
    if isinstance(value, v.SourceRef):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _refs(part)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _refs(getattr(value, name))


def _cited(sources: Sequence[v.SourceView], numbers: set[int]) -> tuple[v.SourceView, ...]:
    """The sources with these numbers and, however far back, those that they repeat."""
    known = {source.number: source for source in sources}
    waiting = list(numbers)
    for number in waiting:
        waiting += [parent for parent in known[number].repeats if parent not in waiting]
    return tuple(source for source in sources if source.number in waiting)
