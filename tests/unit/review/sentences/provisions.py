"""Sentences on provisions: towards whom they hold, who has to act, what is done, and before what."""

from __future__ import annotations

from briefing.model.terms import Standing
from tests.unit.review.sentences import Drifted, FactRow, Faithful

S = Standing

FORCE: FactRow = ("Under Article 3 India and Nepal do not use force against each other.", S.IN_FORCE, None)
CYBER: FactRow = ("Under Article 5 Russia and Iran do not carry out cyber attacks on each other.",
                  S.IN_FORCE, None)  # fmt: skip
CLAIMS: FactRow = ("Chile and Peru have no territorial claims against each other.", S.IN_FORCE, None)
SANCTIONS: FactRow = ("Neither Turkey nor Qatar imposes sanctions on the other.", S.IN_FORCE, None)
RENEWAL: FactRow = ("Unless Turkey or Qatar objects six months before the term ends, the pact is renewed"
                    " for two years.", S.IN_FORCE, None)  # fmt: skip
ENDS: FactRow = ("If India or Nepal gives notice, the treaty ends one year later.", S.IN_FORCE, None)
PARTY: FactRow = ("If one party is attacked, the other gives it help.", S.IN_FORCE, None)
BOTH: FactRow = ("If Chile and Peru agree, the treaty is open to other states.", S.IN_FORCE, None)
COMMISSION: FactRow = ("Under Article 7 India and Nepal set up a commission for the joint use of rivers.",
                       S.IN_FORCE, None)  # fmt: skip
LENGTH: FactRow = ("The pact is concluded for three years and ends one month after Turkey or Qatar"
                   " objects.", S.IN_FORCE, None)  # fmt: skip
SEAT: FactRow = ("Under Article 6 Chile and Peru base the court in Arica.", S.IN_FORCE, None)
PROMISE: FactRow = ("Turkey and Qatar promise each other help under Article 2.", S.IN_FORCE, None)
EXCHANGE: FactRow = ("Under Article 4 Turkey and Qatar exchange information on threats.", S.IN_FORCE, None)
WAR: FactRow = ("Minister Lut said that Turkey had sold Ukraine trucks weeks before the war.", S.ASSERTED,
                "Oksana Lut")  # fmt: skip
DROUGHT: FactRow = ("If a drought brings India or Nepal into a state of emergency, the other delivers"
                    " water.", S.IN_FORCE, None)  # fmt: skip
BORDER: FactRow = ("Under Article 9 Chile and Peru leave one undecided stretch of the border as it is.",
                   S.IN_FORCE, None)  # fmt: skip
TARIFFS: FactRow = ("Neither India nor Nepal applies tariffs to the other, or supports those of third"
                    " states that are directed at the other.", S.IN_FORCE, None)  # fmt: skip
ELECTION: FactRow = ("The ministry says that Nepal printed ballots a year before the election.", S.ASSERTED,
                     "The ministry")  # fmt: skip

