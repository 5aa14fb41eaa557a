"""Sentences of backgrounders: what a treaty provides, how it came about, and who says what of it."""

from __future__ import annotations

from briefing.model.terms import Standing
from tests.unit.review.sentences import Drifted, FactRow, Faithful

S = Standing

CHARTER: FactRow = ("Russia and China settle their differences in line with the Charter of the United"
                    " Nations.", S.IN_FORCE, None)  # fmt: skip
BLOCS = ("Neither Russia nor China joins alliances or makes treaties with third states.", S.IN_FORCE, None)
ARTICLES = ("The treaty between Russia and China consists of 25 articles.", S.ESTABLISHED, None)
PROLONGED = ("The extension of 2021 prolongs the treaty by five years from February 2022.", S.ESTABLISHED,
             None)  # fmt: skip
CONSULT = ("If a threat arises, Russia and North Korea consult to coordinate their positions and agree on"
           " help.", S.IN_FORCE, None)  # fmt: skip
PREVENT = ("Under Article 8 Russia and North Korea set up mechanisms to prevent war.", S.IN_FORCE, None)
THREAT = ("France, Germany and the United Kingdom call what they say was a transfer of missiles to Russia a"
          " direct threat; Iran denies it.", S.ASSERTED, "France, Germany and United Kingdom")  # fmt: skip
OLDER = ("Ushakov said that the treaty would replace the treaties of 1961 and 2000 and the declarations of"
         " 2000 and 2001.", S.ASSERTED, "Yury Ushakov")  # fmt: skip
REPORTS = ("Asked about missiles from Iran, Dmitry Peskov said that such reports are not always correct.",
           S.ASSERTED, "Dmitry Peskov")  # fmt: skip
NOTICE = ("If Russia or North Korea wants to end the treaty, it gives notice in writing, and the treaty"
          " ceases one year later.", S.IN_FORCE, None)  # fmt: skip
ANNOUNCED = ("The extension of the treaty was announced on 28 June 2021.", S.ESTABLISHED, None)
NO_MISSILE = ("Nozari denies that Iran sent Russia any missile.", S.DENIED, "Fazlollah Nozari")
MAY_HAVE = ("Pezeshkian says that a transfer of missiles may have taken place before he took office.",
            S.POSSIBLE, "Masoud Pezeshkian")  # fmt: skip
EXERCISES = ("The treaty provides for joint exercises beyond the two territories, by agreement of the"
             " parties and with regard to international law.", S.IN_FORCE, None)  # fmt: skip
EXCHANGE = ("The treaty enters into force with the exchange of the instruments of ratification.",
            S.IN_FORCE, None)  # fmt: skip
SHARE = ("Russia's share of gas imports fell from about 50 per cent until mid-2021 to 12.9 per cent in"
         " November 2022.", S.ESTABLISHED, None)  # fmt: skip
IN_FORCE = ("The treaty entered into force on 28 February 2002.", S.ESTABLISHED, None)
AGAINST_THREATS = ("The parties consult and cooperate against common security threats.", S.IN_FORCE, None)
ACCUSED = ("Ukraine accuses North Korea of supplying missiles to Russia, which Moscow has neither confirmed"
           " nor denied.", S.ALLEGED, "Ukraine")  # fmt: skip
COMPATIBLE = ("Nazif says that the Guardian Council found the treaty compatible with the constitution.",
              S.ASSERTED, "Hadi Tahan Nazif")  # fmt: skip

