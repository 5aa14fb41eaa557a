"""Parse YAML 1.2 and JSON into nodes, safely for files that are not trusted.

YAML is read from libyaml's event stream, not by a recursive composer, so that depth needs no stack.
Anchors, aliases and tags are refused, so that no text can expand beyond its own size.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml import events as ev

from briefing.codec.node import Node
from briefing.errors import BriefingError, Problem
from briefing.input_file import read_regular, real_path
from briefing.text import characters

MAX_FILE_BYTES = 16 * 2**20
MAX_DEPTH = 40
MAX_NODES = {"YAML": 500_000, "JSON": 2_000_000}
"""The number of values in a file: parsed, each takes many times its size in memory."""

_BLOCK_STYLES = ("|", ">")

_LIKE_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\"\[\]{\d]|[\[{]\s*\Z)")
"""The beginning of a text that is meant as JSON and not as a flow collection of YAML."""

_CONFLICT = re.compile(r"^<{7} .*?^={7}\r?$.*?^>{7} ", re.MULTILINE | re.DOTALL)
"""A conflict as version control systems mark it. No text at the beginning of a line looks like that."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _MalformedError(Exception):
    def __init__(self, message: str, remedy: str, mark: Any = None) -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy
        self.line = mark.line + 1 if mark is not None else None
        self.column = mark.column + 1 if mark is not None else None


class _NotJsonError(_MalformedError):
    """A text is not JSON from the character `position` on."""

    def __init__(self, error: json.JSONDecodeError) -> None:
        super().__init__(f"This is not JSON: {error.msg}.", "Correct the syntax at this place.")
        self.line, self.column, self.position = error.lineno, error.colno, error.pos


def read_text(path: Path, *, inside: Path | None = None) -> str:
    """Read the UTF-8 text of a regular file of at most `MAX_FILE_BYTES`.

    With `inside`, links that lead out of that folder are refused. Raises BriefingError with the file and,
    for wrong encoding, the line.
    """
    name = str(path)
    target = real_path(path)
    if inside is not None and not target.is_relative_to(real_path(inside)):
        raise BriefingError(
            Problem(
                f"The file is a link that leads out of its folder, to {target}.",
                "Put the file itself into the folder.",
                name,
            )
        )
    return decode_text(
        read_regular(path, MAX_FILE_BYTES, "Split it, or check that it is the right file."), name
    )