FAITHFUL: tuple[Faithful, ...] = (
    (FORCE, "India and Nepal, under Article 3, renounce the use of force against one another."),
    (FORCE, "Article 3 rules out any use of force by India and Nepal in their mutual relations."),
    (FORCE, "Under Article 3 neither India nor Nepal uses force against the other."),
    (FORCE, "India and Nepal may not, under Article 3, use force against their treaty partner."),
    (FORCE, "Article 3 forbids the use of force between India and Nepal."),
    (CYBER, "Article 5 bars Russia and Iran from carrying out cyber attacks on one another."),
    (FORCE, "Under Article 3 India does not use force against Nepal, nor Nepal against India."),
    (CLAIMS, "Chile and Peru hold no territorial claims on each other."),
    (CLAIMS, "Chile and Peru have no territorial claims."),
    (CLAIMS, "There are no territorial claims between Chile and Peru."),
    (SANCTIONS, "Turkey and Qatar do not impose sanctions on each other."),
    (RENEWAL, "The pact is renewed for two years unless either Turkey or Qatar objects six months before"
              " the term ends."),
    (RENEWAL, "Unless one of the two, Turkey or Qatar, objects six months before the term ends, the pact is"
              " renewed for two years."),
    (RENEWAL, "If neither Turkey nor Qatar objects six months before the term ends, the pact is renewed for"
              " two years."),
    (RENEWAL, "If both Turkey and Qatar raise no objection six months before the term ends, the pact is"
              " renewed for two years."),
    (ENDS, "The treaty ends one year after either India or Nepal has given notice."),
    (ENDS, "If either side, India or Nepal, gives notice, the treaty ends one year later for both."),
    (PARTY, "If either party is attacked, the other gives it help."),
    (BOTH, "The treaty is open to other states if both Chile and Peru agree."),
    (COMMISSION, "Article 7 has India and Nepal set up a commission for the joint use of rivers."),
    (COMMISSION, "India and Nepal have undertaken in Article 7 to set up a commission for the joint use of"
                 " rivers."),
    (COMMISSION, "A commission for the joint use of rivers is to be set up by India and Nepal under"
                 " Article 7."),
    (LENGTH, "The pact, concluded for its first three years, ends one month after Turkey or Qatar"
             " objects."),
    (SEAT, "Chile and Peru have based the court of Article 6 in Arica."),
    (PROMISE, "Under Article 2 Turkey and Qatar have promised each other help."),
    (EXCHANGE, "Information on threats is exchanged by Turkey and Qatar under Article 4."),
    (ENDS, "If India or Nepal gives notice, the treaty lapses a year after that."),
    (DROUGHT, "Should a drought bring India or Nepal into an emergency, the other delivers water."),
    (DROUGHT, "If either India or Nepal is brought by a drought into an emergency, the other delivers"
              " water."),
    (BORDER, "Article 9 has Chile and Peru leave one stretch of the border as it is, which is not"
             " decided."),
    (BORDER, "One stretch of the border that remains to be decided is left as it is under Article 9 by"
             " Chile and Peru."),
    (TARIFFS, "India and Nepal neither apply tariffs to each other nor support those that third states"
              " direct at the other."),
    (TARIFFS, "Neither India nor Nepal applies tariffs to its partner, or supports those that third states"
              " direct at it."),
    (WAR, "Weeks before the war, minister Lut said, Turkey had sold Ukraine trucks."),
    (WAR, "Turkey had sold Ukraine trucks weeks ahead of the war, according to minister Lut."),
    (WAR, "Trucks for Ukraine were sold by Turkey weeks before the war, minister Lut said."),
    (ELECTION, "Nepal printed ballots a year ahead of the election, the ministry says."),
    (ELECTION, "A year before the election, the ministry says, Nepal printed the ballots for it."),
)  # fmt: skip
DRIFTED: tuple[Drifted, ...] = (
    (FORCE, "In Article 3 India and Nepal renounce the use of force.", "limit-dropped"),
    (FORCE, "Under Article 3 India and Nepal do not use force.", "limit-dropped"),
    (CYBER, "Article 5 bars Russia and Iran from carrying out cyber attacks.", "limit-dropped"),
    (FORCE, "Under Article 3 India and Nepal do not use force against Bhutan.", "contrast-changed"),
    (SANCTIONS, "Turkey and Qatar impose no sanctions.", "limit-dropped"),
    (RENEWAL, "The pact is renewed for two years unless both Turkey and Qatar object six months before the"
              " term ends.", "condition-dropped"),
    (RENEWAL, "Unless Turkey and Qatar object six months before the term ends, the pact is renewed for two"
              " years.", "condition-dropped"),
    (RENEWAL, "The pact is renewed for two years unless Turkey and Qatar both object six months before the"
              " term ends.", "condition-dropped"),
    (ENDS, "If India and Nepal give notice, the treaty ends one year later.", "condition-dropped"),
    (ENDS, "If both sides give notice, the treaty ends one year later.", "condition-dropped"),
    (PARTY, "If both parties are attacked, each gives the other help.", "condition-dropped"),
    (BOTH, "The treaty is open to other states if Chile or Peru agrees.", "condition-dropped"),
    (BOTH, "If either Chile or Peru agrees, the treaty is open to other states.", "condition-dropped"),
    (COMMISSION, "India and Nepal have by now set up a commission for the joint use of rivers under Article"
                 " 7.", "stronger-than-standing"),
    (COMMISSION, "India and Nepal have already set up the commission of Article 7 for the joint use of"
                 " rivers.", "stronger-than-standing"),
    (COMMISSION, "A commission for the joint use of rivers has since been set up by India and Nepal under"
                 " Article 7.", "stronger-than-standing"),
    (EXCHANGE, "Turkey and Qatar have already exchanged information on threats under Article 4.",
     "stronger-than-standing"),
    (ENDS, "India or Nepal may end the treaty by notice, but not within its first year.",
     "time-order-changed"),
    (ENDS, "If India or Nepal gives notice after the first year, the treaty ends.", "time-order-changed"),
    (DROUGHT, "If India or Nepal suffers a drought, the other delivers water.", "condition-dropped"),
    (BORDER, "Article 9 decides one stretch of the border between Chile and Peru.", "contrast-changed"),
    (TARIFFS, "India and Nepal neither apply tariffs to each other nor support any that third states"
              " impose.",
     "limit-dropped"),
    (WAR, "Turkey had sold Ukraine trucks for the war, minister Lut said.", "time-order-changed"),
    (ELECTION, "Nepal printed ballots for the election, the ministry says.", "time-order-changed"),
)  # fmt: skip
