"""The key of reasons in the list of sources: what several sources share is printed once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefing.composition.views.annexes import SharedReason, SourceView
from briefing.text.number_ranges import number_ranges


def with_own_reasons(sources: Iterable[SourceView]) -> tuple[SourceView, ...]:
    """Leave the own reason only to sources that share their letter and reason with no other."""
    listed = tuple(sources)
    shared = {number for reason in _by_reason(listed).values() if len(reason) > 1 for number in reason}
    return tuple(replace(source, own_reason="") if source.number in shared else source for source in listed)


def shared_reasons(sources: Iterable[SourceView]) -> tuple[SharedReason, ...]:
    """Return the reasons of two sources or more, by letter and then by the first source."""
    shared = {key: numbers for key, numbers in _by_reason(sources).items() if len(numbers) > 1}
    ordered = sorted(shared.items(), key=lambda entry: (entry[0][0], entry[1]))
    return tuple(
        SharedReason(
            letter, reason.removesuffix("."), tuple(number_ranges([str(number) for number in numbers]))
        )
        for (letter, reason), numbers in ordered
    )


def _by_reason(sources: Iterable[SourceView]) -> dict[tuple[str, str], list[int]]:
    """Return the numbers of the sources by letter and reason."""
    numbers = dict[tuple[str, str], list[int]]()
    for source in sources:
        numbers.setdefault((source.letter, source.reason), []).append(source.number)
    return numbers
