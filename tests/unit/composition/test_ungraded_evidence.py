"""Evidence that nobody has graded counts as F and 6 and is printed as not graded, in every format."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.composition.fact_fields import printed_standing, ungraded_text
from briefing.exports.registry import FORMATS
from briefing.grading.suggestion import suggest_for_fact
from briefing.model.briefing import Briefing, Grade
from briefing.model.library import Catalogue
from briefing.model.terms import Reliability
from tests.builders import LIBRARY
from tests.small_briefing import a_briefing
from tests.unit.exports.conftest import an_edition
from tests.unit.exports.exported_text import markdown_text, page_text, word_text

ONE = Grade(graded_by="A", graded_on="2025-11-03", credibility=1)


def catalogue(*, publishers: bool, facts: bool) -> Catalogue:
    """Return the library with all its publishers and facts graded or not, as A and 1."""
    return Catalogue(
        replace(
            LIBRARY,
            publishers=tuple(
                replace(each, reliability=Reliability.A, graded=publishers) for each in LIBRARY.publishers
            ),
            facts=tuple(replace(each, credibility=1, graded=facts) for each in LIBRARY.facts),
        )
    )


@pytest.mark.parametrize(
    ("publishers", "facts", "code", "words"),
    [
        (True, True, "A1", ""),
        (False, True, "F1", "source not graded"),
        (True, False, "A6", "information not graded"),
        (False, False, "F6", "source and information not graded"),
    ],
)
def test_the_part_of_the_code_that_nobody_graded_cannot_be_judged(
    publishers: bool, facts: bool, code: str, words: str
) -> None:
    library = catalogue(publishers=publishers, facts=facts)
    fact = library.facts["route-agreed"]
    assert f"{library.best_reliability(fact)}{fact.figure}" == code
    assert ungraded_text(fact, library, "en") == words
    assert printed_standing(fact, library, "en") == (f"reported, {words}" if words else "reported")


def test_the_analyst_s_own_credibility_grades_the_information() -> None:
    library = catalogue(publishers=True, facts=False)
    assert ungraded_text(library.facts["route-agreed"], library, "en", ONE) == ""


def test_a_source_with_a_reliability_of_its_own_is_graded() -> None:
    library = catalogue(publishers=False, facts=True).material
    own = replace(library.sources[0], reliability=Reliability.B, rationale="It is the text.")
    graded = Catalogue(replace(library, sources=(own, *library.sources[1:])))
    assert graded.is_graded(own)
    assert graded.reliability(own) is Reliability.B


def test_no_confidence_is_suggested_where_nobody_graded_source_and_information() -> None:
    library = catalogue(publishers=False, facts=False)
    assert suggest_for_fact(library.facts["route-agreed"], library).step is None


def ungraded(briefing: Briefing) -> Briefing:
    publishers = tuple(replace(each, graded=False) for each in briefing.library.publishers)
    return replace(briefing, library=replace(briefing.library, publishers=publishers))


@pytest.mark.parametrize(
    ("format_id", "read"), [("html", page_text), ("docx", word_text), ("md", markdown_text)]
)
def test_every_document_prints_that_a_source_is_not_graded(format_id: str, read: object) -> None:
    assert callable(read)
    graded = read(FORMATS[format_id].write(an_edition(a_briefing())))
    text = read(FORMATS[format_id].write(an_edition(ungraded(a_briefing()))))
    assert "source not graded" not in graded
    assert "source not graded" in text
    assert "Nobody has graded its reliability yet." in text
