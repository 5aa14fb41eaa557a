"""Vertical coordinates in the operators of a page, which are replaced where what is drawn is moved.

A transformation moves it, too, but a viewer rounds the product of transformations: the same line is then a
shade of grey from itself where it was drawn as part of something else that was moved by another distance.
Numbers are the same, whatever was moved. They have six decimals, as which each move can be written.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator

_PER_PX = 1_000_000
_MOST_NUMBERS = 8192
"""Numbers whose text is kept."""
_OPERANDS = {
    b"m": (1,),
    b"l": (1,),
    b"v": (1, 3),
    b"y": (1, 3),
    b"c": (1, 3, 5),
    b"re": (1,),
    b"Tm": (5,),
    b"cm": (5,),
}
"""The operands of each operator that are vertical places."""


def with_places(operators: Iterable[bytes], placed: Callable[[bytes], bytes]) -> Iterator[bytes]:
    """Yield operators with their operands, with what a function makes of each vertical place on the page.

    After a transformation places are not on the page, and are left until the state before it is restored.
    """
    is_transformed, outer = False, list[bool]()
    for operator in operators:
        name = operator[operator.rfind(b" ") + 1 :]
        if name == b"q":
            outer.append(is_transformed)
        elif name == b"Q":
            is_transformed = outer.pop()
        elif name in _OPERANDS and not is_transformed:
            operands = operator.split()
            for place in _OPERANDS[name]:
                operands[place] = placed(operands[place])
            yield b" ".join(operands)
            is_transformed = name == b"cm"
            continue
        yield operator


@functools.lru_cache(_MOST_NUMBERS)
def read(text: bytes) -> int:
    """Return a number of pixels, as it is written, in millionths."""
    return millionths_of(float(text))


def millionths_of(px: float) -> int:
    """Return a distance in millionths of a pixel."""
    return round(px * _PER_PX)


@functools.lru_cache(_MOST_NUMBERS)
def written(number: int) -> bytes:
    """Return a number of millionths as it is written in pixels."""
    whole, rest = divmod(abs(number), _PER_PX)
    text = f"{whole}.{rest:06}".rstrip("0").rstrip(".")
    return (f"-{text}" if number < 0 else text).encode()
