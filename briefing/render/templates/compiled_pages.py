"""Compiled pages of templates, kept for the next environment that reads the same text."""

from __future__ import annotations

import marshal
import threading
from collections import OrderedDict
from types import CodeType

import jinja2
from jinja2.bccache import Bucket

_MOST_PAGES = 512
_compiled: OrderedDict[tuple[str, str, str], CodeType] = OrderedDict()
_lock = threading.Lock()


def pages_as_bytes() -> bytes:
    """Return the pages that are kept, for another process of this program."""
    with _lock:
        return marshal.dumps(list(_compiled.items()))


def add_pages(content: bytes) -> None:
    """Keep the pages that another process of this program has compiled."""
    pages = marshal.loads(content)  # noqa: S302 - of this program
    with _lock:
        _compiled.update(pages)


class CompiledPages(jinja2.BytecodeCache):
    """Keeps the code of pages in memory, by language, file and text.

    Jinja applies filters to constants when it compiles, and some filters depend on the language.
    """

    def __init__(self, language: str) -> None:
        self._language = language

    def load_bytecode(self, bucket: Bucket) -> None:
        with _lock:
            bucket.code = _compiled.get(self._key(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is None:
            return
        with _lock:
            _compiled[self._key(bucket)] = bucket.code
            if len(_compiled) > _MOST_PAGES:
                _compiled.popitem(last=False)

    def _key(self, bucket: Bucket) -> tuple[str, str, str]:
        return (self._language, bucket.key, bucket.checksum)
