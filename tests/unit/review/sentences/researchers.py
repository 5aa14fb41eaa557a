"""Sentences as researchers write them: light verbs, offices, insertions, votes, and what is understood."""

from __future__ import annotations

from briefing.model.terms import Standing
from tests.unit.review.sentences import Drifted, Faithful

S = Standing

DUMA = (
    "Andrei Rudenko told the State Duma that the treaty is defensive and has no secret annexes.",
    S.ASSERTED,
    "Andrei Rudenko",
)
MINISTER = (
    "Energy Minister Sergei Tsivilev says that the volumes are agreed.",
    S.ASSERTED,
    "Sergei Tsivilev",
)
NAMED = (
    "According to Vestnik Kavkaza, Xi Jinping signed the treaty of 2001 for China.",
    S.REPORTED,
    "Vestnik Kavkaza",
)
EXPECTED = (
    "Reuters reports that sources expected hundreds of missiles to reach Russia.",
    S.REPORTED,
    "Reuters",
)
LINES = (
    "Paknejad says that Iran and Russia have an understanding on gas through existing lines.",
    S.ASSERTED,
    "Paknejad",
)
CHARTER = (
    "Russia and North Korea promise each other assistance in accordance with the laws of both states.",
    S.IN_FORCE,
    None,
)
GOES_ON = ("Putin says that the pipeline brings difficulties but that work goes on.", S.ASSERTED, "Putin")
MEASURES = (
    "Article 16 opposes coercive measures: neither Russia nor China applies them to the other.",
    S.IN_FORCE,
    None,
)
COOPERATION = (
    "Under Article 7 military and technical cooperation is not directed against third countries.",
    S.IN_FORCE,
    None,
)
SILENT = (
    "MENAFN reports that Moscow has neither confirmed nor denied the accusations.",
    S.REPORTED,
    "MENAFN",
)
NOTICE = (
    "If a party wants to end the treaty, it gives notice, and the treaty ceases one year later.",
    S.IN_FORCE,
    None,
)
ENDLESS = ("Under Article 23 the treaty is unlimited in time.", S.IN_FORCE, None)
RENEWED = ("Unless a party gives notice, the treaty is renewed.", S.IN_FORCE, None)
YEARLY = ("RT reports that Iran produces about 270 bcm of gas a year.", S.REPORTED, "RT")
WAR = ("If an armed attack puts Russia in a state of war, China gives it assistance.", S.IN_FORCE, None)
VOTES = ("AFP reports that the parliament approved the treaty by 191 votes to 8.", S.REPORTED, "AFP")
RATIFIED = ("Kim Jong Un signed the ratification of the treaty.", S.ESTABLISHED, None)
TERRITORY = (
    "Neither lets third states use its territory against the other's sovereignty.",
    S.IN_FORCE,
    None,
)
APPLIES = ("The commission says that Kim Jong Un held Article 4 to apply.", S.ASSERTED, "The commission")
COMPRISES = ("The treaty consists of a preamble and 23 articles.", S.ESTABLISHED, None)
BLOCS = (
    "Under the treaty neither Russia nor China joins blocs, or makes treaties with third states, to"
    " the harm of the other's sovereignty.",
    S.IN_FORCE,
    None,
)
RUMOURS = (
    "North Korea's mission rejected accusations of arms trade and of troops for Russia as rumours.",
    S.DENIED,
    "North Korea's mission",
)
RESTORE = ("Iran says that the attempt to restore the restrictions was flawed.", S.ASSERTED, "Iran")
PRICED = ("Tsivilev said that Iran would get gas from 2025, given a price.", S.CONDITIONAL, "Tsivilev")
SITE = ("Likhachev said that work on units 2 and 3 at Bushehr had stopped.", S.ASSERTED, "Likhachev")
LAWFUL = (
    "Moscow maintains that its cooperation is lawful, MENAFN reports.",
    S.ASSERTED,
    "Moscow, through MENAFN",
)
ROUTE = ("Tsivilev says that the pipeline's route through Azerbaijan is agreed.", S.ASSERTED, "Tsivilev")
SAPPERS = (
    "Sputnik reports that North Korea sent 1,000 sappers to clear mines in Russia.",
    S.REPORTED,
    "Sputnik",
)
PROJECTS = ("Putin says that new projects, nuclear ones included, may start.", S.POSSIBLE, "Putin")
SCOPE = ("Jalali says that the treaty goes beyond that of 2001.", S.ASSERTED, "Jalali")
BY_LAW = ("Vladimir Putin ratified the treaty with China on 25 January 2002.", S.ESTABLISHED, None)
THIRTY = ("According to Nairapp, the presidents extended the treaty by 30 years.", S.REPORTED, "Nairapp")
LEVERS = ("Neither puts pressure on the other by economic or other means.", S.IN_FORCE, None)
RECALLS = ("Lavrov recalls that the two have no territorial claims.", S.ASSERTED, "Lavrov")
RENEWAL = ("Unless a party gives notice, the treaty is renewed for terms of five years.", S.IN_FORCE, None)
BALLOT = (
    "The council voted down the draft to extend resolution 2231 by six months, by 4 votes for and 9"
    " against.",
    S.ESTABLISHED,
    None,
)
RAN = (
    "A paper reports that work ran from 2022 and that its text was agreed in 2024.",
    S.REPORTED,
    "A paper",
)
SPACE = ("Space is one of the treaty's fields of cooperation.", S.IN_FORCE, None)
ARMS = (
    "Ukraine accuses North Korea of supplying missiles to Russia, which Moscow has neither confirmed nor"
    " denied.",
    S.ALLEGED,
    "Ukraine",
)
BORDER = (
    "The two have no claims against each other; on two sections then unsettled they keep the status quo.",
    S.IN_FORCE,
    None,
)
OPEN = ("Jalali says that gas talks leave little but the price open.", S.NEGOTIATING, "Jalali")
COUNCIL = ("The Guardian Council found the treaty compatible with the constitution.", S.ESTABLISHED, None)

