"""The specimen briefing of the template check, with one of everything, and its variants by option."""

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
    """Read the specimen, which has one of everything that a template may have to print."""
    path = paths.resources() / "samples" / "specimen.yaml"
    return read_value(read_document(path), Briefing, str(path))


def earlier_specimen() -> Briefing:
    """Return an issue before the specimen, which differs from it."""
    current = specimen()
    without_last = current.sections[:-1]
    return replace(
        current, sections=(*without_last, Section(id="s9", title="Dropped")), version=1, title="Before"
    )


def attachments() -> dict[str, bytes]:
    """Read the pictures of the specimen, by their SHA-256."""
    picture = (paths.resources() / "samples" / "specimen.png").read_bytes()
    return {hashlib.sha256(picture).hexdigest(): picture}


@dataclass(frozen=True, slots=True)
class Variant:
    """A briefing to print, a description for findings, and the issue before it."""

    briefing: Briefing
    description: str
    earlier: Briefing | None = None


def variants(template: Template) -> Iterator[Variant]:
    """Yield the specimen with default options, with every other value of each option, and empty ones."""
    full = replace(_with_treaties(specimen(), template.spec.least_treaties), template_id=template.spec.id)
    yield Variant(full, "the specimen")
    yield Variant(full, "the specimen with an issue before it", earlier_specimen())
    for option in template.spec.options:
        for value in _values(option):
            if value != option.default:
                printed = replace(full, template_options={option.name: value})
                yield Variant(printed, f"the option {option.name} = {_option_text(value)}")
    bare = Briefing(id="empty", title="Empty", template_id=template.spec.id)
    if least := template.spec.least_treaties:
        treaty_ids = [treaty.id for treaty in full.library.treaties[:least]]
        bare = replace(bare, library=Catalogue(full.library).material_for([], treaty_ids))
    yield Variant(bare, "an empty briefing")
    yield Variant(replace(bare, sections=(Section(id="s1", title="Nothing"),)), "a section without rows")


def _with_treaties(briefing: Briefing, least: int) -> Briefing:
    """Return the briefing with at least as many treaties as the template requires."""
    present = briefing.library.treaties
    copies = (
        replace(
            present[number % len(present)], id=f"treaty-{number + 1}", short_title=f"Treaty {number + 1}"
        )
        for number in range(len(present), least)
    )
    return replace(briefing, library=replace(briefing.library, treaties=(*present, *copies)))


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


def _option_text(value: OptionValue) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
