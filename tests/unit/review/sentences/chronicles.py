"""Sentences of chronicles and legal comments: when something was done, and what a provision means."""

from __future__ import annotations

from briefing.model.terms import Standing
from tests.unit.review.sentences import Drifted, FactRow, Faithful

S = Standing

FORCE: FactRow = ("Jalali says in July 2025 that the treaty has entered into force as law.", S.ASSERTED,
                  "Kazem Jalali")  # fmt: skip
OPEN = ("Putin says that Russia is open to more nuclear projects in Iran.", S.ASSERTED, "Vladimir Putin")
RESERVES = ("RT reports that Iran has the second-largest gas reserves after Russia.", S.REPORTED, "RT")
SILENT = ("The paper reports that the ministry neither confirmed nor denied a transfer of missiles.",
          S.REPORTED, "The paper")  # fmt: skip
ROUTE = ("If realised, the gas pipeline would cross Azerbaijan, Tsivilev says.", S.CONDITIONAL,
         "Sergei Tsivilev")  # fmt: skip
SCOPE = ("Ambassador Kazem Jalali says that the treaty covers advanced technology, peaceful nuclear energy"
         " and defence.", S.ASSERTED, "Kazem Jalali")  # fmt: skip
PRAISE = ("Iran's Foreign Ministry praised the start of the treaty's implementation.", S.ASSERTED,
          "Foreign Ministry of Iran")  # fmt: skip
RENEWAL = ("Unless Russia or China gives notice a year before the term ends, the treaty is renewed for five"
           " years.", S.IN_FORCE, None)  # fmt: skip
OWN_BUSINESS = ("Putin says that what Russia and North Korea do is their own business; he did not deny"
                " reports of troops.", S.ASSERTED, "Vladimir Putin")  # fmt: skip
CLAIMS = ("Putin says that the treaty with China records the absence of mutual territorial claims.",
          S.ASSERTED, "Vladimir Putin")  # fmt: skip
SETTLEMENT = ("If one party suffers aggression, the other works for a settlement.", S.IN_FORCE, None)
RELATIONS = ("The parties seek deeper relations and stronger cooperation.", S.IN_FORCE, None)
WIDENS = ("Under Article 10 Russia and North Korea widen exchange in trade.", S.IN_FORCE, None)

FAITHFUL: tuple[Faithful, ...] = (
    (FORCE, "In July 2025 Jalali declared that the treaty was already in force as law."),
    (SILENT, "Asked for a confirmation or a denial of a transfer of missiles, the ministry gave neither,"
             " the paper reports."),
    (ROUTE, "Should the pipeline be built, its path would lie across Azerbaijan, Tsivilev says."),
    (ROUTE, "If realised, the pipeline's route would run across Azerbaijan, Tsivilev says."),
    (SCOPE, "Jalali lists advanced technology, peaceful nuclear energy and defence among the subjects of"
            " the treaty."),
    (PRAISE, "When the treaty's implementation started, Iran's Foreign Ministry was full of praise."),
    (RENEWAL, "Unless a party announces a year before the end of the term that it wishes to terminate the"
              " treaty, it is renewed for five years."),
    (OWN_BUSINESS, "What Russia and North Korea do concerns nobody but themselves, said Putin, who did not"
                   " deny reports of troops."),
    (CLAIMS, "That neither has territorial claims on the other is recorded in the treaty with China, Putin"
             " says."),
    (SETTLEMENT, "In the event of aggression against one party, the other promotes a settlement."),
    (WIDENS, "Article 10 has Russia and North Korea expand exchange in trade."),
)  # fmt: skip

DRIFTED: tuple[Drifted, ...] = (
    (FORCE, "In July 2025 Jalali declared that the treaty would soon be in force as law.",
     "contrast-changed"),
    (FORCE, "In July 2025 Jalali said that the treaty will be in force as law.", "contrast-changed"),
    (OPEN, "Russia has begun more nuclear projects in Iran, Putin says.", "not-in-the-fact"),
    (RESERVES, "No country has larger gas reserves than Iran, RT reports.", "number-changed"),
    (RESERVES, "Nowhere are there bigger gas reserves than in Iran, RT reports.", "number-changed"),
    (SILENT, "Asked about a transfer of missiles, the ministry issued a denial, the paper reports.",
     "contrast-changed"),
    (ROUTE, "If realised, the pipeline's route would bypass Azerbaijan, Tsivilev says.", "not-in-the-fact"),
    (OWN_BUSINESS, "What Russia and North Korea do concerns nobody but themselves, said Putin, who denied"
                   " reports of troops.", "negation-changed"),
    (RELATIONS, "The parties have achieved deeper relations and stronger cooperation.",
     "stronger-than-standing"),
)  # fmt: skip
