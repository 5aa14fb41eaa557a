"""Regular expressions of the HTML parser, which means to keep them and makes them each time it reads."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tinyhtml5 import inputstream

_Key = tuple[Iterable[str], bool]


class _Expressions(dict[_Key, re.Pattern[str]]):
    """What matches characters that are in a set, or with False those that are not."""

    def __missing__(self, key: _Key) -> re.Pattern[str]:
        characters, are_wanted = key
        listed = "".join(f"\\x{ord(character):02x}" for character in characters)
        expression = self[key] = re.compile(f"[{'' if are_wanted else '^'}{listed}]+")
        return expression


def apply() -> None:
    """Let the parser use these expressions."""
    inputstream.characters_until_regex = _Expressions()
