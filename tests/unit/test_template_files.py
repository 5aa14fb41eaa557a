"""The files of a template by name: what may be among them, and what they hash to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.template_files import (
    MANIFEST,
    MAX_FILE_BYTES,
    MAX_FILES,
    digest,
    is_name,
    objections,
)

NAMES = st.sampled_from(["a.css", "b.css", "base/c.jinja", MANIFEST])
FILES = st.dictionaries(NAMES, st.binary(max_size=9))


@pytest.mark.parametrize(
    "name", ["template.yaml", "base/page.html.jinja", "fonts/A Font-1.otf", "a/b/c/d/e/f.css"]
)
def test_an_ordinary_name_is_allowed(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "../style.css", "/style.css", "a//b.css", "./a.css", ".hidden.css", "a.css/", "", "style", "run.sh",
        "con.css", "base/NUL.svg", "a\\b.css", "a:b.css", "name /x.css", "name./x.css", "ü.css",
        "x" * 200 + ".css", "a/b/c/d/e/f/g.css",
    ],
)  # fmt: skip
def test_a_name_that_leaves_the_folder_or_fails_on_some_system_is_refused(name: str) -> None:
    assert not is_name(name)


def test_a_template_of_ordinary_files_has_no_objection() -> None:
    assert objections({MANIFEST: 10, "style.css": 10}) == []


@pytest.mark.parametrize(
    ("sizes", "objection"),
    [
        ({"style.css": 1}, "There is no 'template.yaml'"),
        ({MANIFEST: 1, "run.sh": 1}, "'run.sh' is not a valid name"),
        ({MANIFEST: 1, "a.css": MAX_FILE_BYTES + 1}, "'a.css' is larger than 16 MB"),
        (
            {MANIFEST: 1, **{f"{n}.png": MAX_FILE_BYTES for n in range(3)}},
            "larger than 32 MB in total",
        ),
        ({MANIFEST: 1, "a.css": 1, "A.css": 1}, "occurs twice"),
        ({MANIFEST: 1, **{f"{n}.css": 1 for n in range(MAX_FILES)}}, f"more than {MAX_FILES} files"),
    ],
)
def test_each_objection_is_a_sentence(sizes: dict[str, int], objection: str) -> None:
    assert any(objection in sentence for sentence in objections(sizes))


@given(FILES)
def test_the_digest_does_not_depend_on_the_order_of_the_files(files: dict[str, bytes]) -> None:
    assert digest(files) == digest(dict(reversed(files.items())))


@given(FILES, FILES)
def test_different_files_have_different_digests(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    assert (digest(one) == digest(other)) == (one == other)
