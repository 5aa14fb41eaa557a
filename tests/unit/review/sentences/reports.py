"""Sentences as newspapers write them are a finding only where they say something else than the fact."""

from __future__ import annotations

from briefing.model.terms import Standing
from tests.unit.review.sentences import Drifted, Faithful

S = Standing

TERM = ("The treaty is concluded for 20 years.", S.ESTABLISHED, None)
DRAFT = ("The council voted down the draft of Russia and China to extend the measure by six months.",
         S.ESTABLISHED, None)  # fmt: skip
SIGNED = ("President Putin signed the law on 21 April 2025.", S.ESTABLISHED, None)
FORCE = ("The treaty between Russia and China entered into force on 28 February 2002.", S.ESTABLISHED, None)
STRIKES = ("Air strikes on Iran began on 28 February 2026.", S.ESTABLISHED, None)
WORK = ("Rosatom's head Alexei Likhachev said on 3 March 2026 that work had stopped.", S.ASSERTED,
        "Alexei Likhachev")  # fmt: skip
TALKS = ("Gas talks leave little but the price open, Jalali says in August 2025.", S.ASSERTED, "Jalali")
CALLS = ("Andrei Rudenko calls the treaty a framework treaty.", S.ASSERTED, "Andrei Rudenko")
ALLIANCE = ("Araghchi says that the treaty makes no military alliance.", S.ASSERTED, "Araghchi")
LEAVE = ("Likhachev says that it is not the time to leave Bushehr.", S.ASSERTED, "Likhachev")
RENEWED = ("Unless a party gives notice, the treaty is renewed.", S.IN_FORCE, None)
AID = ("If an armed attack comes, the other gives immediate assistance.", S.IN_FORCE, None)
TAIWAN = ("Russia opposes any independence of Taiwan.", S.IN_FORCE, None)
DUMA = ("President Putin submitted the treaty to the State Duma for ratification.", S.ESTABLISHED, None)
MOSCOW = ("Russia and China signed the treaty in Moscow.", S.ESTABLISHED, None)
TIANJIN = (
    "Putin and Pezeshkian met in Tianjin, beside the summit of the Shanghai group.",
    S.ESTABLISHED,
    None,
)
UNITS = ("IRNA reports that Rosatom signed to build four units.", S.REPORTED, "IRNA")
PREAMBLE = ("The treaty consists of a preamble and 47 articles.", S.ESTABLISHED, None)
CONFIDENT = ("Lavrov says that Russia is confident of an extension of the treaty.", S.ASSERTED, "Lavrov")
SENT = ("A paper reports that Ardestani admitted that Iran had sent missiles.", S.REPORTED, "A paper")
RESERVES = (
    "A paper reports that Iran has the second-largest reserves after Russia.",
    S.REPORTED,
    "A paper",
)
DENIES = ("Iran denies that it transferred missiles to Russia.", S.DENIED, "Iran")
SHARE = (
    "The share fell from 50 per cent in June 2021 to 13 per cent in November 2022.",
    S.ESTABLISHED,
    None,
)
REQUEST = (
    "Peskov said that Iran had made a request to Russia for assistance.",
    S.ASSERTED,
    "Peskov",
)
COMPATIBLE = ("The treaty is compatible with the law.", S.ESTABLISHED, None)
MUTUAL = (
    "The two have no claims against each other; on two sections they keep the peace.",
    S.IN_FORCE,
    None,
)
EXTENDED = ("After its term the treaty is extended by five years.", S.IN_FORCE, None)
SAPPERS = ("A paper reports that North Korea sends sappers who are to clear mines.", S.REPORTED, "A paper")
MEASURES = ("Neither Russia nor China applies measures to the other.", S.IN_FORCE, None)

