"""Compare a fact of a briefing with that of the library, with its sources, publishers and treaty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.changes import NewerFact
from briefing.composition.differences.value_words import NONE, field_label, source_words, words_of
from briefing.model.library import Catalogue
from briefing.model.value import Value


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that differs: its name, and its value before and after in words.

    Of a list, `before` holds what is no longer in it and `after` what is new.
    """

    field: str
    before: str
    after: str
    is_list: bool = False

    @property
    def text(self) -> str:
        """The difference in one line, such as "quantity: up to 55 bcm → up to 50 bcm"."""
        if not self.is_list:
            return f"{self.field}: {self.before} → {self.after}"
        parts = ((self.before, "removed"), (self.after, "added"))
        return f"{self.field}: " + "; ".join(f"{what} {verb}" for what, verb in parts if what != NONE)


def differences(newer: NewerFact, library: Catalogue) -> list[FieldDifference]:
    """List all that an update of the fact changes in the briefing: in the fact, its sources and treaty."""
    own = newer.catalogue
    result = list(record_differences(newer.in_briefing, newer.in_library, own, library))
    cited = {each.source_id: None for each in newer.in_library.citations if each.source_id in own.sources}
    for source_id in cited:
        before, after = own.sources[source_id], library.sources[source_id]
        name = source_words(before, own)
        result += record_differences(before, after, own, library, f"{name}, ")
        old, new = own.publisher_of(before), library.publisher_of(after)
        if old.id == new.id:
            result += record_differences(old, new, own, library, f"{old.name}, ")
    treaty_id = newer.in_library.treaty_id
    if treaty_id in own.treaties and treaty_id in library.treaties:
        treaty = own.treaties[treaty_id]
        result += record_differences(
            treaty, library.treaties[treaty_id], own, library, f"{treaty.short_title}, "
        )
    return list(dict.fromkeys(result))


def record_differences(
    before: Value, after: Value, own: Catalogue, library: Catalogue, prefix: str = ""
) -> Iterator[FieldDifference]:
    """Yield the fields in which two records of one type differ; `prefix` names the record."""
    for name in before.__struct_fields__:
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        label = f"{prefix}{field_label(name)}"
        if isinstance(old, tuple) and isinstance(new, tuple):
            yield _list_difference(label, name, (old, own), (new, library))
        else:
            yield FieldDifference(label, words_of(old, name, own), words_of(new, name, library))


_Side = tuple[tuple[object, ...], Catalogue]


def _list_difference(label: str, name: str, old: _Side, new: _Side) -> FieldDifference:
    """Return the elements that one list lacks, or both lists where only the order or a detail differs."""
    removed = tuple(each for each in old[0] if each not in new[0])
    added = tuple(each for each in new[0] if each not in old[0])
    before, after = words_of(removed, name, old[1]), words_of(added, name, new[1])
    if before == after:
        return FieldDifference(
            label, words_of(old[0], name, old[1]), f"{words_of(new[0], name, new[1])} (changed)"
        )
    return FieldDifference(label, before, after, is_list=True)
