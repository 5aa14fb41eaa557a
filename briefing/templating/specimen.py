"""The briefing that templates are checked with: one of everything, in all the ways that options allow."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from briefing import paths
from briefing.codec import read_document, read_value
from briefing.model.briefing import Briefing, OptionValue, Section
from briefing.model.library import Catalogue
from briefing.render.templates.loader import OptionKind, OptionSpec, Template

_NUMBERS = (0, 1, 9)


def specimen() -> Briefing:
    """One of everything that a template may be asked to print."""
    path = paths.resources() / "samples" / "specimen.yaml"
    return read_value(read_document(path), Briefing, str(path))


def earlier_specimen() -> Briefing:
    """The issue before the specimen, from which it differs."""
    now = specimen()
    without_last = now.sections[:-1]
    return replace(
        now, sections=(*without_last, Section(id="s9", title="Dropped")), version=1, title="Before"
    )


def attachments() -> dict[str, bytes]:
    """The pictures that the specimen shows, by their SHA-256."""
    picture = (paths.resources() / "samples" / "specimen.png").read_bytes()
    return {hashlib.sha256(picture).hexdigest(): picture}


@dataclass(frozen=True, slots=True)
class Variant:
    """A briefing to print, the issue before it, and in words what it is."""

    briefing: Briefing
    said: str
    earlier: Briefing | None = None


def variants(template: Template) -> Iterator[Variant]:
    """The specimen as the template's defaults have it, with every other value of each option, and empty."""
    full = replace(_with_treaties(specimen(), template.spec.least_treaties), template_id=template.spec.id)
    yield Variant(full, "the specimen")
    yield Variant(full, "the specimen with an issue before it", earlier_specimen())
    for option in template.spec.options:
        for value in _values(option):
            if value != option.default:
                printed = replace(full, template_options={option.name: value})
                yield Variant(printed, f"the option {option.name} = {_said(value)}")
    bare = Briefing(id="empty", title="Empty", template_id=template.spec.id)
    if least := template.spec.least_treaties:
        held = Catalogue(full.library)
        names = [treaty.id for treaty in full.library.treaties[:least]]
        bare = replace(bare, library=held.material_for([], names))
    yield Variant(bare, "an empty briefing")
    yield Variant(replace(bare, sections=(Section(id="s1", title="Nothing"),)), "a section without rows")


def _with_treaties(briefing: Briefing, least: int) -> Briefing:
    """The briefing with as many treaties as a template needs at least; it is never asked for fewer."""
    held = briefing.library.treaties
    more = (
        replace(held[number % len(held)], id=f"treaty-{number + 1}", short_title=f"Treaty {number + 1}")
        for number in range(len(held), least)
    )
    return replace(briefing, library=replace(briefing.library, treaties=(*held, *more)))


def _values(option: OptionSpec) -> tuple[OptionValue, ...]:
    if option.kind is OptionKind.BOOLEAN:
        return (False, True)
    if option.kind is OptionKind.CHOICE:
        return option.choices
    return (
        _NUMBERS
        if option.kind is OptionKind.NUMBER
        else ("", "A text of some length, as a reader may give it")
    )


def _said(value: OptionValue) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
