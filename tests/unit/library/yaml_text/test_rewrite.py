"""Changing one record in a file leaves all other text as it is, whatever the layout of the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.codec import parse_text
from briefing.errors import LibraryError
from briefing.library.files import LibraryFile, content_of
from briefing.library.load import bundled_folder
from briefing.library.records import Record
from briefing.library.yaml_text import RecordChange, new_file, rewritten
from briefing.library.yaml_text.render import plain
from briefing.model.fact import Fact, Quantity, Relation
from briefing.model.source import Attachment, Citation, Locator, TextQuote
from briefing.model.terms import FactRelation, Standing
from briefing.model.treaty import Party, Place, Treaty
from tests.builders import LIBRARY, fact, source, treaty
from tests.unit.profile import repeatable

FACTS = LibraryFile(Path("facts.yaml"), Path(), ("facts",))
SOURCES = LibraryFile(Path("sources.yaml"), Path(), ("publishers", "sources"))
TREATY = LibraryFile(Path("treaty.yaml"), Path())


def records(raw: bytes, file: LibraryFile = FACTS, key: str = "facts") -> list[Record]:
    content = content_of(parse_text(raw.decode("utf-8-sig"), "f"), file)
    assert content.problems == []
    return [record.value for record in content.records[key]]


def edited(text: str, number: int, **fields: Any) -> str:
    """The text of facts after a change of one."""
    before = records(text.encode())[number]
    change = RecordChange("facts", before, replace(before, **fields))
    return rewritten(text.encode(), FACTS, [change]).decode()


WIRE, ECHO = Citation(source_id="wire"), Citation(source_id="echo")
AT_4 = replace(WIRE, locator=Locator(article="4"))


# What single changes look like

HAND_WRITTEN = """\
# Facts on gas.
facts:
- statement: 'Gas flows'   # since 2024
  id: gas
  # The wire has it, the echo repeats it.
  citations: [ {source_id: wire}, {source_id: echo} ]
  standing: reported
  credibility: 3
  notes: >-
    A long
    note.


# The next one is disputed.
- {id: oil, statement: Oil flows, standing: reported, credibility: 3, citations: [{source_id: wire}]}
- id: coal
  statement: |
    Coal does not flow
  standing: reported
  credibility: 3
  citations:
  - source_id: wire   # the only one
  graded: true
