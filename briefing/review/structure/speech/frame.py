"""A frame: words by which somebody states something, and what they govern."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FrameKind(StrEnum):
    VERB = "verb"
    """A verb of saying with a subject: "Putin says", "says Putin", "Putin, saying that"."""
    PASSIVE = "passive"
    """A passive without an agent: "is reported to", "it is said that"."""
    PHRASE = "phrase"
    """A prepositional phrase: "according to Putin", "in Putin's words"."""
    NOUN = "noun"
    """A noun of saying: "Putin's claim that"."""
    ADVERB = "adverb"
    """An adverb or adjective: "reportedly", "alleged"."""
    HEADLINE = "headline"
    """A name before a colon or after a dash: "Putin: gas may flow"."""


@dataclass(frozen=True, slots=True)
class SpeechFrame:
    """A statement of somebody: `marker` is its verb or noun, `speaker` the head of its subject.

    `scope` has the tokens that it governs. `speaker` is None where nobody is named.
    """

    kind: FrameKind
    marker: int
    speaker: int | None
    scope: frozenset[int]
