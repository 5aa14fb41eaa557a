"""What a scheme file must keep to beyond the form of its fields, each fault with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.codec import Node, Reader
from briefing.grading.scheme import End, Scale, ScaleTerm, Scheme


def note_faults(reader: Reader, node: Node, scheme: Scheme) -> None:
    """Note in `reader` where a scheme that has the right form makes no sense."""
    scale_nodes = _items(node.get("scales"))
    for number in _repeated([scale.id for scale in scheme.scales]):
        message = f"'{scheme.scales[number].id}' is given twice."
        reader.note(scale_nodes[number], f"scales[{number}].id", message, "Give each scale its own id.")
    if not scheme.scales:
        reader.note(node, "scales", "The scheme has no scale.", "Add one.")
    for number, (scale, at) in enumerate(zip(scheme.scales, scale_nodes, strict=True)):
        place = f"scales[{number}]"
        for message, remedy in _scale_faults(scale):
            reader.note(at, place, message, remedy)
        _note_terms(reader, at, place, scale.terms, max(1, len(scale.rows)))
        for n, (factor, inner) in enumerate(zip(scale.factors, _items(at.get("factors")), strict=True)):
            _note_terms(reader, inner, f"{place}.factors[{n}]", factor.terms, 1)


def _scale_faults(scale: Scale) -> Iterator[tuple[str, str]]:
    if len({factor.id for factor in scale.factors}) < len(scale.factors):
        yield "Two factors have the same id.", "Give each its own."
    if scale.ramp and len(scale.ramp) != scale.top_level:
        yield (
            f"The ramp has {len(scale.ramp)} colours for {scale.top_level} levels.",
            "Give one colour for each level, or leave the ramp out.",
        )


def _note_terms(
    reader: Reader, node: Node, place: str, terms: Sequence[ScaleTerm], words_wanted: int
) -> None:
    nodes = _items(node.get("terms"))
    if not terms:
        reader.note(node, place, "There is no term.", "Add the terms.")
        return
    for number in _repeated([term.id for term in terms]):
        message = f"'{terms[number].id}' is given twice."
        reader.note(nodes[number], f"{place}.terms[{number}].id", message, "Keep one.")
    levels = sorted(term.level for term in terms if term.level is not None)
    if levels != list(range(1, len(levels) + 1)):
        said = ", ".join(map(str, levels))
        reader.note(
            node.get("terms") or node,
            f"{place}.terms",
            f"The levels are {said}.",
            "Count them from 1, each once.",
        )
    for number, (term, at) in enumerate(zip(terms, nodes, strict=True)):
        for field, message, remedy in _term_faults(term, words_wanted):
            reader.note(at.get(field) or at, f"{place}.terms[{number}].{field}", message, remedy)


def _term_faults(term: ScaleTerm, words_wanted: int) -> Iterator[tuple[str, str, str]]:
    if len(term.words) != words_wanted:
        wanted = f"One word for each row is wanted, {words_wanted} in all; here are {len(term.words)}."
        yield "words", wanted, "Give as many words as the scale has rows."
    if (term.low is None) != (term.high is None):
        given = "low" if term.high is None else "high"
        yield given, "A band has two ends.", "Give both 'low' and 'high', or neither."
    elif term.low is not None and term.high is not None:
        if term.low > term.high or (term.low == term.high and End.OPEN in {term.low_end, term.high_end}):
            yield "low", f"No number lies from {term.low:g} to {term.high:g}.", "Put the lower end first."
        elif term.value is not None and not term.low <= term.value <= term.high:
            yield "value", f"{term.value:g} lies outside the band.", "Give a number of the band."


def _repeated(ids: Sequence[str]) -> Iterator[int]:
    """The places of ids that stand earlier already."""
    return (number for number, each in enumerate(ids) if each in ids[:number])


def _items(node: Node | None) -> list[Node]:
    return node.items or [] if node is not None else []
