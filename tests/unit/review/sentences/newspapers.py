"""Sentences as newspapers write them: shared offices, passives with a day, the agency at the end."""

from __future__ import annotations

from briefing.model.terms import Standing
from tests.unit.review.sentences import Drifted, Faithful

S = Standing

SIGNED = ("Presidents Putin and Pezeshkian signed the treaty in the Kremlin on 17 January 2025.",
          S.ESTABLISHED, None)  # fmt: skip
APPROVED = ("The State Duma approved ratification in plenary on 8 April 2025.", S.ESTABLISHED, None)
REJECTED = ("The Majlis rejected the protocol on 3 May 2024.", S.ESTABLISHED, None)
FOUND = ("Spokesman Hadi Tahan Nazif says that the Guardian Council found the treaty compatible with"
         " Islamic principles.", S.ASSERTED, "Hadi Tahan Nazif")  # fmt: skip
SILENT = ("The Associated Press reported on 7 September 2024 that the White House declined to confirm a"
          " transfer of missiles to Russia.", S.REPORTED, "Associated Press")  # fmt: skip
SENT = ("Sputnik reports that North Korea sent 1,000 sappers to Russia.", S.REPORTED, "Sputnik")
PRODUCES = ("RT reports that Iran produces about 270 bcm of gas a year.", S.REPORTED, "RT")
HELP = ("Russia and North Korea assist each other under Article 4.", S.IN_FORCE, None)
BUILDING = ("Eslami says that units 2 and 3 are under construction.", S.ASSERTED, "Eslami")
DELIVERED = ("Gazprom has delivered gas to China since 2019.", S.ESTABLISHED, None)
AGREED = ("The presidents agreed in Beijing in May 2026 to extend the treaty.", S.ESTABLISHED, None)

FAITHFUL: tuple[Faithful, ...] = (
        (SIGNED, "Putin and Iranian President Masoud Pezeshkian signed the treaty in the Kremlin on"
                 " 17 January 2025."),
        (SIGNED, "Vladimir Putin and Iran's president signed the treaty in the Kremlin on 17 January"
                 " 2025."),
        (SIGNED, "Russian President Vladimir Putin and his Iranian counterpart Masoud Pezeshkian signed the"
                 " treaty in the Kremlin on 17 January 2025."),
        (SIGNED, "The presidents of Russia and Iran signed the treaty in the Kremlin on 17 January 2025."),
        (APPROVED, "Ratification was approved by the Duma at a plenary sitting on 8 April 2025."),
        (APPROVED, "Ratification was approved on 8 April 2025 by the State Duma in plenary."),
        (REJECTED, "The protocol was rejected by the Majlis at a sitting on 3 May 2024."),
        (FOUND, "Iran's Guardian Council found the treaty compatible with Islamic principles, the spokesman"
                " Hadi Tahan Nazif said."),
        (FOUND, "The treaty was found compatible with Islamic principles by the Guardian Council, spokesman"
                " Hadi Tahan Nazif said."),
        (SILENT, "The White House declined to confirm that missiles had been transferred to Russia, the"
                 " Associated Press reported on September 7, 2024."),
        (SILENT, "The White House refused to confirm a transfer of missiles to Russia, the Associated Press"
                 " reported on 7 September 2024."),
        (SILENT, "The White House would not confirm that missiles had been transferred to Russia, the"
                 " Associated Press reported on 7 September 2024."),
        (SENT, "North Korea has sent 1,000 sappers to Russia, Sputnik reported."),
        (SENT, "Sputnik reports that 1,000 sappers were sent to Russia by North Korea."),
        (HELP, "Russia and North Korea are to assist each other under Article 4."),
        (HELP, "Russia and North Korea undertake to assist each other under Article 4."),
        (PRODUCES, "About 270 bcm of gas a year is produced in Iran, RT reports."),
        (BUILDING, "Units 2 and 3 are being built, Eslami says."),
        (DELIVERED, "Gazprom has been delivering gas to China since 2019."),
        (AGREED, "According to an agreement of the presidents in Beijing in May 2026, they agreed to extend"
                 " the treaty."),
)  # fmt: skip

DRIFTED: tuple[Drifted, ...] = (
        (SIGNED, "Putin and Iranian Foreign Minister Abbas Araghchi signed the treaty in the Kremlin on"
                 " 17 January 2025.", "contrast-changed"),
        (SIGNED, "Lavrov and Iranian President Masoud Pezeshkian signed the treaty in the Kremlin on"
                 " 17 January 2025.", "contrast-changed"),
        (APPROVED, "Ratification was rejected by the Duma at a plenary sitting on 8 April 2025.",
         "contrast-changed"),
        (FOUND, "Hadi Tahan Nazif found the treaty compatible with Islamic principles, the Guardian Council"
                " said.", "attribution-dropped"),
        (SILENT, "The White House denied that missiles had been transferred to Russia, the Associated Press"
                 " reported on 7 September 2024.", "negation-changed"),
        (SILENT, "The White House confirmed that missiles had been transferred to Russia, the Associated"
                 " Press reported on 7 September 2024.", "negation-changed"),
        (PRODUCES, "Iran plans to produce about 270 bcm of gas a year, RT reports.", "contrast-changed"),
        (PRODUCES, "RT reports that Iran is preparing to produce about 270 bcm of gas a year.",
         "contrast-changed"),
        (BUILDING, "Eslami says that units 2 and 3 are planned.", "contrast-changed"),
        (AGREED, "The presidents planned to agree in Beijing in May 2026 to extend the treaty.",
         "contrast-changed"),
)  # fmt: skip
