"""The manifest of a template, `template.yaml`: its options, its parts and the version it is written for."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from briefing.composition.template_traits import Derived
from briefing.model.briefing import OptionValue
from briefing.model.terms import Line, Slug, Text
from briefing.model.value import Value

API = 1
"""The version of the template interface, which is described in docs/reference/template-interface.md.

A name that templates see is never removed or given another meaning without a new version, and an adapter
that gives templates of the versions before what they know.
"""


Colour = Annotated[str, Meta(pattern=r"^#[0-9a-f]{6}$", description="a colour such as #14405e")]


class OptionKind(StrEnum):
    BOOLEAN = "boolean"
    CHOICE = "choice"
    NUMBER = "number"
    TEXT = "text"


class OptionSpec(Value, frozen=True):
    """One thing that the user of a template may choose."""

    name: Slug
    kind: OptionKind
    label: Line
    default: OptionValue
    choices: tuple[Line, ...] = ()
    help: Text = ""

    def accepts(self, value: OptionValue) -> bool:
        if self.kind is OptionKind.BOOLEAN:
            return isinstance(value, bool)
        if self.kind is OptionKind.NUMBER:
            return isinstance(value, int) and not isinstance(value, bool)
        return isinstance(value, str) and (self.kind is OptionKind.TEXT or value in self.choices)

    @property
    def wanted(self) -> str:
        if self.kind is OptionKind.BOOLEAN:
            return "true or false"
        if self.kind is OptionKind.CHOICE:
            return f"one of: {', '.join(self.choices)}"
        return {OptionKind.NUMBER: "a whole number", OptionKind.TEXT: "text"}[self.kind]


class OutlineSection(Value, frozen=True):
    """A section that a new briefing starts with."""

    title: Line


class PartKind(StrEnum):
    """A stretch of the document that is laid out by itself."""

    FRONT = "front"
    SECTIONS = "sections"
    REASONING = "reasoning"
    FOOT = "foot"
    ANNEXES = "annexes"
    BACK = "back"


class SectionDivision(StrEnum):
    """Where a section may be divided into parts that are laid out one after another."""

    NEVER = "never"
    RUNS = "runs"
    ROWS = "rows"


class TemplateSpec(Value, frozen=True):
    """The content of `template.yaml`.

    `api` is the version of the template interface that it is written for.
    `common` names the shared options that it offers, `defaults` gives these other defaults, `tokens` other
    colours. `parts` are laid out one after another; where `parts_run_on`, each begins on the page on which
    the one before it ends, and a short document has no table of contents. Then `sections_divide` says where
    sections may be divided; with the option values of `whole_runs` that is between runs of facts only.
    A document longer than `max_pages` is refused, with the options of `tighter` for advice: those values
    take the least room. `derived` gives headings.
    Drawings are `drawing_width_mm` wide. `treaties` means that it prints the treaties' own records, so that
    their sources are listed; a briefing that holds fewer than `least_treaties` is refused.
    """

    id: Slug
    name: Line
    description: Text
    api: Annotated[int, Meta(ge=1, description="a version of the template interface")] = 1
    common: tuple[Slug, ...] = ()
    defaults: dict[Slug, OptionValue] = {}
    tokens: dict[Slug, Colour] = {}
    parts: tuple[PartKind, ...] = (PartKind.FRONT, PartKind.SECTIONS, PartKind.ANNEXES, PartKind.BACK)
    parts_run_on: bool = False
    sections_divide: SectionDivision = SectionDivision.NEVER
    whole_runs: dict[Slug, OptionValue] = {}
    max_pages: Annotated[int, Meta(ge=1, description="the most pages")] | None = None
    tighter: dict[Slug, OptionValue] = {}
    derived: dict[Derived, Line] = {}
    treaties: bool = False
    least_treaties: Annotated[int, Meta(ge=0, description="the fewest treaties")] = 0
    drawing_width_mm: Annotated[float, Meta(ge=60, le=260, description="the width of drawings")] = 166.0
    options: tuple[OptionSpec, ...] = ()
    outline: tuple[OutlineSection, ...] = ()