def decode_text(raw: bytes, name: str) -> str:
    """Decode UTF-8, with or without a byte order mark. Raises BriefingError with the line at fault."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BriefingError(
            Problem(
                f"The text is not UTF-8 (byte 0x{raw[error.start]:02x}).",
                "Save the file again with UTF-8 encoding.",
                name,
                line,
            )
        ) from None


def read_document(path: Path, *, inside: Path | None = None) -> Node:
    """Read a YAML or JSON file with one document. Raises BriefingError."""
    return parse_text(read_text(path, inside=inside), str(path))


def parse_text(text: str, name: str) -> Node:
    """Parse the one YAML or JSON document in `text`; `name` is the file in errors. Raises BriefingError."""
    try:
        _require_merged(text)
        if text.lstrip()[:1] in ("{", "["):
            return _parse_json_or_flow(text)
        return _parse_yaml(text)
    except _MalformedError as error:
        problem = Problem(error.message, error.remedy, name, error.line, error.column)
        raise BriefingError(problem) from None


def _require_merged(text: str) -> None:
    """Raise _MalformedError where a text has the marks of a conflict between two versions."""
    if "<<<<<<< " not in text or (match := _CONFLICT.search(text)) is None:
        return
    malformed = _MalformedError(
        "Two versions of the file were merged here, and the conflict between them is not settled.",
        "Keep the lines of one version, or of both, and remove those with <<<<<<<, ======= and >>>>>>>.",
    )
    malformed.line = text.count("\n", 0, match.start()) + 1
    raise malformed


def _parse_json_or_flow(text: str) -> Node:
    """Parse JSON, or else YAML that begins with a flow collection, such as ``{id: one}``."""
    try:
        return _parse_json(text)
    except _NotJsonError as not_json:
        is_json = _LIKE_JSON.match(text) is not None
        if is_json and not text[not_json.position : not_json.position + 1].isalpha():
            raise
        try:
            return _parse_yaml(text)
        except _MalformedError as not_yaml:
            raise not_json if is_json else not_yaml from None


def _parse_json(text: str) -> Node:
    if text.count(",") > MAX_NODES["JSON"]:  # at least as many as there are values
        raise _too_many("JSON", None)
    try:
        value = json.loads(text, object_pairs_hook=_Pairs, parse_int=_Number, parse_float=_Number)
    except json.JSONDecodeError as error:
        raise _NotJsonError(error) from None
    except RecursionError:
        raise _too_deep(None) from None
    return _from_json(value, 0)


class _Pairs(list[tuple[str, Any]]):
    """The members of a JSON object, duplicates included."""


class _Number(str):
    """The digits of a JSON number."""

    __slots__ = ()


def _from_json(value: Any, depth: int) -> Node:
    if depth > MAX_DEPTH:
        raise _too_deep(None)
    if isinstance(value, _Pairs):
        entries = [(Node(0, 0, key, plain=False), _from_json(item, depth + 1)) for key, item in value]
        return Node(0, 0, entries=entries)
    if isinstance(value, list):
        return Node(0, 0, items=[_from_json(item, depth + 1) for item in value])
    if value is None or isinstance(value, bool):
        return Node(0, 0, json.dumps(value))
    return Node(0, 0, str(value), plain=isinstance(value, _Number))


def _parse_yaml(text: str) -> Node:
    try:
        return _build(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        raise _malformed_yaml(error, text) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        character = chr(error.character) if isinstance(error.character, int) else error.character
        unwanted = characters.UnwantedCharacter(error.position, character)
        message = f"The text contains {unwanted.code} ({unwanted.name}), which YAML does not allow."
        malformed = _MalformedError(message, characters.REMEDY)
        malformed.line = line
        raise malformed from None


def _malformed_yaml(error: yaml.MarkedYAMLError, text: str) -> _MalformedError:
    fault = str(error.problem or error.context or "")
    mark = error.problem_mark or error.context_mark
    if mark is not None and text[mark.index : mark.index + 1] == "\t":
        fault, remedy = "a tab is used for indentation", "Indent with spaces."
    elif "mapping values are not allowed" in fault:
        remedy = "Put quotes around a text that contains a colon, and check the indentation."
    else:
        remedy = "Check quotes, brackets and indentation here and in the line above."
    return _MalformedError(f"This is not YAML: {fault}.", remedy, mark)


def _too_deep(mark: Any) -> _MalformedError:
    return _MalformedError(f"The text nests more than {MAX_DEPTH} levels deep.", "Flatten it.", mark)


def _too_many(language: str, mark: Any) -> _MalformedError:
    message = f"The text has more than {MAX_NODES[language]:,} values."
    return _MalformedError(message, "Split it, or check that it is the right file.", mark)


def _build(stream: Iterator[Any]) -> Node:
    """Build the nodes of one document from parser events, without recursion."""
    root: Node | None = None
    open_nodes: list[tuple[Node, list[Node]]] = []
    number = 0
    for event in stream:
        if isinstance(event, ev.DocumentStartEvent) and root is not None:
            raise _MalformedError(
                "A second document begins.", "Keep one document to a file.", event.start_mark
            )
        if not isinstance(event, (ev.NodeEvent, ev.CollectionEndEvent)):
            continue
        if isinstance(event, ev.CollectionEndEvent):
            _close(*open_nodes.pop())
            continue
        node = _node_of(event)
        number += 1
        if number > MAX_NODES["YAML"]:
            raise _too_many("YAML", event.start_mark)
        if open_nodes:
            open_nodes[-1][1].append(node)
        else:
            root = node
        if node.text is None:
            if len(open_nodes) >= MAX_DEPTH:
                raise _too_deep(event.start_mark)
            open_nodes.append((node, []))
    return root if root is not None else Node(1, 1, "")


def _node_of(event: Any) -> Node:
    mark = event.start_mark
    if event.anchor is not None:
        raise _MalformedError(
            f"The text uses an anchor or alias ('{event.anchor}').", "Write the value out.", mark
        )
    if getattr(event, "tag", None) not in (None, "!"):
        raise _MalformedError(f"The text uses a tag ('{event.tag}').", "Leave the tag out.", mark)
    line, column = mark.line + 1, mark.column + 1
    if isinstance(event, ev.ScalarEvent):
        # The line break at the end of a block (| or >) ends the block; it is not part of a text.
        text = event.value.rstrip("\n") if event.style in _BLOCK_STYLES else event.value
        return Node(line, column, text, plain=event.implicit[0])
    if isinstance(event, ev.SequenceStartEvent):
        return Node(line, column, items=[])
    return Node(line, column, entries=[])


def _close(node: Node, children: list[Node]) -> None:
    if node.items is not None:
        node.items = children
    else:
        node.entries = list(zip(children[::2], children[1::2], strict=True))
