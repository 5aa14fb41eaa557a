"""Sentences on what follows a notice, as a condition, and on drafts that are voted down."""

from __future__ import annotations

from briefing.model.terms import Standing
from tests.unit.review.sentences import Drifted, Faithful

S = Standing

NOTICE = (
    "If Kenya or Uganda wants to end the treaty, it gives notice in writing under Article 9, and the "
    "treaty ceases one year later.",
    S.IN_FORCE,
    None,
)
VOTED_DOWN = (
    "The General Assembly voted down the draft of Peru and Chile to extend the mission by six months on "
    "3 May 2024, by 4 votes for, 9 against and 2 abstentions.",
    S.ESTABLISHED,
    None,
)

FAITHFUL: tuple[Faithful, ...] = (
    (NOTICE, "The treaty ceases one year after Kenya or Uganda gives written notice under Article 9."),
    (NOTICE, "On written notice by Kenya or Uganda, the treaty ceases a year later under Article 9."),
    (NOTICE, "Under Article 9 the treaty ceases one year after written notice by either party."),
    (NOTICE, "A year after Kenya has given written notice, the treaty ceases."),
    (
        VOTED_DOWN,
        "The draft by Peru and Chile to extend the mission by six months failed in the General Assembly on "
        "3 May 2024, with 4 in favour, 9 against and 2 abstaining.",
    ),
    (VOTED_DOWN, "The General Assembly did not adopt the draft of Peru and Chile to extend the mission."),
    (VOTED_DOWN, "The General Assembly defeated the draft of Peru and Chile to extend the mission."),
    (VOTED_DOWN, "The General Assembly voted against the draft of Peru and Chile to extend the mission."),
    (VOTED_DOWN, "The General Assembly rejected the draft of Peru and Chile to extend the mission."),
)
DRIFTED: tuple[Drifted, ...] = (
    (NOTICE, "The treaty ceases one year after its signature.", "condition-dropped"),
    (NOTICE, "The treaty ceases after one year.", "condition-dropped"),
    (NOTICE, "Kenya ended the treaty a year after written notice under Article 9.", "condition-dropped"),
    (VOTED_DOWN, "The General Assembly adopted the draft of Peru and Chile.", "negation-changed"),
    (VOTED_DOWN, "The General Assembly did not vote down the draft.", "negation-changed"),
    (VOTED_DOWN, "The draft of Peru and Chile passed in the General Assembly.", "negation-changed"),
)
