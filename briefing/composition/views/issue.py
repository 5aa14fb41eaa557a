"""The issue block: the particulars by which an issue is filed, signed and sent."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IssueLine:
    """A particular with its label. An unsigned one names who is to sign, on a rule after the text.

    `role` is the name of the field of the model.
    """

    role: str
    label: str
    text: str
    unsigned: bool = False


@dataclass(frozen=True, slots=True)
class IssueView:
    """The issue block as it is printed.

    `name` joins reference and issue number, and is in the running head; `state` is a word for every issue
    that is not final, else empty. `emblem` is the address of a picture, or empty. `approval` says who
    approved the issue and when; it is empty before.
    """

    reference: str
    number: int
    name: str
    state: str
    lines: tuple[IssueLine, ...]
    emblem: str
    emblem_text: str
    approval: str