FAITHFUL: tuple[Faithful, ...] = (
        (TERM, "It runs for two decades."),
        (DRAFT, "The council voted down the Russian and Chinese draft extending it by half a year."),
        (SIGNED, "Five days later, on 21 April 2025, the Russian leader signed the law."),
        (FORCE, "It was not until 28 February 2002 that the treaty of the two neighbours took effect."),
        (STRIKES, "On the last day of February 2026, air strikes on Iran began."),
        (WORK, "Work had come to a halt, Alexei Likhachev, who heads Rosatom, said on 3 March 2026."),
        (WORK, "Work had stopped, the head of Rosatom, Alexei Likhachev, announced on 3 March 2026."),
        (TALKS, "In August 2025 Jalali said that little but the price was left open in the gas talks."),
        (CALLS, "It is Andrei Rudenko who calls the treaty a framework treaty."),
        (CALLS, "A framework treaty is the term that Andrei Rudenko uses for the treaty."),
        (ALLIANCE, "A military alliance it is not, Araghchi says of the treaty."),
        (RENEWED, "Absent notice from a party, the treaty is renewed."),
        (RENEWED, "Failing notice by either party, the treaty is renewed."),
        (DUMA, "Putin sent the treaty to the State Duma, the lower house of parliament, for ratification."),
        (TAIWAN, "Russia opposes any independence for the island, Taiwan."),
        (MOSCOW, "Russia and China signed the treaty in the Russian capital."),
        (UNITS, "Rosatom, according to IRNA, has signed up to build four units."),
        (PREAMBLE, "The treaty consists of 47 articles, preceded by a preamble."),
        (SENT, "Ardestani conceded that Iran had sent missiles, a paper reports."),
        (RESERVES, "A paper reports that the reserves of Iran are second only to those of Russia."),
        (REQUEST, "Iran had requested assistance from Russia, Peskov said."),
        (COMPATIBLE, "Nothing in the treaty is incompatible with the law."),
        (MUTUAL, "The two make no claims on each other; on two sections they keep the peace."),
        (EXTENDED, "On expiry the treaty is extended by five years."),
        (DENIES, "Iran says that it never transferred missiles to Russia."),
        (SHARE, "In November 2022 the share was down to 13 per cent, from 50 per cent in June 2021."),
)  # fmt: skip

DRIFTED: tuple[Drifted, ...] = (
        (TERM, "It runs for two years.", "number-changed"),
        (SIGNED, "Five days later the Russian leader signed the law.", "number-changed"),
        (FORCE, "The treaty between Russia and China did not enter into force on 28 February 2002.",
         "negation-changed"),
        (STRIKES, "On the first day of February 2026, air strikes on Iran began.", "date-changed"),
        (WORK, "Work had come to a halt, and Alexei Likhachev, who heads Rosatom, left on 3 March 2026.",
         "attribution-dropped"),
        (CALLS, "It is a framework treaty that Andrei Rudenko signed.", "attribution-dropped"),
        (LEAVE, "It is time to quit Bushehr, Likhachev says.", "negation-changed"),
        (AID, "The other gives assistance at once.", "condition-dropped"),
        (TAIWAN, "Russia affirms that Taiwan is independent.", "negation-changed"),
        (DUMA, "The State Duma ratified the treaty that President Putin submitted.", "contrast-changed"),
        (MOSCOW, "Russia and China signed the treaty in the Chinese capital.", "contrast-changed"),
        (TIANJIN, "Putin and Pezeshkian met in Shanghai, beside the group's summit.", "contrast-changed"),
        (UNITS, "IRNA reports that Rosatom signed to build up to four units.", "qualifier-lost"),
        (CONFIDENT, "The treaty was extended, Lavrov says.", "attribution-dropped"),
        (RESERVES, "A paper reports that Iran has the largest reserves.", "number-changed"),
        (SHARE, "The share was 50 per cent in November 2022, from 13 per cent in June 2021.",
         "number-changed"),
        (SAPPERS, "A paper reports that North Korea sends sappers to lay mines.", "contrast-changed"),
        (MEASURES, "Neither Russia nor China applies measures to a third party.", "contrast-changed"),
)  # fmt: skip
