"""A briefing that strains a template: long words, other scripts, many contradictions, a long table."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.model.briefing import (
    Bearing,
    Briefing,
    Evidence,
    FactItem,
    Grade,
    Judgement,
    Prose,
    Section,
    Table,
)
from briefing.model.fact import Fact, Relation
from briefing.model.library import Material
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
from briefing.model.treaty import Conclusion, Obligation, Party, Place, Treaty
from tests.builders import GRADE

FACTS = 40
CONTRADICTED = 12
LONG_WORD = "Donaudampfschifffahrts" * 8 + "gesellschaften"
PERSIAN = "معاهده مشارکت جامع راهبردی در مسکو امضا شد و هر دو طرف آن را لازم‌الاجرا می‌دانند"
RUSSIAN = "Договор о всеобъемлющем стратегическом партнёрстве вступил в силу, сообщает министерство"
_LONG_TITLE = (
    "What is known, what is said and what is denied about the carriage of gas, grain and arms by sea"
)
_STATEMENTS = {3: LONG_WORD, 5: PERSIAN, 7: RUSSIAN}
_CONFIDENCES = ("low", "moderate", "high")


def _statement(number: int) -> str:
    said = f"Speaker {number} is reported to have said that consignment {number} left port {number}"
    return _STATEMENTS.get(number, f"{said} in the {number}th week of the talks")


def _facts() -> list[Fact]:
    """Facts of which each of the first twelve contradicts the one after next but two."""
    return [
        Fact(
            id=f"fact-{number}",
            statement=_statement(number),
            standing=Standing.REPORTED,
            citations=tuple(
                Citation(source_id=f"source-{each}", locator=Locator(article=f"{number}({each})"))
                for each in {number % 25, number % 7}
            ),
            credibility=3,
            treaty_id="beta" if number % 5 == 4 else "alpha",
            relations=(Relation(kind=FactRelation.CONTRADICTS, fact_id=f"fact-{number + 20}"),)
            if number < CONTRADICTED
            else (),
        )
        for number in range(FACTS)
    ]


def _treaty(treaty_id: str, title: str, duty: str) -> Treaty:
    return Treaty(
        id=treaty_id,
        title=title,
        short_title=treaty_id.capitalize(),
        parties=(Party(country="RU", name="Russia"), Party(country="IR", name="Iran")),
        concluded=Conclusion(date="2025-01-17", place=Place(country="RU", name="Moscow")),
        obligations=(
            Obligation(
                kind=ObligationKind.DEFENCE,
                presence=Presence.YES,
                article="4",
                note=duty,
                citations=tuple(Citation(source_id=f"source-{number}") for number in range(9)),
            ),
        ),
    )


def _library() -> Material:
    treaties = [
        _treaty("alpha", "Treaty of Alpha", f"Each party {LONG_WORD} of the other."),
        _treaty("beta", f"{_LONG_TITLE}: Treaty of Beta", PERSIAN),
    ]
    publisher = Publisher(
        id="agency",
        name="An Agency with a rather long name of its own",
        kind=PublisherKind.NEWS_AGENCY,
        reliability=Reliability.B,
        rationale="A long record of sound reports",
    )
    sources = [
        Source(
            id=f"source-{number}",
            publisher_id="agency",
            kind=SourceKind.NEWS_REPORT,
            description=f"Report {number} on the talks",
            url=f"https://example.org/{'a-long-path/' * 9}{number}",
            issued="2025-01-17",
        )
        for number in range(25)
    ]
    return Material.of(treaties=treaties, publishers=[publisher], sources=sources, facts=_facts())


def _judgement(number: int) -> Judgement:
    evidence = (Evidence(item_id=f"f{number}"), Evidence(item_id=f"f{number + 1}"))
    return Judgement(
        id=f"j{number}",
        text=PERSIAN
        if number == 2
        else f"It is likely that route {number} stays closed to all but one of them",
        grade=replace(GRADE, likelihood="likely", rationale="The reports share one origin."),
        evidence=(*evidence, Evidence(item_id=f"f{number + 24}", bearing=Bearing.CONTRADICTS)),
        assumptions=("The ports count what leaves them.",),
        alternatives=(f"Another route is found: {LONG_WORD}.", RUSSIAN),
        indicators=("A ship is seen.", PERSIAN),
        change_since_last=f"Route {number} was open.",
    )


def _graded(number: int) -> Grade | None:
    return replace(GRADE, confidence=_CONFIDENCES[number % 3]) if number % 4 else None


def stress_briefing() -> Briefing:
    """40 facts, 12 of them contradicted, 4 judgements, a table of three pages, sections four deep."""
    rows = [FactItem(id=f"f{n}", fact_id=f"fact-{n}", grade=_graded(n)) for n in range(FACTS)]
    long_table = Table(
        id="t1",
        caption="Consignments by week",
        columns=("Week", "Port", "Remark"),
        rows=tuple((f"{n}", f"Port {n}", f"A remark on week {n}, " * (1 + n % 3)) for n in range(120)),
    )
    deep = Section(
        id="s5", title="Deeper", sections=(Section(id="s6", title="Deepest", items=tuple(rows[32:36])),)
    )
    sections = (
        Section(id="s1", title="Key judgements", items=tuple(_judgement(n) for n in range(4))),
        Section(id="s2", title=_LONG_TITLE, items=tuple(rows[:22])),
        Section(
            id="s3",
            title=LONG_WORD[:60],
            items=(
                Prose(id="p1", text="\n\n".join(["So much for the route and what it carries. " * 9] * 4)),
                *rows[22:32],
            ),
            sections=(deep,),
        ),
        Section(id="s4", title="Weeks", items=(long_table, *rows[36:])),
    )
    return Briefing(
        id="stress",
        title=f"{_LONG_TITLE}: {LONG_WORD}",
        subtitle=PERSIAN,
        purpose=RUSSIAN,
        author="A. Nalyst",
        requested_by="The Committee on Transport, Trade and the Affairs of Ports",
        organisation="Unit of Measures",
        cut_off="2025-10-31",
        issued="2025-11-03",
        marking="TLP:AMBER+STRICT",
        sections=sections,
        library=_library(),
    )
