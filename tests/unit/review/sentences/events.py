"""Sentences that keep the names of their fact and say that something else happens between them."""

from __future__ import annotations

from briefing.model.terms import Standing
from tests.unit.review.sentences import Drifted, Faithful

S = Standing

MET = ("The presidents of Kenya and Uganda met in Kampala on 4 May 2024.", S.ESTABLISHED, None)
VISITED = ("Prime Minister Sanna Aalto visited Tallinn in March 2024.", S.ESTABLISHED, None)
MEMORANDUM = (
    "Petrobras and Ecopetrol signed a memorandum on pipeline gas for Colombia in June 2023.",
    S.ESTABLISHED,
    None,
)
APPROVED = ("The Storting approved the treaty with Iceland on 12 March 2019.", S.ESTABLISHED, None)
RATIFIED = ("Norway and Iceland both ratified the treaty in May 2019.", S.ESTABLISHED, None)
DISCUSSED = (
    "El País reports that the energy ministers of Spain and Morocco discussed the cable in Rabat.",
    S.REPORTED,
    "El País",
)
WIDEN = ("Under Article 4 Norway and Iceland widen their exchange in science.", S.IN_FORCE, None)
SUPPLIES = ("Bolivia supplies Brazil with gas, the ministry says.", S.ASSERTED, "the ministry")
PROLONGED = ("The extension of 2019 prolongs the treaty with Iceland by five years.", S.ESTABLISHED, None)
BASES = ("The treaty provides for joint military exercises in both countries.", S.IN_FORCE, None)
REQUEST = (
    "Minister Lut said that Kenya had made no request to Uganda for assistance.",
    S.ASSERTED,
    "Oksana Lut",
)
SIGNED_LAW = ("President Ruto signed the law on 21 April 2025.", S.ESTABLISHED, None)
SENT = ("Norway sent 1,000 sappers to Peru.", S.ESTABLISHED, None)
STAGE = (
    "Minister Lut says that the first stage of the project may cost 2 million euros.",
    S.POSSIBLE,
    "Oksana Lut",
)
SHARE = ("Minister Lut says that Kenya has a share in a plan to expand the port.", S.PLANNED, "Oksana Lut")
NO_DETAILS = (
    "Minister Lut said that Kenya helped Peru in ways of which he had no details.",
    S.ASSERTED,
    "Oksana Lut",
)
SILENT = ("Adevărul reports that Chisinau has said nothing of a gas pipeline.", S.REPORTED, "Adevărul")

FAITHFUL: tuple[Faithful, ...] = (
    (MET, "Kenya's and Uganda's presidents had a meeting in Kampala on 4 May 2024."),
    (MET, "On 4 May 2024 there was a meeting of the presidents of Kenya and Uganda in Kampala."),
    (VISITED, "Sanna Aalto paid a visit to Tallinn in March 2024."),
    (
        MEMORANDUM,
        "A memorandum on pipeline gas for Colombia was signed by Petrobras and Ecopetrol in June 2023.",
    ),
    (MEMORANDUM, "Petrobras put its name to a memorandum with Ecopetrol on pipeline gas for Colombia."),
    (APPROVED, "The Storting gave its approval to the treaty with Iceland on 12 March 2019."),
    (RATIFIED, "Ratification of the treaty by Norway and Iceland came in May 2019."),
    (DISCUSSED, "El País reports that the energy ministers had a discussion about the cable in Rabat."),
    (WIDEN, "Article 4 has Norway and Iceland broaden their exchange in science."),
    (SUPPLIES, "Gas goes from Bolivia to Brazil, according to the ministry."),
    (PROLONGED, "With the extension of 2019 the treaty with Iceland got five more years."),
    (MET, "The two presidents came together in Kampala on 4 May 2024."),
    (SIGNED_LAW, "On 21 April 2025 the law was signed by President Ruto."),
    (SENT, "A thousand sappers were sent to Peru by Norway."),
    (STAGE, "The project may cost 2 million euros in its first stage, minister Lut says."),
    (APPROVED, "Addressing the treaty with Iceland, the Storting approved it on 12 March 2019."),
    (VISITED, "Prime Minister Sanna Aalto, who heads the government, visited Tallinn in March 2024."),
    (SILENT, "No word of a gas pipeline has come from Chisinau, Adevărul reports."),
)
DRIFTED: tuple[Drifted, ...] = (
    (MET, "Kenya helps Uganda.", "event-changed"),
    (MET, "Kenya will send Uganda to Kampala.", "event-changed"),
    (MET, "Uganda works for Kenya.", "event-changed"),
    (VISITED, "Sanna Aalto will lead Tallinn.", "event-changed"),
    (MEMORANDUM, "Petrobras delivers gas to Colombia.", "event-changed"),
    (MEMORANDUM, "Gas flows to Colombia by pipeline since June 2023.", "event-changed"),
    (MEMORANDUM, "Colombia will get gas from Petrobras under a memorandum.", "event-changed"),
    (APPROVED, "The Storting serves Iceland.", "event-changed"),
    (RATIFIED, "Norway controls Iceland.", "event-changed"),
    (DISCUSSED, "El País reports that Spain's energy minister left Morocco in Rabat.", "event-changed"),
    (WIDEN, "Under Article 4 Norway supplies Iceland.", "event-changed"),
    (SUPPLIES, "Bolivia leads Brazil, the ministry says.", "event-changed"),
    (BASES, "The treaty provides for joint military bases in both countries.", "not-in-the-fact"),
    (REQUEST, "Minister Lut said that Uganda gave Kenya no assistance.", "event-changed"),
    (SIGNED_LAW, "President Ruto had to sign the law on 21 April 2025.", "contrast-changed"),
    (SIGNED_LAW, "President Ruto was asked to sign the law on 21 April 2025.", "contrast-changed"),
    (SENT, "Norway sent another 1,000 sappers to Peru.", "scope-added"),
    (STAGE, "Minister Lut says that the project may cost 2 million euros.", "limit-dropped"),
    (APPROVED, "The Storting approved the treaty with Iceland, leaving itself no time.", "not-in-the-fact"),
    (
        MET,
        "The presidents of Kenya and Uganda met in Kampala. They did not shake hands.",
        "not-in-the-fact",
    ),
    (SENT, "Norway sent 1,000 sappers to Peru, which Sweden still has.", "not-in-the-fact"),
    (SHARE, "Minister Lut says that Kenya leads a plan to expand the port.", "limit-dropped"),
    (MET, "Kenya and Uganda help each other.", "event-changed"),
    (NO_DETAILS, "Minister Lut said that Kenya helped Peru, declining to give details.", "not-in-the-fact"),
)
