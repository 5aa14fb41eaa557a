"""The comments of a YAML text, to notice which of them a merge would lose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from briefing.library.yaml_text.nodes import TextNode, UnsupportedLayoutError, parse_nodes

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\r\n]*", re.MULTILINE)
_HEADING = "# Comments that a merge could not put in their place:"


def comments_of(text: str) -> list[str]:
    """Return the comments of a text, each from its number sign on; none for what is not YAML."""
    try:
        root = parse_nodes(text)
    except UnsupportedLayoutError:
        return []
    scalars = [(0, 0), *sorted(_scalars(root, text)), (len(text), len(text))]
    between = ((end, start) for (_, end), (start, _) in pairwise(scalars))
    return [
        match.group().rstrip() for start, end in between for match in _COMMENT.finditer(text, start, end)
    ]


def _scalars(root: TextNode | None, text: str) -> Iterator[tuple[int, int]]:
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        waiting += node.items or ()
        waiting += [part for entry in node.entries or () for part in entry]
        if node.text is not None:
            # A text in the style | or > begins in the line after its sign, which may have a comment.
            start = text.find("\n", node.start, node.end) if node.is_block_text else node.start
            yield max(start, node.start), node.end


def lost_comments(base: str, mine: str, theirs: str, merged: str) -> list[str]:
    """Return the comments that a side added, or both kept, and that the merged text does not have."""
    if all(
        match.group().rstrip() in merged for each in (mine, theirs) for match in _COMMENT.finditer(each)
    ):
        return []  # without parsing four texts
    old, ours, others = (comments_of(each) for each in (base, mine, theirs))
    present, removed = {*comments_of(merged)}, {*old} - ({*ours} & {*others})
    wanted = dict.fromkeys((*ours, *others))
    return [each for each in wanted if each not in present and each not in removed]


def with_comments(text: str, comments: list[str], newline: str) -> str:
    """Return the text with these comments at its end."""
    end = "" if text.endswith("\n") else newline
    return text + end + "".join(line + newline for line in (_HEADING, *comments))
