"""A wording and its statement with their correspondence, as the rules for light words need them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.language import Parse, Token
from briefing.review.alignment.holdings import Holdings
from briefing.review.alignment.matching import Alignment, WordMatch
from briefing.review.alignment.words import ContentWord
from briefing.review.lexicon import RelationKind

EVIDENT = frozenset({RelationKind.SAME, RelationKind.FORM})


@dataclass(frozen=True, slots=True)
class Texts:
    """The parse and the content words of a wording, what its fact holds, and which words correspond."""

    parse: Parse
    held: Holdings
    words: tuple[ContentWord, ...]
    alignment: Alignment

    @property
    def statement(self) -> Parse:
        return self.held.statement

    def token(self, word: ContentWord) -> Token:
        return self.parse.tokens[word.index]

    def children(self, index: int, *deps: str) -> list[int]:
        return [each for each in self.parse.children(index) if self.parse.tokens[each].dep in deps]

    def matches_under(self, index: int) -> Iterator[tuple[ContentWord, ContentWord, WordMatch]]:
        """Yield the words that a word governs, each with that of the statement and their match."""
        for number, match in self.alignment.matches.items():
            if self.words[number].head == index and self.words[number].index != index:
                yield self.words[number], self.held.words[match.held], match

    def held_for(self, index: int) -> ContentWord | None:
        """Return the word of the statement that a token corresponds to."""
        number = next((n for n, each in enumerate(self.words) if each.index == index), -1)
        match = self.alignment.matches.get(number)
        return None if match is None else self.held.words[match.held]

    def names(self, word: ContentWord) -> bool:
        """Return whether a word is of a name that the fact has."""
        return word.is_name and word.text.lower().removesuffix("'s") in self.held.name_words