FAITHFUL: tuple[Faithful, ...] = (
    (CHARTER, "Russia and China settle their differences in line with the U.N. Charter."),
    (CHARTER, "Russia and China settle their differences in accordance with the UN Charter."),
    (BLOCS, "Russia and China undertake not to join alliances, or conclude treaties with third states."),
    (BLOCS, "Russia and China pledge not to enter alliances or make treaties with third states."),
    (ARTICLES, "The text agreed between Moscow and Beijing runs to 25 articles."),
    (ARTICLES, "The treaty agreed by Russia and China has 25 articles."),
    (PROLONGED, "Under the extension of 2021, the treaty gained another five years from February 2022."),
    (PROLONGED, "The extension of 2021 gave the treaty five more years from February 2022."),
    (CONSULT, "If a threat arises, consultations follow in which Russia and North Korea coordinate their"
              " positions and agree on help."),
    (CONSULT, "When a threat arises, the two hold consultations with a view to coordinating their positions"
              " and agreeing on help."),
    (PREVENT, "Under Article 8 Russia and North Korea set up mechanisms with the aim of preventing war."),
    (THREAT, "What Paris, Berlin and London say was a transfer of missiles to Russia, denied by Tehran, was"
             " described by the three governments as a direct threat."),
    (THREAT, "To Paris, Berlin and London, what they call a transfer of missiles to Russia is a direct"
             " threat; Tehran denies it."),
    (OLDER, "Four documents, the treaties of 1961 and 2000 and the declarations of 2000 and 2001, would be"
            " replaced by the treaty, Ushakov said."),
    (NOTICE, "Either side may end the treaty by notice in writing, and it ceases one year later."),
    (NOTICE, "Russia and North Korea are free to end the treaty by written notice, which takes effect one"
             " year later."),
    (ANNOUNCED, "On 28 June 2021 the two countries made the extension of the treaty public."),
    (NO_MISSILE, "Iran has not sent a single missile to Russia, Nozari insists."),
    (MAY_HAVE, "A transfer of missiles before he took office cannot be excluded, Pezeshkian says."),
    (EXERCISES, "Joint exercises may take place beyond the two territories, provided both agree and"
                " international law is regarded."),
    (EXCHANGE, "Entry into force is tied to the exchange of the instruments of ratification."),
    (SHARE, "Until the middle of 2021 Russia's share of gas imports was about 50 per cent; by November 2022"
            " it had fallen to 12.9 per cent."),
    (IN_FORCE, "The treaty became legally binding on 28 February 2002."),
    (AGAINST_THREATS, "Consultation and cooperation against common security threats are among the parties'"
                      " commitments."),
    (ACCUSED, "Kyiv charges North Korea with furnishing Russia with missiles; Moscow has given neither"
              " confirmation nor denial."),
    (COMPATIBLE, "The constitution does not stand in the way of the treaty, the Guardian Council found,"
                 " according to Nazif."),
)  # fmt: skip

DRIFTED: tuple[Drifted, ...] = (
    (BLOCS, "Russia and China undertake not to join alliances, and conclude treaties with third states.",
     "negation-changed"),
    (THREAT, "A transfer of missiles to Russia, denied by Tehran, was described by the four governments as"
             " a direct threat.", "number-changed"),
    (OLDER, "Five documents, the treaties of 1961 and 2000 and the declarations of 2000 and 2001, would be"
            " replaced by the treaty, Ushakov said.", "number-changed"),
    (REPORTS, "Asked about missiles from Iran, Dmitry Peskov denied that there had been any.",
     "negation-changed"),
    (NOTICE, "Russia and North Korea end the treaty by written notice.", "condition-dropped"),
    (NO_MISSILE, "Iran has sent a single missile to Russia, Nozari insists.", "denial-dropped"),
    (MAY_HAVE, "A transfer of missiles took place before he took office, Pezeshkian says.",
     "stronger-than-standing"),
    (EXCHANGE, "Entry into force is tied to the signature of the treaty.", "not-in-the-fact"),
    (SHARE, "Until the end of 2021 Russia's share of gas imports was about 50 per cent; by November 2022 it"
            " had fallen to 12.9 per cent.", "date-changed"),
    (AGAINST_THREATS, "A joint army against common security threats is among the parties' commitments.",
     "not-in-the-fact"),
)  # fmt: skip
