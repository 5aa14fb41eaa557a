"""Faults in a library that prevent nothing: its records load, but a reader of them may be misled."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from briefing.errors import Problem
from briefing.library.layers import LayeredLibrary, LayerKind
from briefing.library.load import LoadReport
from briefing.library.quality.speakers import unnamed_speakers
from briefing.library.records import RecordKey, RecordKind, key_of
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.text.names import is_label


def warnings_of(
    report: LoadReport, catalogue: Catalogue, kinds: Collection[LayerKind] = frozenset(LayerKind)
) -> Iterator[Problem]:
    """Yield the warnings on the facts that come from layers of these kinds, each with its file and line.

    `catalogue` is that of the report's material.
    """
    facts = [
        fact for layer in report.library.layers if layer.kind in kinds for fact in layer.material.facts
    ]
    # Of a fact in several layers, only the version that counts is judged.
    facts = [fact for fact in facts if catalogue.facts[fact.id] is fact]
    for fact in unnamed_speakers(facts, catalogue):
        place = report.place_of(key_of(fact))
        yield _warning(fact, catalogue, str(place.file) if place else "", place.line if place else None)


def record_warnings(library: LayeredLibrary, keys: Iterable[RecordKey]) -> Iterator[Problem]:
    """Yield the warnings on these records of a library, without places."""
    records = (library.record(key) for key in keys if key.kind is RecordKind.FACT)
    catalogue = Catalogue(library.material)
    for fact in unnamed_speakers((each for each in records if isinstance(each, Fact)), catalogue):
        yield _warning(fact, catalogue, "", None)


def _warning(fact: Fact, catalogue: Catalogue, file: str, line: int | None) -> Problem:
    speaker = fact.attributed_to or ""
    if is_label(speaker):
        message = f"The fact '{fact.id}' is attributed to '{speaker}', which names nobody."
        remedy = "Name the person, body or publisher, or say that the name is not known ('unnamed')."
    else:
        others = ", ".join(name for name in catalogue.other_names(speaker) if not is_label(name))
        message = f"The statement of '{fact.id}' does not name its speaker, {speaker}."
        remedy = "Name the speaker in the statement" + (
            f" (or: {others})." if others else ", or list the name that it uses in 'also' of the speaker."
        )
    return Problem(message, remedy, file, line or None, is_warning=True)
