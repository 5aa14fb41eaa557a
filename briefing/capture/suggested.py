"""A value that is suggested for a field, with the words of a passage that it is based on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from briefing.review.text.segmentation import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Suggested(Generic[T]):
    """A value for a field, with the words of the passage that it is based on, and perhaps a reason."""

    value: T
    words: tuple[Span, ...] = ()
    reason: str = ""

    @property
    def basis(self) -> str:
        """The words in quotation marks, or the reason."""
        quoted = ", ".join(f"“{span.text}”" for span in self.words)
        return "; ".join(filter(None, (quoted, self.reason)))