# The end.
"""


@pytest.mark.parametrize(
    ("number", "fields", "old", "new"),
    [
        (0, {"statement": "Gas stops"}, "'Gas flows'   #", "Gas stops   #"),
        (0, {"credibility": 2}, "3\n  notes", "2\n  notes"),
        (0, {"date": "2025-01-17"}, "  notes: >-", '  date: "2025-01-17"\n  notes: >-'),
        (0, {"notes": ""}, "  notes: >-\n    A long\n    note.\n", ""),
        (0, {"notes": "Short"}, "notes: >-\n    A long\n    note.", "notes: Short"),
        (0, {"topics": ("gas", "no")}, "  notes: >-", '  topics:\n    - gas\n    - "no"\n  notes: >-'),
        (0, {"citations": (WIRE, Citation(source_id="tass"))}, "{source_id: echo}", "{source_id: tass}"),
        (0, {"citations": (WIRE,)}, "[ {source_id: wire}, {source_id: echo} ]", "[{source_id: wire}]"),
        (1, {"statement": "Oil, too"}, "statement: Oil flows", 'statement: "Oil, too"'),
        (2, {"statement": "Coal is burnt"}, "|\n    Coal does not flow", "Coal is burnt"),
        (2, {"graded": False}, "graded: true", "graded: false"),
        (2, {"citations": (AT_4,)}, " one\n", ' one\n    locator:\n      article: "4"\n'),
        (2, {"citations": (ECHO, WIRE)}, "  citations:\n  -", "  citations:\n  - source_id: echo\n  -"),
        (2, {"place": Place(country="NO")}, "  graded", '  place:\n    country: "NO"\n  graded'),
        (2, {"quantity": Quantity(5, "bcm")}, "  gr", "  quantity:\n    value: 5\n    unit: bcm\n  gr"),
    ],
)  # fmt: skip
def test_a_change_replaces_the_text_of_its_field_alone(
    number: int, fields: dict[str, Any], old: str, new: str
) -> None:
    assert HAND_WRITTEN.count(old) == 1
    assert edited(HAND_WRITTEN, number, **fields) == HAND_WRITTEN.replace(old, new)


def test_a_long_text_is_folded_and_one_of_several_lines_is_written_line_by_line() -> None:
    long = " ".join(["word"] * 40)
    assert f"statement: >-\n    {' '.join(['word'] * 20)}\n    {' '.join(['word'] * 20)}\n" in edited(
        HAND_WRITTEN, 2, statement=long
    )
    assert "notes: |-\n    One.\n\n    Two." in edited(HAND_WRITTEN, 0, notes="One.\n\nTwo.")
    commented = edited(HAND_WRITTEN, 0, statement=long)
    assert f"statement: {long}   # since 2024\n" in commented, "a comment cannot follow a folded text"


def test_an_earlier_form_is_replaced_where_it_changes_and_else_left() -> None:
    text = HAND_WRITTEN.replace(
        "source_id: wire   # the only one", "source_id: wire\n    quote: {exact: So be it}"
    )
    assert edited(text, 2, statement="Else") == text.replace("|\n    Coal does not flow", "Else")
    quoted = Citation(source_id="wire", quotes=(TextQuote(exact="So be it"), TextQuote(exact="Amen")))
    after = edited(text, 2, citations=(quoted,))
    assert "quote:" not in after
    assert "quotes:\n      - exact: So be it\n      - exact: Amen\n  graded" in after


def test_a_record_is_added_after_the_last_and_deleted_with_its_lines() -> None:
    new = fact("new", "wire", treaty_id="")
    added = rewritten(HAND_WRITTEN.encode(), FACTS, [RecordChange("facts", None, new)]).decode()
    before, after = HAND_WRITTEN.split("# The end.")
    assert added.startswith(before + "- id: new\n  statement: It is reported that new\n")
    assert added.endswith("    - source_id: wire\n  credibility: 3\n# The end." + after)
    assert rewritten(added.encode(), FACTS, [RecordChange("facts", new, None)]).decode() == HAND_WRITTEN
    coal = records(HAND_WRITTEN.encode())[2]
    swapped = rewritten(
        HAND_WRITTEN.encode(), FACTS, [RecordChange("facts", coal, None), RecordChange("facts", None, new)]
    )
    assert [each.id for each in records(swapped)] == ["gas", "oil", "new"]


@pytest.mark.parametrize(
    "text",
    ["# No\nfacts:\n", "facts: [] # none\n", "facts: ~", "{}", "{facts: []}", '{"facts": []}'],
)
def test_a_first_record_finds_its_place_in_an_empty_file(text: str) -> None:
    new = fact("new", "wire", treaty_id="")
    after = rewritten(text.encode(), FACTS, [RecordChange("facts", None, new)])
    assert records(after) == [new]
    assert ("#" in after.decode()) == ("#" in text)


def test_all_records_can_be_replaced_by_others() -> None:
    listed = [plain(fact(each, "wire", treaty_id="")) for each in "abc"]
    for text in (HAND_WRITTEN, json.dumps({"facts": listed}, indent=1)):
        present = records(text.encode())
        new = fact("new", "wire", treaty_id="")
        changes = [RecordChange("facts", each, None) for each in present]
        empty = rewritten(text.encode(), FACTS, changes)
        assert records(empty) == []
        assert records(rewritten(empty, FACTS, [RecordChange("facts", None, present[0])])) == present[:1]
        assert records(rewritten(text.encode(), FACTS, [*changes, RecordChange("facts", None, new)])) == [
            new
        ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("facts:\n\t- x", "This is not YAML"),
        ("facts: [&a {id: x}]", "anchor"),
        (HAND_WRITTEN.replace("credibility: 3\n  notes", "credibility: 7\n  notes"), "7 is out of range"),
        (HAND_WRITTEN.replace("|\n    Coal does not flow", "Else"), "changed by another program"),
        (HAND_WRITTEN.partition("- id: coal")[0], "changed by another program"),
    ],
)  # fmt: skip
def test_a_file_that_has_problems_or_other_content_is_not_rewritten(text: str, reason: str) -> None:
    coal = records(HAND_WRITTEN.encode())[2]
    with pytest.raises(LibraryError, match=reason):
        rewritten(text.encode(), FACTS, [RecordChange("facts", coal, replace(coal, notes="x"))])


def test_a_record_that_is_there_already_is_not_added() -> None:
    coal = records(HAND_WRITTEN.encode())[2]
    with pytest.raises(LibraryError, match="changed by another program"):
        rewritten(HAND_WRITTEN.encode(), FACTS, [RecordChange("facts", None, coal)])


def test_a_fact_that_names_its_treaty_still_does() -> None:
    text = HAND_WRITTEN.replace("  id: gas", "  id: gas\n  treaty_id: alpha")
    before = replace(records(text.encode())[0], treaty_id="alpha")
    after = rewritten(text.encode(), FACTS, [RecordChange("facts", before, replace(before, notes="x"))])
    assert b"treaty_id: alpha" in after


def test_a_treaty_is_changed_in_its_file_and_comments_stay() -> None:
    raw = (bundled_folder() / "russia-china-2001" / "treaty.yaml").read_bytes()
    (before,) = records(raw, TREATY, "treaty")
    assert isinstance(before, Treaty)
    parties = (*before.parties, Party(name="EU", organisation="eu"))
    after = replace(before, short_title="China 2001", parties=parties)
    text = rewritten(raw, TREATY, [RecordChange("treaty", before, after)]).decode()
    expected = (
        raw.decode()
        .replace("Russia–China 2001", "China 2001", 1)
        .replace("\nconcluded:", "\n  - name: EU\n    organisation: eu\nconcluded:", 1)
    )
    assert text == expected


def test_new_files_are_written_as_the_bundled_ones_are() -> None:
    raw = new_file(SOURCES, [("sources", source("wire", "agency", "text"))])
    assert raw.decode() == (
        "publishers: []\nsources:\n  - id: wire\n    publisher_id: agency\n    kind: news_report\n"
        "    description: Report wire\n    url: https://example.org/wire\n    derives_from:\n      - text\n"
    )
    assert records(new_file(TREATY, [("treaty", treaty("alpha", "text"))]), TREATY, "treaty")


REST = "  standing: reported\n  credibility: 3\n"
ODD_LAYOUTS = {
    "a dash alone in its line": """\
