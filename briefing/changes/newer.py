"""Facts of a briefing that differ from the installed library."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.editing import RefreshFact
from briefing.model.briefing import Briefing, FactItem
from briefing.model.fact import Fact
from briefing.model.library import Catalogue


@dataclass(frozen=True, slots=True)
class NewerFact:
    """A fact as in the briefing and as in the library, and the edit that updates the briefing."""

    in_briefing: Fact
    in_library: Fact
    edit: RefreshFact

    @property
    def differences(self) -> list[tuple[str, str, str]]:
        """List each differing field: its name, its value in the briefing, and that in the library."""
        names = [
            name
            for name in Fact.__struct_fields__
            if getattr(self.in_briefing, name) != getattr(self.in_library, name)
        ]
        return [
            (
                name.replace("_", " "),
                _text(getattr(self.in_briefing, name)),
                _text(getattr(self.in_library, name)),
            )
            for name in names
        ] or [("sources", "earlier", "changed")]


def newer_in(briefing: Briefing, library: Catalogue) -> list[NewerFact]:
    """List the facts in use that differ from the library, or whose sources do, in the order of rows."""
    own = Catalogue(briefing.library)
    used = dict.fromkeys(item.fact_id for item in briefing.walk_items() if isinstance(item, FactItem))
    result = []
    for fact_id in used:
        if fact_id not in library.facts:
            continue
        fact, latest = own.facts[fact_id], library.facts[fact_id]
        if fact != latest or _sources(own, fact) != _sources(library, latest):
            result.append(NewerFact(fact, latest, RefreshFact(fact_id=fact_id)))
    return result


def _sources(catalogue: Catalogue, fact: Fact) -> list[object]:
    cited = [catalogue.sources[citation.source_id] for citation in fact.citations]
    return [*cited, *(catalogue.publisher_of(source) for source in cited)]


def _text(value: object) -> str:
    if value is None or value in ("", ()):
        return "none"
    if isinstance(value, tuple):
        return f"{len(value)} entries" if len(value) != 1 else "1 entry"
    return str(value)
