"""Sentences of dispatches: who told whom, how much may come, and what things are called."""

from __future__ import annotations

from briefing.model.terms import Standing
from tests.unit.review.sentences import Drifted, FactRow, Faithful

S = Standing

BREACH: FactRow = ("The Arms Control Association says that Iran's transfer of drones breached Security"
                   " Council resolution 2231; Iran denies it.", S.ALLEGED,
                   "Arms Control Association")  # fmt: skip
SIGNATORY = ("According to Vestnik Kavkaza, Xi Jinping signed the treaty.", S.REPORTED, "Vestnik Kavkaza")
EXTENSION = ("The extension of 2021 prolongs the treaty by five years from February 2022.", S.ESTABLISHED,
             None)  # fmt: skip
FORUMS = ("Russia and North Korea coordinate in international forums.", S.IN_FORCE, None)
LAUNCHERS = ("Three unnamed officials, Reuters reports, say that no launchers came with the Fath-360.",
             S.REPORTED, "Reuters")  # fmt: skip
RECEIVED = ("The US Treasury alleges that Russia received the first ballistic missiles from Iran; Iran"
            " denies it.", S.ALLEGED, "US Treasury")  # fmt: skip
SHIFT = ("A news article reports that gas supplies would signal a shift in energy relations.", S.REPORTED,
         "News article")  # fmt: skip
GROWTH = ("Gas supplies to Iran could reach up to 55 bcm, Putin says.", S.POSSIBLE, "Vladimir Putin")
PRICE = ("Tsivilev says that the gas price for Iran is still under discussion.", S.NEGOTIATING,
         "Sergei Tsivilev")  # fmt: skip
FIRST = ("Tehran Digest reports that the first agreement between Russia and Iran dates from 2001.",
         S.REPORTED, "Tehran Digest")  # fmt: skip
ANNOUNCED = ("The extension of the treaty was announced on 28 June 2021.", S.ESTABLISHED, None)
DENIED = ("Iran denies that it transferred missiles to Russia.", S.DENIED, "Iran")

FAITHFUL: tuple[Faithful, ...] = (
    (SIGNATORY, "Vestnik Kavkaza, for its part, names Xi Jinping as the man who signed the treaty."),
    (SIGNATORY, "Vestnik Kavkaza, by contrast, names Xi Jinping as the one who signed the treaty."),
    (EXTENSION, "Under the extension agreed in 2021, the treaty runs for another five years from February"
                " 2022."),
    (FORUMS, "Russia and North Korea coordinate their actions in international forums."),
    (FORUMS, "Moscow and Pyongyang coordinate their efforts in international forums."),
    (LAUNCHERS, "No launchers came with the Fath-360, three officials told Reuters on condition of"
                " anonymity."),
    (LAUNCHERS, "Three officials who asked not to be named told Reuters that no launchers came with the"
                " Fath-360."),
    (RECEIVED, "The US Treasury says Russia received the first batch of ballistic missiles from Iran, which"
               " Tehran denies."),
    (SHIFT, "Gas supplies would be a sign of a shift in energy relations, according to a news article."),
    (GROWTH, "Gas supplies to Iran could rise to 55 bcm, Putin says."),
    (GROWTH, "Gas supplies to Iran may grow to 55 bcm, Putin says."),
    (FIRST, "Russia and Iran concluded their first agreement in 2001, Tehran Digest says."),
    (FIRST, "The first agreement was reached between Russia and Iran in 2001, Tehran Digest says."),
    (PRICE, "How much Iran is to pay for the gas is still under discussion, Tsivilev says."),
)  # fmt: skip

DRIFTED: tuple[Drifted, ...] = (
    (BREACH, "Iran's transfer of drones breached resolution 2231, the Security Council said; Iran denies"
             " it.", "attribution-dropped"),
    (FORUMS, "Russia and North Korea coordinate their armies in international forums.", "not-in-the-fact"),
    (RECEIVED, "The US Treasury says Russia paid for the first ballistic missiles from Iran, which Tehran"
               " denies.", "not-in-the-fact"),
    (GROWTH, "Gas supplies to Iran will reach 55 bcm, Putin says.", "qualifier-lost"),
    (PRICE, "Iran is to pay in advance for the gas, Tsivilev says.", "stronger-than-standing"),
    (ANNOUNCED, "The extension of the treaty was concluded on 28 June 2021.", "not-in-the-fact"),
    (DENIED, "No missiles have gone to Russia since the ceasefire, Iran maintains.", "not-in-the-fact"),
)  # fmt: skip
