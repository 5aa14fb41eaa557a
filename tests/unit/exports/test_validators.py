"""Exported files of a briefing that has one of everything pass the validators of their formats."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from briefing.exports import csl
from briefing.exports.edition import Edition
from briefing.exports.registry import FORMATS
from briefing.model.briefing import Table
from tests.builders import bundled_scales
from tests.examples import examples
from tests.small_briefing import LIBRARY, a_briefing
from tests.unit.edtf_dates import EDTF_DATES
from tests.unit.exports.conftest import an_edition
from tests.validators import csl_errors, office_errors, stix_errors

SCALES = bundled_scales()


@pytest.mark.parametrize("format_id", ["docx", "xlsx"])
def test_word_and_excel_files_follow_their_schemas(everything: Edition, format_id: str) -> None:
    assert office_errors(FORMATS[format_id].write(everything), format_id) == []


def test_a_document_with_a_landscape_page_follows_its_schema() -> None:
    columns = tuple(f"Column {number}" for number in range(14))
    table = Table(id="wide", caption="Wide", columns=columns, rows=(columns, columns))
    briefing = a_briefing()
    first, *others = briefing.sections
    sections = (replace(first, items=(*first.items, table)), *others)
    edition = an_edition(replace(briefing, sections=sections))
    assert office_errors(FORMATS["docx"].write(edition), "docx") == []


def test_an_element_that_a_schema_does_not_allow_is_found(everything: Edition) -> None:
    source = zipfile.ZipFile(io.BytesIO(FORMATS["docx"].write(everything)))
    target = io.BytesIO()
    with source, zipfile.ZipFile(target, "w") as changed:
        for name in source.namelist():
            changed.writestr(name, source.read(name).replace(b"<w:body>", b"<w:body><w:bold/>"))
    assert any("bold" in error for error in office_errors(target.getvalue(), "docx"))


def test_a_bundle_passes_the_validator_of_oasis(everything: Edition) -> None:
    raw = FORMATS["stix"].write(everything)
    assert stix_errors(raw) == []
    assert stix_errors(raw.replace(b'"type": "report"', b'"type": "reports"'))


def test_sources_follow_the_schema_of_csl_json(everything: Edition) -> None:
    assert csl_errors(FORMATS["csl"].write(everything)) == []


@pytest.mark.parametrize(
    "item",
    [
        {"id": "a", "type": "treaty", "reliability": "A"},
        {"id": "a", "type": "rumour"},
        {"id": "a", "type": "book", "issued": {"date-parts": []}},
        {"type": "book"},
    ],
)
def test_a_field_a_type_or_a_date_that_csl_lacks_is_found(item: dict[str, object]) -> None:
    assert csl_errors(json.dumps([item]).encode())


@settings(max_examples=examples(60))
@given(EDTF_DATES)
def test_any_date_of_a_source_has_a_form_in_csl(edtf: str) -> None:
    dated = tuple(replace(source, issued=edtf) for source in LIBRARY.sources)
    briefing = a_briefing()
    library = replace(briefing.library, sources=dated)
    assert csl_errors(csl.sources(replace(briefing, library=library), SCALES)) == []
