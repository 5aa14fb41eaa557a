"""Sentences that exchange attacker and attacked, amounts, kinds of speech acts, and what is denied."""

from __future__ import annotations

from briefing.model.terms import Standing
from tests.unit.review.sentences import Drifted, Faithful

S = Standing

SUFFERS = (
    "If one party suffers aggression, the other gives the aggressor no aid that would prolong it.",
    S.IN_FORCE,
    None,
)
SUBJECTED = ("If a party is subjected to an attack, the other works for a settlement.", S.IN_FORCE, None)
THREAT = ("If there is a threat of attack against either party, both consult.", S.IN_FORCE, None)
EXPAND = ("The minister says that Kenya plans to expand its fleet to 40 ships.", S.PLANNED, "the minister")
MAY = ("Minister Lut says that Norway may supply Kenya with up to 55 ships.", S.POSSIBLE, "Oksana Lut")
FELL = ("Exports fell by 12 per cent in 2021.", S.ESTABLISHED, None)
ANNEXES = ("Minister Lut said that the treaty has no secret annexes.", S.ASSERTED, "Oksana Lut")
DUTY = ("Minister Lut said that the treaty holds no duty of mutual defence.", S.ASSERTED, "Oksana Lut")
TRAINING = ("Sources said that dozens of Swiss soldiers were training in Peru.", S.REPORTED, "sources")
DENIED = (
    "Nikkei alleges that Peru used Swiss drones in Chile; Swiss officials deny it.",
    S.ALLEGED,
    "Nikkei",
)
CONSULT = ("The parties consult and coordinate against common threats.", S.IN_FORCE, None)
PROMISE = ("Norway and Iceland promise each other help under the treaty.", S.IN_FORCE, None)
TALKED = ("Kenya and Uganda met for talks in Kampala on 4 May 2024.", S.ESTABLISHED, None)
HELPED = (
    "Minister Lut said that military cooperation continued and that Kenya helped Uganda in many ways.",
    S.ASSERTED,
    "Oksana Lut",
)

FAITHFUL: tuple[Faithful, ...] = (
    (
        SUFFERS,
        "Should one party fall victim to aggression, the other gives no aid that would prolong it to the"
        " aggressor.",
    ),
    (
        SUFFERS,
        "If an aggressor commits aggression against one party, the other gives that aggressor no aid that"
        " would prolong it.",
    ),
    (SUBJECTED, "Should a party come under attack, the other works for a settlement."),
    (THREAT, "Both parties consult if either faces a threat of attack."),
    (EXPAND, "Kenya's fleet is planned to grow to 40 ships, the minister says."),
    (MAY, "Minister Lut holds out the prospect of up to 55 ships for Kenya."),
    (FELL, "In 2021 exports were 12 per cent lower."),
    (ANNEXES, "According to minister Lut, the treaty has no annexes that are secret."),
    (DUTY, "Minister Lut said that the treaty holds no duty to defend each other."),
    (TRAINING, "Dozens of Swiss soldiers were training in Peru, sources said."),
    (DENIED, "Swiss officials still deny the allegation of Nikkei that Peru used Swiss drones in Chile."),
    (CONSULT, "Consultation and coordination of the parties against common threats are provided for."),
    (PROMISE, "Norway and Iceland have promised each other help under the treaty."),
    (TALKED, "Kenya met Uganda for talks in Kampala on 4 May 2024."),
    (
        HELPED,
        "Minister Lut said that the parties continued to cooperate militarily and that Kenya helped Uganda"
        " in many ways.",
    ),
)
DRIFTED: tuple[Drifted, ...] = (
    (
        SUFFERS,
        "If one party commits aggression, the other gives the aggressor no aid that would prolong it.",
        "direction-changed",
    ),
    (
        SUFFERS,
        "If one party suffers aggression, the other gives it no aid that would prolong it.",
        "direction-changed",
    ),
    (SUBJECTED, "If a party launches an attack, the other works for a settlement.", "direction-changed"),
    (THREAT, "If either party poses a threat of attack, both consult.", "direction-changed"),
    (EXPAND, "The minister says that Kenya plans to expand its fleet by 40 ships.", "contrast-changed"),
    (FELL, "Exports fell to 12 per cent in 2021.", "contrast-changed"),
    (ANNEXES, "Minister Lut said that the treaty has no annexes.", "limit-dropped"),
    (DUTY, "Minister Lut said that the treaty holds no duty of defence.", "limit-dropped"),
    (ANNEXES, "Minister Lut promised that the treaty has no secret annexes.", "endorsing-verb"),
    (ANNEXES, "Minister Lut lied to the press that the treaty has no secret annexes.", "endorsing-verb"),
    (TRAINING, "Sources knew that dozens of Swiss soldiers were training in Peru.", "endorsing-verb"),
    (TRAINING, "Sources saw dozens of Swiss soldiers training in Peru.", "endorsing-verb"),
    (
        DENIED,
        "Nikkei alleges that Peru used Swiss drones in Chile, although Swiss officials denied it at first.",
        "denial-dropped",
    ),
    (
        CONSULT,
        "The parties have consulted and coordinated against common threats.",
        "stronger-than-standing",
    ),
    (CONSULT, "The parties consulted against common threats.", "stronger-than-standing"),
    (
        TALKED,
        "Kenya summoned Uganda for talks in Kampala on 4 May 2024.",
        "direction-changed",
    ),
    (HELPED, "Minister Lut said that Kenya helped Uganda militarily in many ways.", "not-in-the-fact"),
)