-
  id: b
  statement: B
  citations:
  -
    source_id: w
""",
    "comments at all places": """\
- # why
  id: b # x
# low
  citations: # y
  # z
  - source_id: w

  - source_id: x # e
 # between
  statement: B
""",
    "explicit keys": """\
- ? id
  : b
  ? statement
  : B
  citations: [{source_id: w}]
""",
    "an indentation indicator": """\
- id: b
  citations: [{source_id: w}]
  notes: |2-
      B
     c
  statement: >
    a
    b

# out
""",
    "quoted keys": """\
- "id": b
  citations: [{"source_id":"w"}]
  'statement': "B
    c"
""",
    "brackets over several lines": """\
- id: b
  citations: [{source_id: w},
     {source_id: x}] # tail
  statement: |+
    B


""",
    "wide columns": """\
- id:        b
  statement: B
  citations:   [{source_id: w}]
  topics:
  - x
  - y
""",
}


@pytest.mark.parametrize("layout", ODD_LAYOUTS.values(), ids=ODD_LAYOUTS)
@pytest.mark.parametrize("is_last", [True, False])
def test_records_in_any_layout_are_changed_alone(layout: str, is_last: bool) -> None:
    odd = layout.replace("  citations:", f"{REST}  citations:", 1)
    plainly = "- {id: a, statement: A, standing: reported, credibility: 3, citations: [{source_id: w}]}\n"
    head, tail = (
        ("# Head\nfacts:\n", plainly) if not is_last else (f"--- # x\nfacts: # y\n{plainly}", "# end")
    )
    before = records((head + odd + tail).encode())[int(is_last)]
    assert isinstance(before, Fact)
    changes: list[dict[str, Any]] = [
        {"statement": "New: one"},
        {"statement": "w " * 90 + "w"},
        {"notes": "N\n\nM"},
        {"date": "2025", "credibility": 1},
        {"citations": (WIRE, ECHO)},
        {"citations": (replace(before.citations[0], note="So"),)},
        {"topics": ()},
    ]
    afters = [*(replace(before, **each) for each in changes), None]
    for after in afters:
        raw = rewritten((head + odd + tail).encode(), FACTS, [RecordChange("facts", before, after)])
        assert raw.decode().startswith(head)
        assert raw.decode().endswith(tail)


# What always holds

MISREAD = [
    "null",
    "~",
    "true",
    "no",
    "12",
    "1e3",
    "2025-01-17",
    "- a",
    "a: b",
    "a #b",
    "=",
    "0x1F",
    "12:30",
]
TEXTS = st.one_of(
    st.text("aZ 9é“\"'\\:#-{}[],%&*!|>@`\u2003\u0641\U0001f600", min_size=1, max_size=20).filter(str.strip),
    st.sampled_from([*MISREAD, "---", "... a", "w " * 90 + "w"]),
)
NOTES = st.lists(TEXTS | st.just(""), max_size=3).map("\n".join)
CITATIONS = st.lists(
    st.builds(
        Citation,
        source_id=st.sampled_from(["wire", "echo", "no"]),
        locator=st.none() | st.builds(Locator, article=TEXTS),
        quotes=st.lists(
            st.builds(TextQuote, exact=TEXTS, prefix=st.sampled_from(["", " a"])), max_size=2
        ).map(tuple),
    ),
    min_size=1,
    max_size=3,
).map(tuple)


def facts(fact_id: str) -> st.SearchStrategy[Fact]:
    return st.builds(
        Fact,
        id=st.just(fact_id),
        statement=TEXTS,
        standing=st.sampled_from(Standing),
        citations=CITATIONS,
        credibility=st.integers(1, 6),
        actors=st.lists(TEXTS, max_size=2).map(tuple),
        topics=st.sampled_from([(), ("gas",), ("gas", "no")]),
        date=st.sampled_from([None, "2025-01-17", "2024~"]),
        place=st.none() | st.builds(Place, country=st.sampled_from([None, "NO"]), name=TEXTS),
        quantity=st.none() | st.builds(Quantity, value=st.sampled_from([5, 1.5]), unit=TEXTS),
        relations=st.lists(
            st.builds(Relation, kind=st.sampled_from(FactRelation), fact_id=st.just("a")), max_size=2
        ).map(tuple),
        notes=NOTES,
        graded=st.booleans(),
    )


@st.composite
def chunks(draw: st.DrawFn, fewest: int = 1, most: int = 3) -> tuple[list[Fact], list[str], bool, bool]:
    """Facts of a file and its text in parts: a head, and for each fact its text and what follows it."""
    present = [draw(facts(f"f{number}")) for number in range(draw(st.integers(fewest, most)))]
    dash = draw(st.sampled_from(["", "  "]))
    parts = [draw(st.sampled_from(["", "# Head\n\n", "%YAML 1.1\n---\n"])) + "facts:\n"]
    for each in present:
        dumped = yaml.safe_dump(
            [plain(each)],
            allow_unicode=draw(st.booleans()),
            default_flow_style=draw(st.sampled_from([False, False, True])),
            sort_keys=draw(st.booleans()),
            width=draw(st.sampled_from([30, 80, 4000])),
        )
        if dumped.startswith("["):
            dumped = f"- {dumped.strip()[1:-1]}\n"
        parts.append("".join(f"{dash}{line}\n" if line else "\n" for line in dumped.split("\n")[:-1]))
        parts.append(draw(st.sampled_from(["", "\n", "\n\n", f"{dash}# Between: [x]\n", "\n# Text  \n\n"])))
    return present, parts, draw(st.booleans()), draw(st.booleans())


@repeatable
@given(chunks(), st.data())
def test_text_outside_the_changed_record_stays_byte_for_byte(
    drawn: tuple[list[Fact], list[str], bool, bool], data: st.DataObject
) -> None:
    present, parts, has_mark, has_returns = drawn

    def encoded(texts: list[str]) -> bytes:
        text = "".join(texts)
        return (text.replace("\n", "\r\n") if has_returns else text).encode()

    mark = b"\xef\xbb\xbf" if has_mark else b""
    raw = mark + encoded(parts)
    present = [each for each in records(raw) if isinstance(each, Fact)]
    number = data.draw(st.integers(0, len(present) - 1))
    change = data.draw(st.sampled_from(["replace", "replace", "delete", "add"]))
    before = None if change == "add" else present[number]
    after = None if change == "delete" else data.draw(facts("new" if before is None else before.id))
    if before is not None and after is not None:
        kept = data.draw(st.sets(st.sampled_from(["statement", "citations", "notes", "place", "actors"])))
        after = replace(after, **{name: getattr(before, name) for name in kept})
    result = rewritten(raw, FACTS, [RecordChange("facts", before, after)])
    first = 2 * number + 1 if before is not None else len(parts) - 1
    head, tail = (
        mark + encoded(parts[:first]),
        encoded(parts[first + 1 :] if before is not None else parts[first:]),
    )
    if change == "delete":  # one of two blank lines goes with the record
        newline = b"\r\n" if has_returns else b"\n"
        assert result in {head + tail, head.removesuffix(newline) + tail}
    else:
        assert result.startswith(head)
        assert result.endswith(tail)
    if after is not None and before is not None:
        assert rewritten(result, FACTS, [RecordChange("facts", after, before)])


@repeatable
@given(st.lists(st.sampled_from(range(12)), min_size=1, max_size=12, unique=True), st.booleans())
def test_changes_of_many_records_at_once_read_as_they_should(numbers: list[int], is_flow: bool) -> None:
    start = [replace(fact(f"f{n}", "wire", treaty_id=""), notes="x" * n) for n in range(8)]
    raw = new_file(FACTS, [("facts", each) for each in start])
    if is_flow:
        raw = yaml.safe_dump({"facts": [plain(each) for each in start]}, default_flow_style=True).encode()
    changes = []
    for number in numbers:
        before = start[number] if number < len(start) else None
        after = replace(fact(f"f{number}", "echo", treaty_id=""), notes="new") if number % 3 else None
        if before is not None or after is not None:
            changes.append(RecordChange("facts", before, after))
    if changes:
        changed = {change.id for change in changes}
        result = {each.id: each for each in records(rewritten(raw, FACTS, changes))}
        assert {name: each for name, each in result.items() if name not in changed} == {
            each.id: each for each in start if each.id not in changed
        }
        assert {name: each for name, each in result.items() if name in changed} == {
            change.id: change.after for change in changes if change.after
        }


def test_attachments_are_added_to_a_source_that_had_none() -> None:
    raw = new_file(SOURCES, [("sources", each) for each in LIBRARY.sources])
    before = LIBRARY.sources[-1]
    after = replace(before, attachments=(Attachment(sha256="a" * 64),), identifiers={"doi": "10.1/x"})
    assert (
        records(rewritten(raw, SOURCES, [RecordChange("sources", before, after)]), SOURCES, "sources")[-1]
        == after
    )