FAITHFUL: tuple[Faithful, ...] = (
    (
        DUMA,
        "Andrei Rudenko, a deputy foreign minister, told the State Duma that the treaty is"
        " defensive and has no secret annexes.",
    ),
    (
        DUMA,
        "Rudenko spelled this out for the State Duma: the treaty is defensive and has no secret annexes.",
    ),
    (DUMA, "Rudenko was explicit: the treaty is defensive and has no secret annexes."),
    (NAMED, "Vestnik Kavkaza, it should be noted, names Xi Jinping as the Chinese signatory."),
    (
        NAMED,
        "Vestnik Kavkaza, it is worth adding, reports that Xi Jinping signed the treaty of 2001 for China.",
    ),
    (EXPECTED, "Reuters reports that sources expected Russia to receive hundreds of missiles."),
    (EXPECTED, "Reuters reports that sources expected hundreds of missiles to be sent to Russia."),
    (
        LINES,
        "Paknejad speaks of an understanding of Iran and Russia on sending gas through existing lines.",
    ),
    (
        CHARTER,
        "Russia and North Korea promise each other assistance in accordance with the domestic law of both.",
    ),
    (GOES_ON, "The pipeline brings difficulties, Putin says, but work is going ahead."),
    (
        MEASURES,
        "Under Article 16, which opposes coercive measures, neither Russia nor China applies"
        " them to the other.",
    ),
    (
        COOPERATION,
        "Article 7 says of military and technical cooperation that it is not directed against"
        " third countries.",
    ),
    (SILENT, "Moscow has not confirmed or denied the accusations, MENAFN reports."),
    (
        NOTICE,
        "If a party wants to end the treaty, it gives notice, and the treaty ceases to apply"
        " after one year.",
    ),
    (ENDLESS, "The treaty has no expiry date: Article 23 makes it unlimited."),
    (RENEWED, "The treaty is automatically renewed unless a party gives notice."),
    (YEARLY, "Iran produces around 270 bcm of gas every year, RT reports."),
    (WAR, "If Russia is in a state of war as a result of an armed attack, China gives it assistance."),
    (VOTES, "In the vote, 191 deputies supported the treaty and eight opposed it, AFP reports."),
    (RATIFIED, "Kim Jong Un signed the decree of ratification."),
    (TERRITORY, "Neither lets third states use its territory to undermine the other's sovereignty."),
    (APPLIES, "The commission says that Kim Jong Un decided that Article 4 was applicable."),
    (COMPRISES, "The instrument concluded by the two consists of a preamble and 23 articles."),
    (
        RUMOURS,
        "North Korea's mission rejected accusations of arms trade and of sending troops to"
        " Russia as rumours.",
    ),
    (RESTORE, "Iran says that the attempt to bring the restrictions back was flawed."),
    (PRICED, "Tsivilev said that Iran would get gas from 2025 provided that the price was agreed."),
    (
        SITE,
        "Likhachev said that construction work on the second and third units at Bushehr had stopped.",
    ),
    (LAWFUL, "Moscow's cooperation is lawful, it maintains, as MENAFN reports."),
    (LAWFUL, "According to Moscow, its cooperation is lawful."),
    (ROUTE, "The pipeline's route across Azerbaijan has been agreed, Tsivilev says."),
    (SAPPERS, "North Korea has sent 1,000 sappers to Russia to clear mines, Sputnik reports."),
    (
        SAPPERS,
        "1,000 sappers were sent from North Korea to Russia for clearing mines, Sputnik reports.",
    ),
    (PROJECTS, "New projects may start, including nuclear ones, Putin says."),
    (SCOPE, "The treaty exceeds that of 2001, Jalali says."),
    (BY_LAW, "Putin signed the ratification of the treaty with China into law on 25 January 2002."),
    (
        THIRTY,
        "Nairapp, by contrast, reported that the presidents had prolonged the treaty by 30 years.",
    ),
    (LEVERS, "Neither may use economic or other levers to put pressure on the other."),
    (COMPRISES, "What the two agreed comprises a preamble and 23 articles."),
    (RENEWAL, "Renewal every five years is automatic unless a party gives notice."),
    (
        BALLOT,
        "The council rejected a draft to extend resolution 2231 for six months; four were for"
        " it, nine against.",
    ),
    (RAN, "Work began in 2022 and the text was agreed in 2024, a paper reports."),
    (SPACE, "Cooperation extends to space under the treaty."),
    (
        NOTICE,
        "A party that wishes to leave the treaty must give notice; the treaty then ends a year later.",
    ),
    (
        BORDER,
        "Neither has claims against the other, and on two sections that were unsettled they"
        " keep the status quo.",
    ),
    (
        ARMS,
        "Ukraine alleges that North Korea supplies missiles to Russia; Moscow has declined either to"
        " confirm or to deny it.",
    ),
    (SPACE, "Space features among the treaty's fields of cooperation."),
    (OPEN, "Gas talks have left little but the price to be settled, Jalali says."),
    (COUNCIL, "Iran's Guardian Council found the treaty compatible with the constitution."),
)

