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
UNLIMITED = (
    "Under Article 23 the treaty between Russia and North Korea is unlimited in time.",
    S.IN_FORCE,
    None,
)
PROLONGS = (
    "The extension of 2021 prolongs the treaty by five years from February 2022.",
    S.ESTABLISHED,
    None,
)
DUMA = ("The State Duma approved the treaty with North Korea on 24 October 2024.", S.ESTABLISHED, None)
CEASES = (
    "With the new treaty, the treaty of 9 February 2000 between Russia and North Korea ceases to apply.",
    S.ESTABLISHED,
    None,
)
PREAMBLE = (
    "The preamble of the treaty refers to the treaties of 1921, 1940 and 2001 and to a declaration of"
    " 2020.",
    S.ESTABLISHED,
    None,
)
PREPARED = (
    "Cyprus Daily News and Isranews report that work on the treaty ran from 2022 and that its text was"
    " agreed in June 2024.",
    S.REPORTED,
    "Cyprus Daily News and Isranews",
)
PRICE_LEFT = (
    "Gas talks with Gazprom leave little but the price open, Jalali says in August 2025.",
    S.ASSERTED,
    "Kazem Jalali",
)
PRICE = (
    "Tsivilev says that the gas price for Iran is still under discussion.",
    S.NEGOTIATING,
    "Tsivilev",
)
EXTENDED = (
    "After its term the treaty is extended automatically by periods of five years.",
    S.IN_FORCE,
    None,
)
NO_HELP = (
    "If one party suffers aggression, the other gives the aggressor no military or other help that would"
    " prolong it.",
    S.IN_FORCE,
    None,
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
    (
        UNLIMITED,
        "Article 23 leaves the treaty between Russia and North Korea without any limit in time.",
    ),
    (
        UNLIMITED,
        "Under Article 23 no limit in time is set to the treaty between Russia and North Korea.",
    ),
    (PROLONGS, "The 2021 extension adds five years to the life of the treaty, from February 2022."),
    (
        DUMA,
        "Parliamentary approval of the treaty with North Korea by the State Duma is of 24 October 2024.",
    ),
    (
        DUMA,
        "Legislative approval of the treaty with North Korea by the Duma came on 24 October 2024.",
    ),
    (
        CEASES,
        "An earlier treaty between Russia and North Korea, dated Feb. 9, 2000, ceased to apply"
        " with the new one.",
    ),
    (
        PREAMBLE,
        "The preamble recalls three earlier treaties, of 1921, 1940 and 2001, and a 2020 declaration.",
    ),
    (
        PREAMBLE,
        "The preamble lists four earlier texts: the treaties of 1921, 1940 and 2001 and a"
        " declaration of 2020.",
    ),
    (
        PREPARED,
        "According to Cyprus Daily News and Isranews, work on the treaty had been under way from 2022, with"
        " the text agreed in June 2024.",
    ),
    (
        PRICE_LEFT,
        "Kazem Jalali said in August 2025 that hardly anything but the price was left open in the gas talks"
        " with Gazprom.",
    ),
    (
        EXTENDED,
        "Once its term is over, the treaty is automatically extended by periods of five years.",
    ),
    (
        NO_HELP,
        "If one party suffers aggression, the other gives the aggressor no help of any kind that"
        " would prolong it.",
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
    (
        DUMA,
        "Presidential approval of the treaty with North Korea came on 24 October 2024.",
        "not-in-the-fact",
    ),
    (
        UNLIMITED,
        "Article 23 leaves the treaty between Russia and North Korea without guarantees.",
        "not-in-the-fact",
    ),
    (
        PREAMBLE,
        "The preamble recalls five earlier treaties, of 1921, 1940 and 2001.",
        "number-changed",
    ),
    (
        PREPARED,
        "Work on the treaty had been under way from 2022, with the text agreed in June 2024.",
        "attribution-dropped",
    ),
    (
        PRICE,
        "The price of gas for Iran was the only matter still under discussion, Tsivilev said.",
        "scope-added",
    ),
    (
        EXTENDED,
        "After its term the treaty may be extended by periods of five years if both governments agree.",
        "limit-dropped",
    ),
    (
        EXTENDED,
        "After its term the treaty is extended by agreement by periods of five years.",
        "limit-dropped",
    ),
    (
        TARGETS,
        "Article 2 commits Russia and China not to target missiles of any kind at each other.",
        "scope-added",
    ),
    (
        NO_HELP,
        "If one party suffers aggression, the other does not give the aggressor help of any kind.",
        "scope-added",
    ),
)
