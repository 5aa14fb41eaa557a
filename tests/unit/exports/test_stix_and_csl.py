"""The files that travel in a PDF, read by programs that know their forms and not this one."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.composition.compose import compose
from briefing.editing import HideItem, Reword, SetNote, apply
from briefing.exports import csl, stix
from briefing.grading import GradedThing, Marking, MarkingSet, Scales, Subject
from briefing.model.briefing import Briefing, Grade
from briefing.model.library import Catalogue
from briefing.model.terms import SourceKind
from tests.builders import GRADE, bundled_scales
from tests.small_briefing import LIBRARY, a_briefing

SCALES = bundled_scales()


def entries(briefing: Briefing) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(csl.sources(briefing, SCALES))
    return found


def objects(briefing: Briefing, scales: Scales = SCALES) -> list[Any]:
    """The bundle as a strict reader has it: nothing of its own making is allowed."""
    import stix2

    bundle = stix2.parse(stix.bundle(briefing, scales).decode(), allow_custom=False)
    return list(bundle.objects)


def of_type(found: list[Any], type_: str) -> list[Any]:
    return [each for each in found if each["type"] == type_]


def note(briefing: Briefing, content: str) -> Any:
    return next(each for each in of_type(objects(briefing), "note") if content in each.content)


# Sources


def test_a_reference_manager_reads_the_list_and_makes_a_bibliography_of_it() -> None:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings():
        warnings.simplefilter("error")  # it warns of types and fields that it does not know
        # All but this: it came with CSL 1.0.2, and the package stops before it.
        source = CiteProcJSON(
            [{k: v for k, v in each.items() if k != "custom"} for each in entries(a_briefing())]
        )
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for key in source:
        bibliography.register(Citation([CitationItem(key)]))
    said = "\n".join(map(str, bibliography.bibliography()))
    assert "The Agency" in said
    assert "2025" in said


def test_sources_have_the_numbers_order_and_letters_of_the_printed_list() -> None:
    printed = compose(a_briefing(), {}, SCALES).sources
    found = entries(a_briefing())
    assert [each["citation-number"] for each in found] == [each.number for each in printed]
    assert [each["custom"]["admiralty-reliability"] for each in found] == [each.letter for each in printed]
    assert found[0] == {
        "id": "wire",
        "type": "article-newspaper",
        "title": "Report on the route",
        "note": "The title was not recorded; a description takes its place.",
        "genre": "news report",
        "publisher": "The Agency",
        "container-title": "The Agency",
        "issued": {"date-parts": [[2025, 1, 17]]},
        "URL": "https://example.org/wire",
        "citation-number": 1,
        "custom": {"admiralty-reliability": "B", "derives-from": []},
    }


def test_every_kind_of_source_has_a_type() -> None:
    assert set(csl.TYPES) == set(SourceKind)


@pytest.mark.parametrize(
    ("edtf", "date"),
    [
        ("2025", {"date-parts": [[2025]]}),
        ("2025-01", {"date-parts": [[2025, 1]]}),
        ("2025~", {"date-parts": [[2025]], "circa": True}),
        ("2025-01/2025-04-02", {"date-parts": [[2025, 1], [2025, 4, 2]]}),
        ("2025-21", {"date-parts": [[2025]], "season": 1}),
        ("2025-01-17T10:00:00Z", {"date-parts": [[2025, 1, 17]]}),
        ("2025-01-XX", {"literal": "an unknown day in January\xa02025"}),
        ("2025-10/..", {"literal": "from October\xa02025"}),
        ("2025-34", {"literal": "second quarter of 2025"}),
        ("-1258", {"literal": "1259\xa0BCE"}),
    ],
)
def test_a_date_is_as_precise_as_its_source_gives_it(edtf: str, date: dict[str, Any]) -> None:
    briefing = a_briefing()
    sources = tuple(replace(each, issued=edtf) for each in briefing.library.sources)
    changed = replace(briefing, library=replace(briefing.library, sources=sources))
    assert entries(changed)[0]["issued"] == date


# STIX


def test_a_strict_reader_takes_the_bundle_and_every_reference_in_it_resolves() -> None:
    found = objects(a_briefing())
    known = {each["id"] for each in found}
    assert len(known) == len(found)
    (report,) = of_type(found, "report")
    used = set(report.object_refs)
    for each in found:
        used |= {each[key] for key in ("created_by_ref", "source_ref", "target_ref") if key in each}
        used |= set(each.get("object_refs", ())) | set(each.get("object_marking_refs", ()))
    assert used <= known
    held = {each["id"] for each in found if each["type"] in {"note", "relationship"}}
    assert held <= set(report.object_refs)


def test_every_printed_fact_and_judgement_is_a_note_with_its_sources() -> None:
    notes = of_type(objects(a_briefing()), "note")
    assert "source-summary" in notes[-1].labels
    said = {each.content for each in notes[:-1]}
    assert said == {
        "Gas will likely not flow before 2027.",
        "The route is reported to be agreed.",
        "The route is reported to be open.",
        "The price is reported to be under discussion.",
        "The price is reported to be set.",
    }
    agreed = note(a_briefing(), "agreed")
    assert [each.url for each in agreed.external_references if "url" in each] == [
        "https://example.org/wire"
    ]
    assert agreed.external_references[0].source_name == "The Agency"
    assert {"fact", "standing:reported", "admiralty:B3", "confidence:icd-203:moderate"} == set(
        agreed.labels
    )


def test_evidence_and_contradictions_are_relationships() -> None:
    found = objects(a_briefing())
    words = {each["id"]: each.content for each in of_type(found, "note")}
    told = {
        (words[each.source_ref].split()[1], each.relationship_type, words[each.target_ref].split()[1])
        for each in of_type(found, "relationship")
    }
    assert told == {
        ("route", "supports", "will"),
        ("route", "contradicts", "will"),
        ("route", "contradicts", "route"),
        ("price", "supersedes", "price"),
    }


@pytest.mark.parametrize("label", list(stix.TLP_MARKINGS))
def test_a_tlp_label_is_the_definition_that_oasis_publishes(label: str) -> None:
    found = objects(replace(a_briefing(), marking=label))
    (marking,) = of_type(found, "marking-definition")
    assert marking["id"] == stix.TLP_MARKINGS[label]
    assert marking.extensions[stix.TLP_EXTENSION]["tlp_2_0"].upper() == label.removeprefix("TLP:")
    assert all(each.object_marking_refs == [marking["id"]] for each in found if each is not marking)


def test_a_marking_of_another_set_is_a_statement() -> None:
    own = Marking(label="HOUSE", order=1, colour="#FFFFFF", audience="the house")
    marking_set = MarkingSet(id="house", name="House", reference="Own", markings=(own,))
    scales = Scales(SCALES.schemes, {**SCALES.marking_sets, "house": marking_set})
    (marking,) = of_type(objects(replace(a_briefing(), marking="HOUSE"), scales), "marking-definition")
    assert marking.definition.statement == "HOUSE: for the house"


@pytest.mark.parametrize(
    ("scheme", "term", "value"),
    [
        ("icd-203", "low", 15),
        ("icd-203", "moderate", 50),
        ("icd-203", "high", 85),
        ("plain", "medium", 50),
        ("stix-2-1", "none", 0),
        ("stix-2-1", "med", 50),
        ("ipcc", "high", None),
        ("ipcc", "very-high", None),
    ],
)
def test_a_confidence_becomes_the_number_of_the_table_and_none_where_there_is_no_table(
    scheme: str, term: str, value: int | None
) -> None:
    assert stix.confidence(replace(GRADE, confidence=term), None, scheme, SCALES) == value


@pytest.mark.parametrize(("figure", "value"), [(1, 90), (2, 70), (3, 50), (4, 30), (5, 10), (6, None)])
def test_information_without_a_confidence_has_that_of_its_credibility(
    figure: int, value: int | None
) -> None:
    fact = replace(Catalogue(LIBRARY).facts["route-agreed"], credibility=figure)
    assert stix.confidence(None, fact, "icd-203", SCALES) == value
    own = Grade(graded_by="A", graded_on="2025-11-03", credibility=figure)
    other = replace(fact, credibility=1)
    assert stix.confidence(own, other, "icd-203", SCALES) == value


def test_a_likelihood_is_never_passed_off_as_a_confidence() -> None:
    for scheme in SCALES.schemes.values():
        scale = scheme.scale(Subject.LIKELIHOOD)
        for term in scale.terms if scale and scale.applies_to(GradedThing.JUDGEMENT) else ():
            grade = Grade(graded_by="A", graded_on="2025-11-03", likelihood=term.id)
            assert stix.confidence(grade, None, scheme.id, SCALES) is None


# Both


def both(briefing: Briefing) -> bytes:
    return csl.sources(briefing, SCALES) + stix.bundle(briefing, SCALES)


NOTE = "What nobody but the authors may read"


@given(st.sampled_from(["f1", "f2", "f3", "j1", "p1"]))
def test_notes_and_words_of_hidden_rows_are_in_neither(row: str) -> None:
    briefing = apply(a_briefing(), SetNote(item_id=row, note=NOTE))
    briefing = apply(apply(briefing, Reword(item_id=row, text=NOTE)), HideItem(item_id=row))
    assert NOTE.encode() not in both(briefing)
    assert b"A. Nalyst" not in both(replace(briefing, author=""))


def test_the_confidence_in_a_row_that_is_not_shown_is_not_told() -> None:
    assert "confidence:icd-203:moderate" in note(a_briefing(), "agreed").labels
    hidden = note(apply(a_briefing(), HideItem(item_id="f1")), "left out")
    assert set(hidden.labels) == {"fact", "standing:reported", "admiralty:B3"}


def test_a_briefing_with_nothing_in_it_reports_nothing_and_one_with_an_author_reports_who_it_is() -> None:
    empty = Briefing(id="nothing", title="Nothing yet")
    assert entries(empty) == []
    assert [each["type"] for each in objects(empty)] == ["marking-definition"]
    signed = objects(replace(empty, author="A. Nalyst"))
    assert [each["type"] for each in signed] == ["marking-definition", "identity", "report"]


def test_another_process_with_another_hash_seed_gives_the_same_bytes() -> None:
    module = "tests.unit.exports.test_stix_and_csl"
    code = f"import sys; from {module} import *; sys.stdout.buffer.write(both(a_briefing()))"
    other = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": "7", "PATH": ""},
    )
    assert other.stdout == both(a_briefing())
