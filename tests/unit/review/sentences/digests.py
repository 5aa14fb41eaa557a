"""Sentences as digests of treaties write them: refrain for not, counts of a list, support verbs."""

from __future__ import annotations

from briefing.model.terms import Standing
from tests.unit.review.sentences import Drifted, Faithful

S = Standing

TARGETS = (
    "Under Article 2 Russia and China do not target strategic nuclear missiles at each other.",
    S.IN_FORCE,
    None,
)
OPPOSE = (
    "The parties oppose interference by third parties in their internal and external affairs.",
    S.IN_FORCE,
    None,
)
STAYS = (
    "Rosatom's head Alexei Likhachev says in March 2026 that it is not the time to leave Bushehr and that"
    " units 2 and 3 remain a priority.",
    S.ASSERTED,
    "Alexei Likhachev",
)
HELPED = (
    "Abbas Araghchi said in March 2026 that military cooperation with Russia continued and that Russia"
    " helped Iran in many ways, of which he had no details.",
    S.ASSERTED,
    "Abbas Araghchi",
)
AGREEMENTS = (
    "Neither Russia nor North Korea makes agreements with third states that infringe the other's"
    " sovereignty, security or other key interests.",
    S.IN_FORCE,
    None,
)
SIGNED = ("Turkey signed the fisheries convention in 2021; it has not entered into force.", S.SIGNED, None)
DEFENSIVE = (
    "Andrei Rudenko told the State Duma that the treaty is defensive, is not directed against third"
    " countries and has no secret annexes.",
    S.ASSERTED,
    "Andrei Rudenko",
)

FAITHFUL: tuple[Faithful, ...] = (
    (
        TARGETS,
        "Russia and China, under Article 2 of the treaty, refrain from targeting strategic nuclear missiles"
        " at each other.",
    ),
    (
        OPPOSE,
        "The two declare themselves in the treaty opposed to interference by third parties in their"
        " internal and external affairs.",
    ),
    (
        STAYS,
        "For Rosatom, this is not the moment to leave Bushehr, where units 2 and 3 remain a priority,"
        " its head, Alexei Likhachev, said in March 2026.",
    ),
    (
        HELPED,
        "Military cooperation with Russia was continuing and Russia was helping Iran in many ways, the"
        " details of which he did not have, Abbas Araghchi said in March 2026.",
    ),
    (
        AGREEMENTS,
        "Russia and North Korea refrain from making agreements with third states that infringe the other's"
        " sovereignty, security or other key interests.",
    ),
)
DRIFTED: tuple[Drifted, ...] = (
    (
        AGREEMENTS,
        "Russia and North Korea make agreements with third states that infringe the other's sovereignty,"
        " security or other key interests.",
        "negation-changed",
    ),
    (SIGNED, "Turkey did not sign the fisheries convention in 2021.", "negation-changed"),
    (
        DEFENSIVE,
        "Andrei Rudenko told the State Duma that the treaty is defensive, is directed against third"
        " countries and has no secret annexes.",
        "negation-changed",
    ),
)
