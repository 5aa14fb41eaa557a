"""A small briefing that has one of everything, to print and to export."""

from __future__ import annotations

import hashlib
import struct
import zlib

from msgspec.structs import replace

from briefing.model.briefing import (
    Bearing,
    Briefing,
    Comparison,
    Evidence,
    FactItem,
    ImageItem,
    Judgement,
    Prose,
    Section,
    Table,
)
from briefing.model.fact import Fact, Relation
from briefing.model.library import Catalogue, Material
from briefing.model.source import Citation, Locator, Publisher, Source
from briefing.model.terms import (
    FactRelation,
    ObligationKind,
    Presence,
    PublisherKind,
    Reliability,
    SourceKind,
    Standing,
)
from briefing.model.treaty import Conclusion, Obligation, Party, Place, Term, Treaty
from tests.builders import GRADE


def picture(colour: bytes = b"\x14\x40\x5e", width: int = 4) -> bytes:
    """A small PNG: four rows of pixels of one colour."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + colour * width for _ in range(4))
    header = struct.pack(">IIBBBBB", width, 4, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def picture_id(content: bytes) -> str:
    """The id that a project gives a picture."""
    return hashlib.sha256(content).hexdigest()


PICTURE = picture()
PICTURE_ID = picture_id(PICTURE)


def treaty(treaty_id: str, presence: Presence) -> Treaty:
    return Treaty(
        id=treaty_id,
        title=f"Treaty {treaty_id}",
        short_title=treaty_id.capitalize(),
        parties=(Party(country="RU", name="Russia"), Party(country="IR", name="Iran")),
        concluded=Conclusion(date="2025-01-17", place=Place(country="RU", name="Moscow")),
        term=Term(years=20),
        obligations=(
            Obligation(
                kind=ObligationKind.DEFENCE,
                presence=presence,
                article="4",
                citations=(Citation(source_id="wire"),),
            ),
        ),
    )


def fact(fact_id: str, statement: str, *sources: str, **more: object) -> Fact:
    cited = tuple(
        Citation(source_id=each, locator=Locator(article="3(4)")) for each in sources or ("wire",)
    )
    given = {"standing": Standing.REPORTED, "credibility": 3, "treaty_id": "alpha", **more}
    return Fact(id=fact_id, statement=statement, citations=cited, **given)  # type: ignore[arg-type]


LIBRARY = Material.of(
    treaties=[treaty("alpha", Presence.NO), treaty("beta", Presence.YES)],
    publishers=[
        Publisher(
            id="agency",
            name="The Agency",
            kind=PublisherKind.NEWS_AGENCY,
            reliability=Reliability.B,
            rationale="A long record of sound reports",
        ),
        Publisher(
            id="forum",
            name="The Forum",
            kind=PublisherKind.UNKNOWN,
            reliability=Reliability.F,
            rationale="Nobody stands behind it",
        ),
    ],
    sources=[
        Source(
            id="wire",
            publisher_id="agency",
            kind=SourceKind.NEWS_REPORT,
            description="Report on the route",
            url="https://example.org/wire",
            issued="2025-01-17",
        ),
        Source(
            id="echo",
            publisher_id="forum",
            kind=SourceKind.FORUM_POST,
            description="The same report, repeated",
            derives_from=("wire",),
        ),
    ],
    facts=[
        fact("route-agreed", "The route is reported to be agreed", "wire", "echo"),
        fact(
            "route-open",
            "The route is reported to be open",
            "echo",
            relations=(Relation(kind=FactRelation.CONTRADICTS, fact_id="route-agreed"),),
        ),
        fact("price-open", "The price is reported to be under discussion"),
        fact(
            "price-set",
            "The price is reported to be set",
            relations=(Relation(kind=FactRelation.SUPERSEDES, fact_id="price-open"),),
        ),
        fact("unused", "Nobody picked this"),
    ],
)


def a_briefing() -> Briefing:
    """One of everything: facts graded and not, a contradiction, a judgement, prose, tables, a figure."""
    sections = (
        Section(
            id="s1",
            title="Key judgements",
            items=(
                Judgement(
                    id="j1",
                    text="Gas will likely not flow before 2027",
                    grade=replace(GRADE, likelihood="likely", rationale="Two reports, one origin."),
                    evidence=(
                        Evidence(item_id="f1"),
                        Evidence(item_id="f2", bearing=Bearing.CONTRADICTS),
                    ),
                    alternatives=("Another route is found",),
                ),
            ),
        ),
        Section(
            id="s2",
            title="Energy",
            items=(
                FactItem(id="f1", fact_id="route-agreed", grade=GRADE),
                FactItem(id="f2", fact_id="route-open"),
                Prose(id="p1", text="So much for the route."),
            ),
            sections=(
                Section(
                    id="s3", title="Price", items=(FactItem(id="f3", fact_id="price-open", grade=GRADE),)
                ),
            ),
        ),
        Section(
            id="s4",
            title="Comparison",
            items=(
                Comparison(id="c1", caption="Two treaties", treaty_ids=("alpha", "beta")),
                Table(
                    id="t1",
                    caption="Volumes",
                    columns=("Year", "bcm"),
                    rows=(("2026", "2"), ("2030", "55")),
                ),
                ImageItem(id="g1", attachment=PICTURE_ID, caption="A square", alt="A blue square"),
            ),
        ),
    )
    return Briefing(
        id="gas",
        title="Gas between Russia and Iran",
        author="A. Nalyst",
        cut_off="2025-10-31",
        issued="2025-11-03",
        marking="TLP:AMBER",
        sections=sections,
        library=Catalogue(LIBRARY).material_for(
            ["route-agreed", "route-open", "price-open"], ["alpha", "beta"]
        ),
    )
