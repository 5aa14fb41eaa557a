"""The base of every value in the program."""

from __future__ import annotations

import msgspec


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An immutable value with value equality and one serial form: JSON.

    The serial form contains every field, so that equal values have equal bytes: msgspec recognises defaults
    by identity, and would omit a default but not an equal value. Unknown fields are refused.
    """
