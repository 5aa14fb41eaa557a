"""The values of the file of an organisation."""

from __future__ import annotations

import re
from typing import Annotated

from msgspec import Meta

from briefing.model.terms import Line
from briefing.model.value import Value

_PLACE = re.compile(r"\{([^{}]*)\}")
_PLACES = frozenset({"year", "number"})
_DEFAULT_DIGITS = 1


def check_reference(pattern: str) -> None:
    """Raise ValueError where a pattern of references has no number, or a place that is unknown."""
    names = [name.partition(":")[0] for name in _PLACE.findall(pattern)]
    unknown = sorted(set(names) - _PLACES)
    if unknown:
        raise ValueError(f"'{{{unknown[0]}}}' is unknown. Use {{year}} and {{number}}.")
    if names.count("number") != 1:
        raise ValueError("The pattern needs {number} once, such as 'PPU {year}/{number}'.")
    if any(not re.fullmatch(r"(year|number)(:\d)?", name) for name in _PLACE.findall(pattern)):
        raise ValueError("After a colon is the number of digits, such as {number:3}.")


ReferencePattern = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=200,
        description="a pattern of references, such as PPU {year}/{number}",
        extra={"rule": check_reference, "saved_rule": check_reference},
    ),
]


class Person(Value, frozen=True):
    """Somebody who prepares, reviews or approves briefings."""

    name: Line
    post: str = ""


class Organisation(Value, frozen=True):
    """What new briefings begin with, and what dialogs offer.

    `emblem` is the name of a picture beside the file. `distribution` maps the name of a list to its
    addressees; `distribution_by_default` is the list that new briefings begin with. `review_after_months`
    proposes the date of the next review.
    """

    unit: str = ""
    emblem: str = ""
    reference: ReferencePattern | None = None
    people: tuple[Person, ...] = ()
    distribution: dict[str, tuple[Line, ...]] = {}
    distribution_by_default: str = ""
    copies: tuple[Line, ...] = ()
    contact: str = ""
    marking: str = ""
    approval_required: bool = False
    review_after_months: Annotated[int, Meta(ge=1, le=240)] | None = None

    def post_of(self, name: str) -> str:
        """Return the post of a person; empty for one who is not in the list."""
        return next((person.post for person in self.people if person.name == name), "")


class ReferenceScheme:
    """A pattern of references, such as ``PPU {year}/{number:3}``."""

    def __init__(self, pattern: str) -> None:
        check_reference(pattern)
        self._pattern = pattern

    def reference(self, year: int, number: int) -> str:
        def written(match: re.Match[str]) -> str:
            name, _, digits = match[1].partition(":")
            value = year if name == "year" else number
            return str(value).zfill(int(digits or _DEFAULT_DIGITS))

        return _PLACE.sub(written, self._pattern)

    def number_in(self, reference: str, year: int) -> int | None:
        """Return the number in a reference of that year; None for one of another form or year."""
        parts = _PLACE.split(self._pattern)
        pattern = "".join(
            re.escape(part) if index % 2 == 0 else self._expression(part, year)
            for index, part in enumerate(parts)
        )
        match = re.fullmatch(pattern, reference)
        return int(match["number"]) if match else None

    def _expression(self, place: str, year: int) -> str:
        name, _, digits = place.partition(":")
        if name == "number":
            return r"(?P<number>\d{1,9})"
        return re.escape(str(year).zfill(int(digits or _DEFAULT_DIGITS)))

    def next_number(self, used: tuple[str, ...], year: int) -> int:
        """Return the number after the highest that was used in that year."""
        numbers = (self.number_in(reference, year) for reference in used)
        return max((number for number in numbers if number is not None), default=0) + 1
