"""Distortions by which a wording reads stronger than its fact, each next to what may be said."""

from __future__ import annotations

from briefing.model.terms import Standing
from tests.unit.review.sentences import Drifted, Faithful

S = Standing

NO_ALLIANCE = (
    "Rudenko told the State Duma that the treaty makes no military alliance and gives no mutual"
    " military assistance.",
    S.ASSERTED,
    "Rudenko",
)
SILENT = (
    "Turan reports that official Baku has said nothing of a gas pipeline to Iran.",
    S.REPORTED,
    "Turan",
)
UNDER_WAY = ("Putin says that new fuel for the Bushehr plant is being transferred.", S.ASSERTED, "Putin")
NEGOTIATED = ("RT reports that a price is being negotiated.", S.REPORTED, "RT")
CURRENCIES = (
    "RT reports that about 95 per cent of trade between Russia and Iran is settled in roubles and rials.",
    S.REPORTED,
    "RT",
)
LAWS = (
    "Russia and North Korea promise each other assistance against armed attack in accordance with"
    " Article 51 of the Charter of the United Nations and with the laws of both states.",
    S.IN_FORCE,
    None,
)
HARM = (
    "Under the treaty neither Russia nor China joins alliances or blocs, or makes treaties with third"
    " states, to the harm of the other's sovereignty, security and territorial integrity.",
    S.IN_FORCE,
    None,
)
COMES_WITH = (
    "RT reports that the partnership of Russia and Iran comes with more cooperation between Russia"
    " and China.",
    S.REPORTED,
    "RT",
)
ONE_CHINA = (
    "Under Article 5 Russia affirms that there is only one China, of which Taiwan is a part, and"
    " opposes any independence of Taiwan.",
    S.IN_FORCE,
    None,
)
PIPELINE = ("RT reports that a pipeline to Iran through Azerbaijan may be built.", S.REPORTED, "RT")
SENT = (
    "Sputnik reports that North Korea sent 1,000 sappers to Russia to clear mines.",
    S.REPORTED,
    "Sputnik",
)
_TOLD = "Rudenko told the State Duma that the treaty"
_TREATY = "Russia and China are prohibited by their treaty from joining any alliance or bloc and from"
_HELP = (
    "Russia and North Korea have promised each other assistance against armed attack, in accordance with"
)

DRIFTED: tuple[Drifted, ...] = (
    (
        NO_ALLIANCE,
        f"{_TOLD} makes no military alliance but does provide for mutual military assistance.",
        "negation-changed",
    ),
    (
        NO_ALLIANCE,
        f"{_TOLD} makes no military alliance and gives mutual military assistance.",
        "negation-changed",
    ),
    (
        NO_ALLIANCE,
        f"{_TOLD} gives mutual military assistance although it makes no military alliance.",
        "negation-changed",
    ),
    (SILENT, "Official Baku has ruled out a gas pipeline to Iran, Turan reported.", "contrast-changed"),
    (SILENT, "Official Baku has rejected a gas pipeline to Iran, Turan reported.", "contrast-changed"),
    (SILENT, "Official Baku refused a gas pipeline to Iran, Turan reported.", "contrast-changed"),
    (SILENT, "Official Baku agreed to a gas pipeline to Iran, Turan reported.", "contrast-changed"),
    (
        UNDER_WAY,
        "Putin said that new fuel had been delivered to the Bushehr plant.",
        "stronger-than-standing",
    ),
    (
        UNDER_WAY,
        "Putin said that new fuel has been transferred to the Bushehr plant.",
        "stronger-than-standing",
    ),
    (NEGOTIATED, "RT reported that a price had been negotiated.", "stronger-than-standing"),
    (
        CURRENCIES,
        "About 95 per cent of trade between Russia and Iran is settled in rubles, RT reported.",
        "limit-dropped",
    ),
    (
        CURRENCIES,
        "About 95 per cent of trade between Russia and Iran is settled in rials, RT reported.",
        "limit-dropped",
    ),
    (LAWS, f"{_HELP} Article 51 of the UN Charter.", "limit-dropped"),
    (LAWS, f"{_HELP} the laws of both states.", "limit-dropped"),
    (HARM, f"{_TREATY} concluding treaties with third states.", "limit-dropped"),
    (
        COMES_WITH,
        "The partnership of Russia and Iran has led to more cooperation between Russia and"
        " China, RT reported.",
        "cause-added",
    ),
    (
        COMES_WITH,
        "The partnership of Russia and Iran resulted in more cooperation between Russia and"
        " China, RT reported.",
        "cause-added",
    ),
    (
        COMES_WITH,
        "There is more cooperation between Russia and China thanks to the partnership of Russia"
        " and Iran, RT reported.",
        "cause-added",
    ),
    (
        ONE_CHINA,
        "Article 5, in which Russia affirms that there is only one China including Taiwan, obliges"
        " Moscow to help Beijing prevent the island's independence.",
        "contrast-changed",
    ),
    (
        SENT,
        "Sputnik reported that North Korea would send 1,000 sappers to Russia to clear mines.",
        "contrast-changed",
    ),
    (
        SENT,
        "North Korea would send 1,000 sappers to Russia to clear mines, Sputnik reported.",
        "contrast-changed",
    ),
    (
        PIPELINE,
        "RT reports that a pipeline may be built, which leads to Iran's isolation.",
        "cause-added",
    ),
)

FAITHFUL: tuple[Faithful, ...] = (
    (
        NO_ALLIANCE,
        f"{_TOLD} does not make a military alliance and does not provide for mutual military assistance.",
    ),
    (
        NO_ALLIANCE,
        f"{_TOLD} makes no military alliance and provides for no mutual military assistance.",
    ),
    (SILENT, "Official Baku has been silent on a gas pipeline to Iran, Turan reported."),
    (SILENT, "Official Baku has made no statement on a gas pipeline to Iran, Turan reported."),
    (SILENT, "Official Baku has declined to comment on a gas pipeline to Iran, Turan reported."),
    (SILENT, "Official Baku has neither confirmed nor denied a gas pipeline to Iran, Turan reported."),
    (UNDER_WAY, "Putin said that new fuel was being delivered to the Bushehr plant."),
    (NEGOTIATED, "RT reported that a price was being negotiated."),
    (
        CURRENCIES,
        "About 95 per cent of trade between Russia and Iran is settled in rials and rubles, RT reported.",
    ),
    (LAWS, f"{_HELP} Article 51 of the UN Charter and their national law."),
    (
        HARM,
        f"{_TREATY} concluding treaties with third states to the detriment of the other's security.",
    ),
    (
        COMES_WITH,
        "The partnership of Russia and Iran is accompanied by more cooperation between Russia and"
        " China, RT reported.",
    ),
    (
        ONE_CHINA,
        "Article 5 obliges Russia to oppose any independence of Taiwan, affirming that there is"
        " only one China, of which Taiwan is a part.",
    ),
    (SENT, "Sputnik reported that North Korea had sent 1,000 sappers to Russia who would clear mines."),
    (PIPELINE, "RT reports that a pipeline that leads to Iran through Azerbaijan may be built."),
    (PIPELINE, "RT reports that a pipeline leading to Iran through Azerbaijan may be built."),
)
