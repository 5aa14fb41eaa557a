"""The treaties that a comparison or a chart can contain, in one order everywhere."""

from __future__ import annotations

from briefing.model.briefing import Briefing
from briefing.model.library import Catalogue


def selectable_treaties(briefing: Briefing, library: Catalogue) -> dict[str, str]:
    """Return short titles by id: the briefing's own treaties in its order, then those of the library."""
    own = briefing.library.treaties
    return {treaty.id: treaty.short_title for treaty in (*own, *library.treaties.values())}
