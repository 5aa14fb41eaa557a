"""A small library, a briefing that uses part of it and a session over both, as Python values."""

from __future__ import annotations

import datetime
import functools
import hashlib

from msgspec.structs import replace

from briefing import paths
from briefing.editing import SetDetails
from briefing.grading import Scales, load_scales
from briefing.library import LoadReport, load_library
from briefing.library.load import bundled_folder
from briefing.model.actor import Actor
from briefing.model.briefing import (
    Bearing,
    Briefing,
    ChartItem,
    ChartKind,
    Comparison,
    Evidence,
    FactItem,
    Grade,
    ImageItem,
    Judgement,
    Prose,
    Section,
    Status,
    Table,
)
from briefing.model.fact import Fact, Relation
from briefing.model.issue import MainMessage
from briefing.model.library import Catalogue, Material
from briefing.model.origin import Origin
from briefing.model.source import (
    Attachment,
    Citation,
    ExtractedText,
    Locator,
    Publisher,
    Source,
    TextQuote,
)
from briefing.model.terms import (
    ActorKind,
    FactRelation,
    ObligationKind,
    OriginKind,
    Presence,
    PublisherKind,
    Reliability,
    SourceKind,
    Standing,
)
from briefing.model.treaty import Conclusion, Obligation, Party, Place, Treaty
from briefing.project import Project, Reference, Session, make_sample

PICTURE = b"\x89PNG\r\n\x1a\n and so on: no test here looks inside a picture"
PICTURE_ID = hashlib.sha256(PICTURE).hexdigest()
GRADE = Grade(graded_by="A. Nalyst", graded_on="2025-11-03", confidence="moderate")
FINISH = SetDetails(status=Status.FINAL, main_message=MainMessage(text="It is so"))
"""The edit that makes a briefing without a main message final."""
NOON = datetime.datetime(2025, 11, 3, 12, 0, tzinfo=datetime.UTC)


def publisher(publisher_id: str, reliability: Reliability = Reliability.B) -> Publisher:
    return Publisher(
        id=publisher_id,
        name=publisher_id.capitalize(),
        kind=PublisherKind.NEWS_AGENCY,
        reliability=reliability,
        rationale="A long record",
    )


def source(source_id: str, publisher_id: str = "agency", *derives_from: str) -> Source:
    return Source(
        id=source_id,
        publisher_id=publisher_id,
        kind=SourceKind.NEWS_REPORT,
        description=f"Report {source_id}",
        url=f"https://example.org/{source_id}",
        derives_from=derives_from,
    )


def fact(
    fact_id: str, *source_ids: str, treaty_id: str = "alpha", relations: tuple[Relation, ...] = ()
) -> Fact:
    return Fact(
        id=fact_id,
        statement=f"It is reported that {fact_id}",
        standing=Standing.REPORTED,
        citations=tuple(Citation(source_id=source_id) for source_id in source_ids),
        credibility=3,
        treaty_id=treaty_id,
        relations=relations,
    )


def treaty(treaty_id: str, source_id: str) -> Treaty:
    return Treaty(
        id=treaty_id,
        title=f"Treaty {treaty_id}",
        short_title=treaty_id.capitalize(),
        parties=(Party(country="RU", name="Russia"), Party(country="IR", name="Iran")),
        concluded=Conclusion(date="2025-01-17", place=Place(country="RU", name="Moscow")),
        obligations=(
            Obligation(
                kind=ObligationKind.DEFENCE,
                presence=Presence.NO,
                citations=(Citation(source_id=source_id),),
            ),
        ),
    )


