"""The base of every value in the program."""

from __future__ import annotations

import msgspec


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """An immutable value, equal to any other with equal fields, with one serial form: JSON.

    A field at its default is left out of the serial form; an unknown field is refused.
    """
