"""Sentences as agencies and parliaments write them: who says it, how much, and what is denied."""

from __future__ import annotations

from briefing.model.terms import Standing
from tests.unit.review.sentences import Drifted, Faithful

S = Standing

RANGE = ("Reuters reports that the missile has a range of up to 120 km.", S.REPORTED, "Reuters")
TRADE = ("The Kremlin says that trade rose by 15.5 per cent in ten months.", S.ASSERTED, "Kremlin")
DUMA = ("Rudenko told the State Duma that the treaty is defensive and has no secret annexes.",
        S.ASSERTED, "Andrei Rudenko")  # fmt: skip
MAY_HAVE = ("Pezeshkian says that missiles may have gone to Russia.", S.POSSIBLE, "Masoud Pezeshkian")
WORTH = ("State television puts the agreement at 25 billion US dollars.", S.REPORTED, "State television")
SIGNED = ("The treaty was signed on 18 June 2024.", S.ESTABLISHED, None)
AID = ("If an attack comes, the other gives immediate assistance.", S.IN_FORCE, None)
PRESSURE = ("Neither Russia nor China puts pressure on the other by economic or other means.",
            S.IN_FORCE, None)  # fmt: skip
ALLIANCE = ("Araghchi says that the treaty includes defence but makes no alliance.", S.ASSERTED, "Araghchi")
LAUNCHERS = ("Reuters reports that no launchers came with the missile.", S.REPORTED, "Reuters")
THREAT = ("If there is a threat against either, Russia and North Korea consult.", S.IN_FORCE, None)
OLD = ("With the new treaty, the treaty of 2000 ceases to apply.", S.ESTABLISHED, None)
PREPARED = ("Tehran Digest reports that the treaty was prepared from 2019 to 2024.", S.REPORTED,
            "Tehran Digest")  # fmt: skip
SILENT = ("The paper reports that the ministry neither confirmed nor denied a transfer of missiles.",
          S.REPORTED, "The paper")  # fmt: skip
LAVROV = ("Lavrov says that the cooperation of Russia and China is not aimed at third countries.",
          S.ASSERTED, "Lavrov")  # fmt: skip
END = ("If a party wants to end the treaty, it gives notice in writing.", S.IN_FORCE, None)
SURE = ("Lavrov says that Russia is confident of an extension.", S.ASSERTED, "Lavrov")
NO_HELP = ("Rudenko says that the treaty makes no alliance and gives no assistance.", S.ASSERTED, "Rudenko")
FIELD = ("Space is one of the treaty's fields of cooperation.", S.IN_FORCE, None)
SHIPPED = ("The United States said that Iran shipped missiles; Iran denies it.", S.ALLEGED, "United States")
FUEL = ("Putin says that new fuel for the plant is being transferred.", S.ASSERTED, "Vladimir Putin")

FAITHFUL: tuple[Faithful, ...] = (
        (RANGE, "Range: up to 120 kilometres, per Reuters."),
        (TRADE, "Trade, the Kremlin is cited as saying, rose by 15.5% in ten months."),
        (TRADE, "The Kremlin is quoted as saying that trade rose by 15.5 percent in ten months."),
        (DUMA, "The State Duma was told by Rudenko that the treaty is defensive, has no secret annexes."),
        (MAY_HAVE, "Pezeshkian allows that missiles may have gone to Russia."),
        (MAY_HAVE, "Pezeshkian grants that missiles may have gone to Russia."),
        (WORTH, "State television puts the agreement at $25bn."),
        (WORTH, "State television values the agreement at US$25bn."),
        (SIGNED, "The treaty was signed on the 18th of that month."),
        (AID, "Should an attack come, the other gives assistance without delay."),
        (PRESSURE, "Pressure by economic or other means is something that neither Russia nor China"
                   " puts on the other."),
        (ALLIANCE, "Araghchi says much the same: defence is included, an alliance is not made."),
        (LAUNCHERS, "No launchers accompanied the missile, Reuters reports."),
        (THREAT, "Where a threat hangs over either, Russia and North Korea consult."),
        (OLD, "With the new treaty, the accord that the two had concluded in 2000 ceases to apply."),
        (PREPARED, "The treaty was five years in preparation, from 2019 to 2024, Tehran Digest reports."),
        (END, "To end the treaty, a party has to give notice in writing."),
        (END, "Whichever party wants to end the treaty gives notice in writing."),
        (SURE, "Russia, Lavrov says, is confident of an extension."),
        (LAVROV, "Sino-Russian cooperation is not aimed at third countries, Lavrov says."),
)  # fmt: skip

DRIFTED: tuple[Drifted, ...] = (
        (RANGE, "Range: up to 120 kilometres.", "attribution-dropped"),
        (TRADE, "The Kremlin is cited as a customer. Trade rose by 15.5% in ten months.",
         "attribution-dropped"),
        (DUMA, "The State Duma was told that the treaty is defensive and has no secret annexes.",
         "attribution-dropped"),
        (WORTH, "State television puts the agreement at $35bn.", "number-changed"),
        (WORTH, "State television puts the agreement at €25bn.", "number-changed"),
        (WORTH, "State television puts the agreement at $25m.", "number-changed"),
        (SIGNED, "The treaty was signed on the 19th of that month.", "date-changed"),
        (PRESSURE, "Pressure by economic or other means is something that Russia and China put on each"
                   " other.", "negation-changed"),
        (ALLIANCE, "Araghchi says that defence is not included, an alliance is made.", "negation-changed"),
        (SILENT, "The paper reports that the ministry said that no missiles had been transferred.",
         "contrast-changed"),
        (END, "The parties gave notice in writing.", "condition-dropped"),
        (NO_HELP, "Rudenko says that the treaty makes an alliance, though it gives no assistance.",
         "negation-changed"),
        (FIELD, "Space is the only one of the treaty's fields of cooperation.", "scope-added"),
        (SHIPPED, "The United States said that Iran shipped missiles; Iran has not denied it.",
         "denial-dropped"),
        (FUEL, "New fuel has reached the plant, Putin says.", "stronger-than-standing"),
        (PREPARED, "The treaty was nine years in preparation, from 2019 to 2024, Tehran Digest reports.",
         "number-changed"),
)  # fmt: skip