ARCHIVED = Attachment(
    sha256="a" * 64,
    media_type="application/pdf",
    name="alpha.pdf",
    size=2_048,
    retrieved="2025-02-01",
    text=ExtractedText(sha256="b" * 64, extractor="pdf", version="1"),
)
QUOTE = TextQuote(
    exact="The price shall be agreed.",
    prefix="Article 4 ",
    suffix=" The parties",
    start=1_200,
    end=1_226,
    text_sha256="b" * 64,
    language="ru",
    translation="The price shall be agreed.",
    translator="A. Nalyst",
)
CAPTURED = Origin(
    kind=OriginKind.CAPTURED, at="2025-11-03", by="A. Nalyst", file="alpha.pdf", place="page 3"
)
LIBRARY = Material.of(
    treaties=[treaty("alpha", "text-alpha"), treaty("beta", "text-beta"), treaty("gamma", "text-gamma")],
    publishers=[publisher("ministry"), publisher("agency"), publisher("forum", Reliability.F)],
    sources=[
        replace(source("text-alpha", "ministry"), attachments=(ARCHIVED,), identifiers={"unts": "I-33521"}),
        source("text-beta", "ministry"),
        source("text-gamma", "ministry"),
        source("wire"),
        source("echo", "forum", "wire"),
        source("blog", "forum"),
    ],
    facts=[
        fact("route-agreed", "wire", "echo"),
        fact(
            "route-refused",
            "blog",
            relations=(Relation(kind=FactRelation.CONTRADICTS, fact_id="route-agreed"),),
        ),
        replace(
            fact("price-open", "wire"),
            citations=(
                Citation("wire", Locator(article="4"), (QUOTE,)),
                Citation("text-alpha", Locator(page="3", eid="art_4"), (QUOTE,)),
            ),
            actors=("Gasco",),
            origin=CAPTURED,
        ),
        fact("bases-offered", "blog", treaty_id="beta"),
        fact("nothing-else", "echo", treaty_id="gamma"),
    ],
    actors=[
        Actor(id="gas-company", name="Gas Company", kind=ActorKind.BODY, also=("Gasco",), country="RU")
    ],
)
CATALOGUE = Catalogue(LIBRARY)


def with_fact_changed(fact_id: str, statement: str, library: Material = LIBRARY) -> Material:
    """The library after one of its facts was written anew."""
    changed = replace(Catalogue(library).facts[fact_id], statement=statement)
    return Material(facts=(changed,)).merged_over(library)


def an_outline() -> Briefing:
    """A briefing with two sections and nothing in them."""
    return Briefing(
        id="gas", title="Gas", sections=(Section(id="s1", title="First"), Section(id="s2", title="Second"))
    )


PROSE = Prose(id="p1", text="So much for the route.")
FIGURE = ImageItem(id="g1", attachment=PICTURE_ID, caption="A square", alt="A square")
TABLE = Table(id="t1", caption="Volumes", columns=("Year", "bcm"), rows=(("2026", "2"),))
COMPARISON = Comparison(id="c1", caption="Two treaties", treaty_ids=("alpha", "beta"))
DRAWING = ChartItem(id="d1", kind=ChartKind.TIMELINE, caption="What happened", treaty_ids=("alpha",))


@functools.cache
def a_briefing() -> Briefing:
    """One item of every kind in nested sections; the judgement leans on both facts."""
    key = Judgement(
        id="j1",
        text="Gas will likely not flow",
        grade=replace(GRADE, likelihood="likely"),
        evidence=(Evidence(item_id="f1"), Evidence(item_id="f2", bearing=Bearing.CONTRADICTS)),
    )
    shown = (PROSE, FIGURE, TABLE, COMPARISON, DRAWING)
    facts = (
        FactItem(id="f1", fact_id="route-agreed", grade=GRADE),
        FactItem(id="f2", fact_id="price-open"),
    )
    sections = (
        Section(id="s1", title="Judgements", items=(key,)),
        Section(
            id="s2", title="Energy", items=facts, sections=(Section(id="s3", title="Shown", items=shown),)
        ),
    )
    material = CATALOGUE.material_for(["route-agreed", "price-open"], ["alpha", "beta"])
    return Briefing(id="gas", title="Gas", sections=sections, library=material)


@functools.cache
def bundled_report() -> LoadReport:
    """The library that is installed with the program, as it was loaded."""
    return load_library([bundled_folder()])


@functools.cache
def bundled_library() -> Catalogue:
    """The records of the library that is installed with the program."""
    return Catalogue(bundled_report().material)


@functools.cache
def bundled_scales() -> Scales:
    """The real schemes and markings, and none of the user's own."""
    return load_scales([paths.resources() / "schemes"])


@functools.cache
def bundled_example() -> Project:
    """The example that comes with the program."""
    return make_sample(Reference(bundled_library(), bundled_scales()))


def a_reference(library: Material = LIBRARY) -> Reference:
    return Reference(Catalogue(library), bundled_scales())


def a_session(briefing: Briefing | None = None, library: Material = LIBRARY) -> Session:
    """A session that begins with an outline, under a clock that stands still, with the picture at hand."""
    session = Session.begin(
        briefing or an_outline(), a_reference(library), author="A. Nalyst", clock=lambda: NOON
    )
    session.attach(PICTURE)
    return session


def a_full_session() -> Session:
    """A session on `a_briefing` with the picture that it shows, and nothing to undo."""
    return Session.begin(
        a_briefing(),
        a_reference(),
        author="A. Nalyst",
        clock=lambda: NOON,
        attachments={PICTURE_ID: PICTURE},
    )


def a_project() -> Project:
    """A project with a history, a picture and one item of every kind."""
    return a_full_session().project
