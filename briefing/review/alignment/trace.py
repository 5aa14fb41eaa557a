"""The support of each word of a wording by its fact."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing.review.text.segmentation import Span


class SupportKind(StrEnum):
    """The relation of a word to the fact; the value is the word under which the trace shows it."""

    SAME = "same"
    FORM = "form"
    SYNONYM = "synonym"
    BROADER = "broader"
    NAME = "name"
    FIGURE = "figure"
    FRAME = "frame"
    THESAURUS = "thesaurus"
    NONE = "not in the fact"


@dataclass(frozen=True, slots=True)
class WordSupport:
    """A word of a wording, characters `start` to `end` (not included), and what supports it.

    `basis` is the word of the fact that supports it, or says what of the fact does; empty for a word of the
    frame. Without support, `replaces` is the word of the statement that it most likely replaces, None where
    it replaces none.
    """

    start: int
    end: int
    kind: SupportKind
    basis: str = ""
    replaces: Span | None = None

    @property
    def is_supported(self) -> bool:
        return self.kind is not SupportKind.NONE


@dataclass(frozen=True, slots=True)
class Trace:
    """The content words of a wording with their support, in the order of the text.

    Words of grammar (articles, prepositions, auxiliaries) are not among them.
    """

    text: str
    words: tuple[WordSupport, ...]

    @property
    def unsupported(self) -> tuple[WordSupport, ...]:
        return tuple(word for word in self.words if not word.is_supported)
