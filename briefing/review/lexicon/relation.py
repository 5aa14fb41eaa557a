"""How one word can replace another."""

from __future__ import annotations

from enum import StrEnum

from briefing.model.value import Value


class RelationKind(StrEnum):
    SAME = "same"
    """The same word, perhaps in another inflected form."""
    FORM = "form"
    """A word derived from the same one: supply, supplier."""
    SYNONYM = "synonym"
    BROADER = "broader"
    """A word for a wider class: weapon for missile. It says less."""
    NAME = "name"
    """Another name of the same country, person or body, or of what speaks for it."""
    ACCEPTED = "accepted"
    """A pair in the thesaurus of the organisation."""


class WordRelation(Value, frozen=True):
    """How a word of a wording follows from a word of a fact; `basis` says by which word or name."""

    kind: RelationKind
    basis: str = ""
