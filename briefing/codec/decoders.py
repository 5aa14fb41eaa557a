"""Decoders of msgspec that several threads may use from the first time on.

msgspec (0.22) describes a struct when a decoder first needs it, and gives the lock of the interpreter away
meanwhile. Another thread that needs the same struct uses the unfinished description, and the process ends
with a segmentation fault. So every decoder of structs that threads share is made here, one after the other.
"""

from __future__ import annotations

import functools
from threading import RLock
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")
DESCRIBING = RLock()
"""Held while structs are described."""


def json_decoder(type_: type[T]) -> msgspec.json.Decoder[T]:
    """Return the decoder of a type from JSON."""
    with DESCRIBING:
        decoder: msgspec.json.Decoder[T] = _json_decoder(cast("Any", type_))
        return decoder


def msgpack_decoder(type_: type[T]) -> msgspec.msgpack.Decoder[T]:
    """Return the decoder of a type from MessagePack."""
    with DESCRIBING:
        decoder: msgspec.msgpack.Decoder[T] = _msgpack_decoder(cast("Any", type_))
        return decoder


@functools.cache
def _json_decoder(type_: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(type_)


@functools.cache
def _msgpack_decoder(type_: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(type_)