DRIFTED: tuple[Drifted, ...] = (
    (
        MINISTER,
        "Sergei Tsivilev, the defence minister, says that the volumes are agreed.",
        "contrast-changed",
    ),
    (
        DUMA,
        "Rudenko was seen in the State Duma; the treaty is defensive and has no secret annexes.",
        "attribution-dropped",
    ),
    (
        NAMED,
        "Xi Jinping, it should be noted, signed the treaty of 2001 for China.",
        "attribution-dropped",
    ),
    (
        EXPECTED,
        "Reuters reports that sources expected Russia to return hundreds of missiles.",
        "contrast-changed",
    ),
    (
        LINES,
        "Paknejad speaks of an understanding of Iran and Russia on sending oil through existing lines.",
        "not-in-the-fact",
    ),
    (
        CHARTER,
        "Russia and North Korea promise each other assistance in accordance with the secret"
        " laws of both states.",
        "not-in-the-fact",
    ),
    (
        MEASURES,
        "Under Article 16, which supports coercive measures, Russia and China apply them to the other.",
        "negation-changed",
    ),
    (
        COOPERATION,
        "Military and technical cooperation is directed against third countries.",
        "negation-changed",
    ),
    (
        SILENT,
        "Moscow has not confirmed but has denied the accusations, MENAFN reports.",
        "contrast-changed",
    ),
    (
        NOTICE,
        "If a party wants to end the treaty, it gives notice, and the treaty does not cease one"
        " year later.",
        "negation-changed",
    ),
    (RENEWED, "The treaty is only renewed unless a party gives notice.", "scope-added"),
    (YEARLY, "Iran produces around 270 bcm of gas every month, RT reports.", "not-in-the-fact"),
    (WAR, "China gives Russia assistance because of the war.", "condition-dropped"),
    (
        VOTES,
        "In the vote, eight deputies supported the treaty and 191 opposed it, AFP reports.",
        "not-in-the-fact",
    ),
    (RATIFIED, "Kim Jong Un signed the decree of mobilisation.", "not-in-the-fact"),
    (
        TERRITORY,
        "Neither lets third states use its territory to undermine the other's currency.",
        "not-in-the-fact",
    ),
    (APPLIES, "The commission says that Kim Jong Un decided to suspend Article 4.", "not-in-the-fact"),
    (BLOCS, "Under the treaty neither Russia nor China joins any bloc.", "limit-dropped"),
    (
        RUMOURS,
        "North Korea's mission rejected accusations of arms trade and of troops as rumours.",
        "limit-dropped",
    ),
    (
        PRICED,
        "Tsivilev said that Iran would get gas from 2025 and that the price was agreed.",
        "condition-dropped",
    ),
    (LAWFUL, "Its cooperation is lawful, MENAFN reports.", "attribution-dropped"),
    (
        ROUTE,
        "The pipeline's route across Azerbaijan has been agreed with Baku, Tsivilev says.",
        "party-changed",
    ),
    (
        SAPPERS,
        "1,000 North Korean sappers have cleared mines in Russia, Sputnik reports.",
        "contrast-changed",
    ),
    (
        PROJECTS,
        "New projects may start, with the exception of nuclear ones, Putin says.",
        "negation-changed",
    ),
    (SCOPE, "The treaty falls short of that of 2001, Jalali says.", "negation-changed"),
    (
        LEVERS,
        "Neither may use economic or other levers to obtain territory from the other.",
        "not-in-the-fact",
    ),
    (RENEWAL, "Renewal every ten years is automatic unless a party gives notice.", "number-changed"),
    (
        BALLOT,
        "The council rejected a draft to extend resolution 2231 for six months; nine were for"
        " it, four against.",
        "number-changed",
    ),
    (RAN, "Work began in 2024 and the text was agreed in 2022, a paper reports.", "contrast-changed"),
    (SPACE, "Cooperation extends to weapons under the treaty.", "not-in-the-fact"),
    (
        BORDER,
        "Neither has claims against the other, and on two sections they do not keep the status quo.",
        "negation-changed",
    ),
    (
        SILENT,
        "Moscow has declined to confirm and has denied the accusations, MENAFN reports.",
        "contrast-changed",
    ),
    (OPEN, "Gas talks have settled the price, Jalali says.", "stronger-than-standing"),
)
