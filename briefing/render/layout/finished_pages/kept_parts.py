"""Laid-out parts by their HTML, or that and their place: those of the last whole document, and others."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

P = TypeVar("P")


class KeptParts(Generic[P]):
    """Keeps all parts of the whole document that was laid out last, and of the others the latest.

    While a document is edited, only what changed is laid out for each letter, and the whole document when
    there is time. So the parts that are not in view are not used for long, and must not be forgotten.
    """

    def __init__(self, most: int, is_worth: Callable[[P], bool] = lambda _: True) -> None:
        self.most = most
        """So many others are kept until a whole document is laid out, those that were used last."""
        self._is_worth = is_worth
        """Returns whether a part of a former document is worth to be kept."""
        self._whole: dict[Hashable, P] = {}
        self._others: OrderedDict[Hashable, P] = OrderedDict()
        self._used: set[Hashable] | None = None

    def __len__(self) -> int:
        return len(self._whole) + len(self._others)

    def get(self, key: Hashable) -> P | None:
        """Return a part that is kept."""
        part = self._whole.get(key)
        return self._others.get(key) if part is None else part

    def keep(self, key: Hashable, part: P) -> None:
        """Keep a part as the one that was used last."""
        if self._used is not None:
            self._used.add(key)
        if key in self._whole:
            self._whole[key] = part
            return
        self._others[key] = part
        self._others.move_to_end(key)
        if len(self._others) > self.most:
            self._others.popitem(last=False)

    @contextmanager
    def whole_document(self, most_others: int) -> Iterator[None]:
        """Keep the parts that are used from here to the end as those of the document, and so many others.

        If the layout is interrupted, the parts of the document before it are kept.
        """
        self._used = set()
        try:
            yield
            self._take_for_whole(self._used, most_others)
        finally:
            self._used = None

    def _take_for_whole(self, used: set[Hashable], most_others: int) -> None:
        former = self._whole
        known = {**former, **self._others}
        self._whole = {key: known[key] for key in used if key in known}
        others = [
            (key, part) for key, part in known.items() if key not in self._whole and self._is_worth(part)
        ]
        self._others = OrderedDict(others[-most_others:])
