"""The library that a briefing carries, exactly what its rows need, after an edit."""

from __future__ import annotations

from collections.abc import Set

from msgspec.structs import replace

from briefing.errors import EditError
from briefing.model.briefing import Briefing
from briefing.model.library import Catalogue, Material
from briefing.model.sections import catalogue_of, used_fact_ids, used_treaty_ids


def with_exact_library(briefing: Briefing, material: Material = Material()) -> Briefing:  # noqa: B008 - frozen
    """Return the briefing with exactly the library that it uses; what it has already is not replaced.

    The library is the same object where it does not change.
    """
    catalogue = _with_material(briefing.library, material)
    facts, treaties = used_fact_ids(briefing), used_treaty_ids(briefing)
    missing = sorted((facts - catalogue.facts.keys()) | (treaties - catalogue.treaties.keys()))
    if missing:
        raise EditError(
            f"There is no '{missing[0]}' in the library.",
            "List the ids with 'briefing facts' or 'briefing treaties'.",
        )
    exact = material_for(catalogue, facts, treaties)
    if exact == briefing.library:
        return briefing
    if exact == catalogue.material:
        exact = catalogue.material
        catalogue_of.keep(exact, catalogue)
    return replace(briefing, library=exact)


def with_library_of(
    briefing: Briefing, fact_ids: set[str], treaty_ids: set[str], material: Material
) -> Briefing:
    """Return the briefing with the library of an item that was added; what it has already is not replaced.

    The library has exactly what the other items need, so that only what is new has to be looked at, unless
    the material has more than the item needs: the other items may need that.
    """
    own = catalogue_of(briefing.library)
    brought = own.new_in(material)
    catalogue = own.extended(brought)
    if not (fact_ids <= catalogue.facts.keys() and treaty_ids <= catalogue.treaties.keys()):
        return with_exact_library(briefing, material)
    needed = material_for(catalogue, fact_ids, treaty_ids)
    if Catalogue(needed).new_in(brought) != Material():
        return with_exact_library(briefing, material)
    new = own.new_in(needed)
    extended = catalogue if new == brought else own.extended(new)
    if extended is own:
        return briefing
    catalogue_of.keep(extended.material, extended)
    return replace(briefing, library=extended.material)


def with_library_without(briefing: Briefing, fact_ids: set[str], treaty_ids: set[str]) -> Briefing:
    """Return the briefing with the library that it uses, after an item was removed that named these.

    The library had exactly what the items needed, so that only what this one needed has to be looked at.
    """
    shown_facts, shown_treaties = used_fact_ids(briefing), used_treaty_ids(briefing)
    if fact_ids <= shown_facts and treaty_ids <= shown_treaties:
        return briefing
    own = catalogue_of(briefing.library)
    unneeded = own.needed_no_more(
        fact_ids - shown_facts, treaty_ids - shown_treaties, shown_facts, shown_treaties
    )
    remaining = own.without(unneeded)
    if remaining is own:
        return briefing
    catalogue_of.keep(remaining.material, remaining)
    after = replace(briefing, library=remaining.material)
    used_fact_ids.keep(after, shown_facts)
    return after


def material_for(catalogue: Catalogue, fact_ids: Set[str], treaty_ids: Set[str]) -> Material:
    """Return the material that facts and treaties need. Raises EditError where the catalogue lacks some."""
    try:
        return catalogue.material_for(fact_ids, treaty_ids)
    except KeyError as error:
        raise EditError(
            f"The material of the edit lacks {error}, which it refers to.", "Add it to the material."
        ) from None


def _with_material(library: Material, material: Material) -> Catalogue:
    """Return the catalogue of a library and of that part of the material which it lacks."""
    own = catalogue_of(library)
    return own if own.contains(material) else Catalogue(library.merged_over(material))
