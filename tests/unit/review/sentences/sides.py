"""Sentences with the parties as pronouns, light verbs and agencies at the end, and their distortions."""

from __future__ import annotations

from briefing.model.terms import Standing
from tests.unit.review.sentences import Drifted, Faithful

S = Standing

TERRITORY = (
    "Neither party lets its territory be used for acts against the other's stability or hostile acts"
    " against it.",
    S.IN_FORCE,
    None,
)
RESPECT = ("Under Article 3 Russia and China respect each other's course of development.", S.IN_FORCE, None)
STAGE = (
    "Energy Minister Tsivilev said in January 2025, Caliber.Az reports, that the first stage of the gas"
    " project may carry up to 2 bcm a year.",
    S.ASSERTED,
    "Sergei Tsivilev",
)
PRESSURE = ("Under Article 2 neither Russia nor China puts pressure on the other.", S.IN_FORCE, None)
SUBMITTED = (
    "President Putin submitted the treaty to the State Duma for ratification on 27 March 2025.",
    S.ESTABLISHED,
    None,
)
BLOC = ("Ambassador Kazem Jalali said that the treaty takes Iran into no bloc.", S.ASSERTED, "Kazem Jalali")
TERM = ("After its term the treaty is extended automatically by periods of five years.", S.IN_FORCE, None)
MISSILES = (
    "European intelligence sources, Reuters reported on 9 August 2024, expected hundreds of missiles to"
    " reach Russia.",
    S.REPORTED,
    "Reuters",
)
WAR = (
    "Under Article 8 Russia and North Korea set up mechanisms for joint measures, to prevent war.",
    S.IN_FORCE,
    None,
)
NOTICED = (
    "Sergey Lavrov says that 16 July 2026 will not pass unnoticed and that the offices of both presidents"
    " deal with cooperation.",
    S.ASSERTED,
    "Sergey Lavrov",
)
VALUE = (
    "Iran's state television, as AFP reports, puts the agreement at 25 billion US dollars.",
    S.REPORTED,
    "Iran's state television",
)
SANCTIONED = ("RT reports that Russia and Iran are the two most sanctioned countries.", S.REPORTED, "RT")
WEAPONS = ("Russia sends weapons to Iran and stands by it.", S.ESTABLISHED, None)
PRODUCES = ("Turan reports that Iran produces about 270 bcm of gas a year.", S.REPORTED, "Turan")

FAITHFUL: tuple[Faithful, ...] = (
    (
        TERRITORY,
        "Russia and Iran do not allow their territory to be used for acts against the other's"
        " stability or for hostile acts against the other.",
    ),
    (
        RESPECT,
        "Each of the two, Russia and China, is bound by Article 3 to respect the other's path of"
        " development.",
    ),
    (
        STAGE,
        "The first stage of the gas project may carry up to 2 billion cubic metres a year, Caliber.Az"
        " quoted Tsivilev as saying in January 2025.",
    ),
    (PRESSURE, "Russia and China, under Article 2, exert no pressure on each other."),
    (
        SUBMITTED,
        "The Russian president laid the treaty before the State Duma for ratification on 27 March 2025.",
    ),
    (BLOC, "Kazem Jalali said that Iran joins no bloc through the treaty."),
    (TERM, "Once its term has ended, the treaty is prolonged automatically by five years at a time."),
    (
        MISSILES,
        "Hundreds of missiles were expected to be delivered to Russia, Reuters reported on August 9,"
        " 2024, citing European intelligence sources.",
    ),
    (
        WAR,
        "Mechanisms for joint steps of Russia and North Korea, with the aim of averting war, are"
        " provided for in Article 8.",
    ),
    (
        NOTICED,
        "Lavrov said that July 16, 2026, would not go unnoticed, adding that the two presidents'"
        " offices were dealing with cooperation.",
    ),
    (VALUE, "AFP cited Iranian state television as putting the value of the agreement at $25 billion."),
    (SANCTIONED, "No countries are more heavily sanctioned than Russia and Iran, RT reported."),
    (PRODUCES, "Iran produces about 270 bcm of gas a year, the news agency Turan reported."),
)

DRIFTED: tuple[Drifted, ...] = (
    (
        TERRITORY,
        "Russia and Iran allow their territory to be used for acts against the other's stability or"
        " for hostile acts against the other.",
        "negation-changed",
    ),
    (
        RESPECT,
        "Each of the four, Russia and China, is bound by Article 3 to respect the other's path"
        " of development.",
        "number-changed",
    ),
    (
        STAGE,
        "The first stage of the gas project may carry up to 2 billion cubic metres a year from"
        " January 2025.",
        "attribution-dropped",
    ),
    (PRESSURE, "Russia and China, under Article 2, exert pressure on each other.", "negation-changed"),
    (
        SUBMITTED,
        "The Russian president withdrew the treaty from the State Duma on 27 March 2025.",
        "contrast-changed",
    ),
    (BLOC, "Kazem Jalali said that Iran joins a bloc through the treaty.", "negation-changed"),
    (
        TERM,
        "Once a war has ended, the treaty is prolonged automatically by five years at a time.",
        "not-in-the-fact",
    ),
    (
        WAR,
        "Mechanisms for joint steps of Russia and North Korea, with the aim of waging war, are provided"
        " for in Article 8.",
        "negation-changed",
    ),
    (
        NOTICED,
        "Lavrov said that July 16, 2026, would not go unnoticed, adding that the two presidents'"
        " offices were not dealing with cooperation.",
        "negation-changed",
    ),
    (
        VALUE,
        "AFP cited Iranian state television as putting the value of the agreement at $35 billion.",
        "number-changed",
    ),
    (WEAPONS, "Russia and Iran send weapons to each other.", "contrast-changed"),
)
