"""The base of every value in the program."""

from __future__ import annotations

import msgspec


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An immutable value, equal to any other with equal fields, with one serial form: JSON.

    The serial form holds every field, so that equal values have equal bytes: msgspec tells a default from
    an equal value by identity, and would leave out the one and not the other. An unknown field is refused.
    """
