"""Protective markings in words."""

from __future__ import annotations

from briefing.app.i18n import tr
from briefing.grading import Scales


def marking_in_words(label: str, scales: Scales) -> str:
    """Return for whom a text with a marking is; of a marking that is not installed, only that it is one."""
    marking = next(filter(None, (each.marking(label) for each in scales.marking_sets.values())), None)
    if marking is None:
        return tr("Protective marking {marking}", marking=label)
    return tr("Marking {marking}: for {audience}", marking=label, audience=tr(marking.audience))
