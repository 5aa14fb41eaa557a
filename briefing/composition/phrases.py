"""The printed phrases by language: headings, column titles, lead-ins, empty-state sentences.

Every format takes its words from this one catalogue, in ``resources/phrases``. English is complete; a
phrase that another language lacks is printed in English.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import babel

from briefing import paths
from briefing.codec import Node, read_document
from briefing.errors import BriefingError, Problem

ENGLISH = "en"
COUNT = "count"
"""The value that decides between the plural forms of a phrase."""
_FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")

Forms = Mapping[str, str]
"""The text of a phrase by plural form; ``other`` alone where the number does not matter."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases in one language. `catalogues` are by language, the one to prefer first."""

    catalogues: tuple[tuple[str, Mapping[str, Forms]], ...]

    def __call__(self, phrase_id: str, /, **values: object) -> str:
        """Return a phrase with its placeholders filled. Raises LookupError for an unknown id or name."""
        return "".join(str(piece) for piece in self.pieces(phrase_id, values))

    def pieces(self, phrase_id: str, values: Mapping[str, object]) -> Iterator[object]:
        """Yield the words and the values of a phrase in order, for text with marks and links.

        Raises LookupError for an unknown id, or a placeholder without a value.
        """
        # With one group the texts and the placeholders alternate.
        for number, piece in enumerate(_PLACEHOLDER.split(self._text(phrase_id, values.get(COUNT)))):
            if number % 2:
                yield values[piece]
            elif piece:
                yield piece

    def _text(self, phrase_id: str, count: object) -> str:
        for language, phrases in self.catalogues:
            if (forms := phrases.get(phrase_id)) is not None:
                return forms.get(_form(language, count), forms["other"])
        raise LookupError(f"there is no phrase '{phrase_id}'")


def _form(language: str, count: object) -> str:
    if not isinstance(count, int):
        return "other"
    return str(babel.Locale.parse(language, sep="-").plural_form(count))


def english() -> Mapping[str, Forms]:
    """Every phrase that there is, by id."""
    return load_phrases(paths.resources() / "phrases" / f"{ENGLISH}.yaml")


def phrases_in(language: str) -> Phrases:
    """Return the phrases for a document in this language, such as ``en-GB`` or ``fa``."""
    return _phrases_in(language, paths.resources())


@functools.cache
def _phrases_in(language: str, resources: Path) -> Phrases:
    tags = dict.fromkeys((language, language.partition("-")[0], ENGLISH))
    files = {tag: resources / "phrases" / f"{tag}.yaml" for tag in tags}
    return Phrases(tuple((tag, load_phrases(path)) for tag, path in files.items() if path.is_file()))


@functools.cache
def load_phrases(path: Path) -> Mapping[str, Forms]:
    """Return the phrases of one file by ``subject.name``. Raises BriefingError with file and line."""
    phrases: dict[str, Forms] = {}
    for subject, group in _entries(read_document(path), path):
        for name, node in _entries(group, path):
            phrases[f"{subject}.{name}"] = _forms(node, path)
    return phrases


def placeholders(forms: Forms) -> frozenset[str]:
    """Return the names of all placeholders of a phrase, in any of its forms."""
    return frozenset(name for text in forms.values() for name in _PLACEHOLDER.findall(text))


def _forms(node: Node, path: Path) -> Forms:
    if node.text is not None:
        return {"other": node.text}
    forms = {form: text.text or "" for form, text in _entries(node, path)}
    if "other" not in forms or not _FORMS.issuperset(forms):
        raise _refusal(
            node, path, f"A phrase has the form 'other' and some of {', '.join(sorted(_FORMS))}."
        )
    return forms


def _entries(node: Node, path: Path) -> list[tuple[str, Node]]:
    if node.entries is None:
        raise _refusal(node, path, "Names and phrases are expected here.")
    return [(key.text or "", value) for key, value in node.entries]


def _refusal(node: Node, path: Path, message: str) -> BriefingError:
    return BriefingError(Problem(message, "Correct the phrases.", str(path), node.line))
