"""Sentences of commentaries and business papers: what is open, who points to what, what a party does."""

from __future__ import annotations

from briefing.model.terms import Standing
from tests.unit.review.sentences import Drifted, FactRow, Faithful

S = Standing

GRAIN: FactRow = ("Minister Oksana Lut says that the quotas of grain for Turkey are agreed.", S.ASSERTED,
                  "Oksana Lut")  # fmt: skip
LOAN: FactRow = ("The ministry reports that the loan is for two units of the plant.", S.REPORTED,
                 "The ministry")  # fmt: skip
PRICE: FactRow = ("Borisov says that the price of fertiliser for India is still under discussion.",
                  S.NEGOTIATING, "Borisov")  # fmt: skip
ROUTE: FactRow = ("Rashid says that the route of the pipeline is being negotiated.", S.NEGOTIATING,
                  "Rashid")  # fmt: skip
SALE: FactRow = ("Turkey may sell grain to Iran, minister Oksana Lut says.", S.POSSIBLE,
                 "Oksana Lut")  # fmt: skip
FAULTS: FactRow = ("President Masoud Pezeshkian says that faults of the reactor remain.", S.ASSERTED,
                   "Masoud Pezeshkian")  # fmt: skip
DELAYS: FactRow = ("Kazem Jalali says that delays of payments hold up the corridor.", S.ASSERTED,
                   "Kazem Jalali")  # fmt: skip

FAITHFUL: tuple[Faithful, ...] = (
    (GRAIN, "The quotas of grain destined for Turkey have been agreed, according to minister Oksana Lut."),
    (GRAIN, "Oksana Lut says that the quotas of grain bound for Turkey are agreed."),
    (GRAIN, "The quotas of the grain meant for Turkey are agreed, minister Oksana Lut said."),
    (LOAN, "The loan is intended for two units of the plant, the ministry reports."),
    (LOAN, "The loan, earmarked for two units of the plant, was reported by the ministry."),
    (
        PRICE,
        "The price India would pay for fertiliser was, by contrast, still under discussion, Borisov said.",
    ),
    (PRICE, "What price India would pay was, by contrast, still under discussion, Borisov said."),
    (PRICE, "What India would pay for fertiliser was still under discussion, Borisov said."),
    (PRICE, "The price that India would pay for fertiliser is, Borisov says, still under discussion."),
    (PRICE, "How much India will pay for the fertiliser is still under discussion, according to Borisov."),
    (ROUTE, "Which route the pipeline would take was still being negotiated, Rashid said."),
    (ROUTE, "The route that the pipeline will take is still being negotiated, Rashid says."),
    (
        FAULTS,
        "Iran's president, Masoud Pezeshkian, for his part pointed to faults of the reactor that remain.",
    ),
    (FAULTS, "Iran's president, Masoud Pezeshkian, pointed to faults of the reactor that remain."),
    (FAULTS, "President Masoud Pezeshkian drew attention to faults of the reactor that remain."),
    (FAULTS, "Masoud Pezeshkian, for his part, spoke of remaining faults of the reactor."),
    (FAULTS, "Masoud Pezeshkian flagged faults of the reactor that remain."),
    (DELAYS, "Kazem Jalali cited delays of payments that hold up the corridor."),
    (DELAYS, "Ambassador Kazem Jalali raised delays of payments that hold up the corridor."),
    (DELAYS, "Jalali, in turn, named delays of payments that hold up the corridor."),
    (DELAYS, "Jalali highlighted delays of payments that hold up the corridor."),
)
DRIFTED: tuple[Drifted, ...] = (
    (GRAIN, "Oksana Lut says that the quotas of grain destined for export are agreed.", "not-in-the-fact"),
    (GRAIN, "Oksana Lut says that the quotas of grain withheld for Turkey are agreed.", "not-in-the-fact"),
    (LOAN, "The loan withheld for two units of the plant, the ministry reports, is granted.",
     "not-in-the-fact"),
    (PRICE, "India would pay the price of fertiliser under discussion, Borisov said.",
     "stronger-than-standing"),
    (ROUTE, "The pipeline takes a route that Rashid says is settled.", "stronger-than-standing"),
    (SALE, "What Turkey would sell to Iran is grain, minister Oksana Lut says.", "stronger-than-standing"),
    (FAULTS, "Iran's president knows technical faults of the reactor that remain.", "attribution-dropped"),
    (FAULTS, "Faults of the reactor point to problems that remain.", "attribution-dropped"),
    (DELAYS, "Delays of payments hold up the corridor, which Kazem Jalali visited.", "attribution-dropped"),
    (DELAYS, "Delays of payments raised costs and hold up the corridor.", "attribution-dropped"),
)  # fmt: skip
