"""Actors: persons, bodies and states that facts name, with their other names."""

from __future__ import annotations

from briefing.model.origin import Origin
from briefing.model.terms import ActorKind, CountryCode, Line, Slug
from briefing.model.value import Value


class Actor(Value, frozen=True):
    """An actor. Facts name it by `name` or by one of the names in `also`."""

    id: Slug
    name: Line
    kind: ActorKind
    also: tuple[Line, ...] = ()
    country: CountryCode | None = None
    origin: Origin | None = None
