"""Facts of a briefing of which the library at hand holds another record."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.editing import RefreshFact
from briefing.model.briefing import Briefing, FactItem
from briefing.model.fact import Fact
from briefing.model.library import Catalogue


@dataclass(frozen=True, slots=True)
class NewerFact:
    """A fact as the briefing holds it and as the library does, and the edit that takes it over."""

    mine: Fact
    theirs: Fact
    edit: RefreshFact

    @property
    def differences(self) -> list[tuple[str, str, str]]:
        """Each field that differs: its name, how it is here, and how it is in the library."""
        names = [
            name
            for name in Fact.__struct_fields__
            if getattr(self.mine, name) != getattr(self.theirs, name)
        ]
        return [
            (name.replace("_", " "), _said(getattr(self.mine, name)), _said(getattr(self.theirs, name)))
            for name in names
        ] or [("sources", "earlier", "changed")]


def newer_in(briefing: Briefing, library: Catalogue) -> list[NewerFact]:
    """What the library holds otherwise of the facts in use and of what they cite, in order of rows."""
    own = Catalogue(briefing.library)
    used = dict.fromkeys(item.fact_id for item in briefing.walk_items() if isinstance(item, FactItem))
    found = []
    for fact_id in used:
        if fact_id not in library.facts:
            continue
        mine, theirs = own.facts[fact_id], library.facts[fact_id]
        if mine != theirs or _sources(own, mine) != _sources(library, theirs):
            found.append(NewerFact(mine, theirs, RefreshFact(fact_id=fact_id)))
    return found


def _sources(catalogue: Catalogue, fact: Fact) -> list[object]:
    cited = [catalogue.sources[citation.source_id] for citation in fact.citations]
    return [*cited, *(catalogue.publisher_of(source) for source in cited)]


def _said(value: object) -> str:
    if value is None or value in ("", ()):
        return "none"
    if isinstance(value, tuple):
        return f"{len(value)} entries" if len(value) != 1 else "1 entry"
    return str(value)
