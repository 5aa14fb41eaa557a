"""The files of contrast sets: those of the program, and one of the organisation beside its defaults."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from briefing import paths
from briefing.codec import Node, Reader, read_document
from briefing.errors import BriefingError, Problem
from briefing.model.value import Value
from briefing.organisation import organisation_file
from briefing.review.lexicon.contrast_sets import PARTS, ContrastSet, SetKind

FILE_NAME = "contrasts.yaml"
_LEAST_MEMBERS = 2


class _ContrastFile(Value, frozen=True):
    sets: tuple[ContrastSet, ...]


def read_contrast_sets(path: Path, known: Iterable[ContrastSet] = ()) -> tuple[ContrastSet, ...]:
    """Read the sets of a file. Raises BriefingError with all problems, each with its place.

    `known` are the sets that those of the file may add words to.
    """
    node = read_document(path)
    reader = Reader(str(path))
    content: _ContrastFile = reader.read(node, _ContrastFile)
    if not reader.problems:
        _note_broken_rules(reader, node, content, {each.id for each in known})
    if reader.problems:
        raise BriefingError(reader.problems)
    return content.sets


def _note_broken_rules(reader: Reader, node: Node, content: _ContrastFile, known: set[str]) -> None:
    seen: set[str] = set()
    sets = node.get("sets")
    for number, each in enumerate(content.sets):
        place = sets.items[number] if sets is not None and sets.items is not None else node
        if each.id in seen:
            message = f"There are two sets '{each.id}'."
            reader.note(place.get("id") or place, f"sets[{number}].id", message, "Rename one of them.")
        objections = _to_addition(each, known) if each.adds_to else _to_set(each)
        for field, message, remedy in objections:
            where = place.get(field) or place
            reader.note(where, f"sets[{number}].{field}", message, remedy)
        seen.add(each.id)


def _to_addition(each: ContrastSet, known: set[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the field, message and remedy of each rule that a set breaks which adds words to another."""
    if each.adds_to not in known:
        close = difflib.get_close_matches(each.adds_to or "", sorted(known), n=1)
        remedy = f"Did you mean '{close[0]}'?" if close else "Use the id of a set of the program."
        yield "adds_to", f"There is no set '{each.adds_to}'.", remedy


def _to_set(each: ContrastSet) -> Iterator[tuple[str, str, str]]:
    """Yield the field, message and remedy of each rule that a set breaks."""
    if each.part and each.part not in PARTS:
        yield "part", f"'{each.part}' is no part of speech.", f"Use one of: {', '.join(PARTS)}."
    if len(each.all_members()) < _LEAST_MEMBERS and each.kind is not SetKind.SYNONYMS:
        yield "members", "A set needs two members.", "Add what the first one is contrasted with."
    if each.weaker_allowed and each.kind is not SetKind.SCALE:
        yield "weaker_allowed", "Only a scale has weaker members.", "Make it 'kind: scale', or remove this."
    if each.besides and each.kind is not SetKind.SCALE:
        yield "besides", "Only a scale has members besides its order.", "Put them under 'members'."
    for name in sorted(set(each.members) & set(each.besides)):
        yield "besides", f"'{name}' is a member already.", "Keep one."
    for name, kinds in each.includes.items():
        for unknown in (n for n in (name, *kinds) if n not in each.all_members()):
            yield "includes", f"There is no member '{unknown}'.", _one_of(each.all_members())


def _one_of(names: Iterable[str]) -> str:
    return f"Use one of: {', '.join(names)}."


@functools.cache
def bundled_contrast_sets() -> tuple[ContrastSet, ...]:
    """Return the sets of all files, in the order of the files' names."""
    files = sorted((paths.resources() / "review" / "contrasts").glob("*.yaml"))
    return tuple(each for file in files for each in read_contrast_sets(file))


def with_own(bundled: Iterable[ContrastSet], own: Iterable[ContrastSet]) -> tuple[ContrastSet, ...]:
    """Return all sets; one of the organisation adds to a bundled one, or replaces that with the same id."""
    by_id = {each.id: each for each in bundled}
    for each in own:
        if each.adds_to is None:
            by_id[each.id] = each
        elif each.adds_to in by_id:
            by_id[each.adds_to] = by_id[each.adds_to].with_words_of(each)
    return tuple(by_id.values())


def problems_in(path: Path) -> Sequence[Problem]:
    """Return what is wrong in a file of the organisation; nothing where there is no file."""
    try:
        if path.exists():
            read_contrast_sets(path, bundled_contrast_sets())
    except BriefingError as error:
        return error.problems
    return ()


def own_contrasts_file() -> Path:
    """Return the file of the organisation, which need not exist."""
    return organisation_file().parent / FILE_NAME
