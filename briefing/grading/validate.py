"""Check what a scheme file must observe beyond the types of its fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.codec import Node, Reader
from briefing.grading.scheme import End, Scale, ScaleTerm, Scheme


def check_scheme(reader: Reader, node: Node, scheme: Scheme) -> None:
    """Note in `reader` each contradiction in a scheme that was read from `node`, with its place."""
    scale_nodes = _items(node.get("scales"))
    for number in _repeated([scale.id for scale in scheme.scales]):
        message = f"There are two scales with the id '{scheme.scales[number].id}'."
        reader.note(scale_nodes[number], f"scales[{number}].id", message, "Give each scale its own id.")
    if not scheme.scales:
        reader.note(node, "scales", "The scheme has no scale.", "Add one.")
    for number, (scale, scale_node) in enumerate(zip(scheme.scales, scale_nodes, strict=True)):
        _check_scale(reader, scale_node, f"scales[{number}]", scale)


def _check_scale(reader: Reader, node: Node, place: str, scale: Scale) -> None:
    for message, remedy in _scale_problems(scale):
        reader.note(node, place, message, remedy)
    _check_terms(reader, node, place, scale.terms, max(1, len(scale.rows)))
    for number, (factor, inner) in enumerate(zip(scale.factors, _items(node.get("factors")), strict=True)):
        _check_terms(reader, inner, f"{place}.factors[{number}]", factor.terms, 1)


def _scale_problems(scale: Scale) -> Iterator[tuple[str, str]]:
    if len({factor.id for factor in scale.factors}) < len(scale.factors):
        yield "Two factors have the same id.", "Give each factor its own id."
    if scale.ramp and len(scale.ramp) != scale.top_level:
        yield (
            f"The ramp has {len(scale.ramp)} colours for {scale.top_level} levels.",
            "Give one colour for each level, or leave the ramp out.",
        )


def _check_terms(
    reader: Reader, node: Node, place: str, terms: Sequence[ScaleTerm], word_count: int
) -> None:
    nodes = _items(node.get("terms"))
    if not terms:
        reader.note(node, place, "There is no term.", "Add the terms.")
        return
    for number in _repeated([term.id for term in terms]):
        message = f"There are two terms with the id '{terms[number].id}'."
        reader.note(nodes[number], f"{place}.terms[{number}].id", message, "Give each term its own id.")
    levels = sorted(term.level for term in terms if term.level is not None)
    if levels != list(range(1, len(levels) + 1)):
        message = f"The levels are {', '.join(map(str, levels))}."
        levels_node = node.get("terms") or node
        reader.note(levels_node, f"{place}.terms", message, "Number them from 1, and use each number once.")
    for number, (term, term_node) in enumerate(zip(terms, nodes, strict=True)):
        for field, message, remedy in _term_problems(term, word_count):
            field_node = term_node.get(field) or term_node
            reader.note(field_node, f"{place}.terms[{number}].{field}", message, remedy)


def _term_problems(term: ScaleTerm, word_count: int) -> Iterator[tuple[str, str, str]]:
    if len(term.words) != word_count:
        rows = f"{word_count} row{'' if word_count == 1 else 's'}"
        message = f"The scale has {rows} of words, and the term {len(term.words)} words."
        yield "words", message, "Give one word for each row."
    if (term.low is None) != (term.high is None):
        field = "low" if term.high is None else "high"
        yield field, "The band has only one end.", "Give both 'low' and 'high', or neither."
    elif term.low is not None and term.high is not None:
        if term.low > term.high or (term.low == term.high and End.OPEN in {term.low_end, term.high_end}):
            message = f"No number lies between {term.low:g} and {term.high:g}."
            yield "low", message, "Give the lower end as 'low' and the upper end as 'high'."
        elif term.value is not None and not term.low <= term.value <= term.high:
            yield "value", f"{term.value:g} lies outside the band.", "Give a number within the band."


def _repeated(ids: Sequence[str]) -> Iterator[int]:
    """Yield the index of each id that occurs earlier in the list too."""
    return (number for number, id_ in enumerate(ids) if id_ in ids[:number])


def _items(node: Node | None) -> list[Node]:
    return node.items or [] if node is not None else []
