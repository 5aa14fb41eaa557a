"""Libraries that are wrong, broken or hostile: one report with every place, and the good treaties load.

What is tried: an unknown standing, a missing source, odd dates, doubled ids and keys, relations to nothing,
YAML that does not parse, tabs, wrong encodings, a 200 MB file, an alias bomb, tags, deep nesting, links
out, a pipe in place of a file, missing and empty files, control characters, overrides of direction.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefing.codec import parse_text, read_value
from briefing.codec.parse import decode_text
from briefing.errors import BriefingError
from briefing.library import LoadReport, load_library
from briefing.model.fact import Fact

TREATY = """\
id: {id}
title: A treaty
short_title: Short
parties: [{{country: NO, name: Norway}}]
concluded: {{date: 2025-01-17, place: {{name: Oslo}}}}
"""
SOURCES = """\
publishers:
  - {{id: {id}-press, name: Press, kind: newspaper, reliability: B, rationale: Known}}
sources:
  - {{id: {id}-report, publisher_id: {id}-press, kind: news_report, description: A report}}
"""
FACTS = """\
facts:
  - id: {id}-fact
    statement: It is reported to be so
    standing: reported
    credibility: 3
    citations:
      - source_id: {id}-report
"""
FILES = {"treaty.yaml": TREATY, "sources.yaml": SOURCES, "facts.yaml": FACTS}


class Shelf:
    """A library folder with one good treaty and one that a test may spoil."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for treaty_id in ("good", "odd"):
            (root / treaty_id).mkdir()
            for name, content in FILES.items():
                (root / treaty_id / name).write_text(content.format(id=treaty_id))

    def file(self, name: str) -> Path:
        return self.root / "odd" / name

    def swap(self, name: str, old: str, new: str) -> None:
        before = self.file(name).read_text()
        assert old in before
        self.file(name).write_text(before.replace(old, new))

    def load(self) -> LoadReport:
        return load_library([self.root])

    def report(self) -> list[str]:
        """Every problem as a line; the good treaty has to be there all the same."""
        loaded = self.load()
        assert [treaty.id for treaty in loaded.material.treaties] == ["good"]
        assert [fact.id for fact in loaded.material.facts] == ["good-fact"]
        return [str(problem).removeprefix(f"{self.root}/odd/") for problem in loaded.problems]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    root = tmp_path / "library"
    root.mkdir()
    return Shelf(root)


def test_a_sound_library_has_nothing_to_report(shelf: Shelf) -> None:
    loaded = shelf.load()
    assert loaded.problems == ()
    assert [treaty.id for treaty in loaded.material.treaties] == ["good", "odd"]
    assert {fact.treaty_id for fact in loaded.material.facts} == {"odd", "good"}


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("facts.yaml", "standing: reported", "standing: reportd", "facts.yaml:4:15 fact 1, standing (facts[0].standing): 'reportd' is not known here. Did you mean 'reported'?"),
        ("facts.yaml", "odd-report", "odd-repart", "facts.yaml:7:20 fact 1, citation 1, source id (facts[0].citations[0].source_id): There is no source 'odd-repart'. Did you mean 'odd-report'?"),
        ("facts.yaml", "credibility: 3", "credibility: 3\n    date: 2025-13", "facts.yaml:6:11 fact 1, date (facts[0].date): '2025-13' is not an EDTF date."),
        ("facts.yaml", "credibility: 3", "credibility: 9", "facts.yaml:5:18 fact 1, credibility (facts[0].credibility): 9 is out of range. Use a number from 1 to 6."),
        ("facts.yaml", "credibility: 3", "credibility: 3\n    relations: [{kind: supports, fact_id: gone}]", "fact 1, relation 1, fact id (facts[0].relations[0].fact_id): There is no fact 'gone'."),
        ("facts.yaml", "credibility: 3", "credibility: 3\n    relations: [{kind: supports, fact_id: odd-fact}]", "The fact relates to itself."),
        ("facts.yaml", "credibility: 3", "credibility: 3\n    credibility: 4", "facts.yaml:6:5 fact 1, credibility (facts[0].credibility): 'credibility' is given twice, first in line 5."),
        ("facts.yaml", "credibility: 3", "credability: 3", "'credability' is not a field of a fact. Did you mean 'credibility'?"),
        ("facts.yaml", "standing: reported", "standing: alleged", "fact 1, standing (facts[0].standing): The fact is 'alleged' but nobody is named who says so."),
        ("facts.yaml", "standing: reported", "standing: in_force", "the treaty records no entry into force"),
        ("facts.yaml", "  - id: odd-fact", "\t- id: odd-fact", "facts.yaml:2:1: This is not YAML: a tab is used for indentation. Indent with spaces."),
        ("facts.yaml", "reported to be so", "reported: to be so", "facts.yaml:3:30: This is not YAML: mapping values are not allowed"),
        ("facts.yaml", "reported to be so", "so\u202eno", "fact 1, statement (facts[0].statement): Character 9 of the text is U+202E (RIGHT-TO-LEFT OVERRIDE), which is invisible and changes the order"),
        ("facts.yaml", "reported to be so", "so\x00", "facts.yaml:3: The text contains U+0000 (NULL), which YAML does not allow."),
        ("facts.yaml", "facts:", "--- \nfacts: []\n---\nfacts:", "A second document begins."),
        ("facts.yaml", "facts:", "fakts:", "'fakts' is not known here."),
        ("facts.yaml", "facts:", "facts: 3\nmore:", "This is text, but a list is wanted."),
        ("facts.yaml", "It is", "!!python/object:os.system It is", "facts.yaml:3:16: The text uses a tag"),
        ("facts.yaml", "It is", "&anchor It is", "facts.yaml:3:16: The text uses an anchor or alias ('anchor')."),
        ("sources.yaml", "odd-press, kind", "gone, kind", "There is no publisher 'gone'."),
        ("sources.yaml", "description: A report", "description: A, reliability: F", "without saying why. Add a rationale."),
        ("sources.yaml", "description: A report", "description: A, derives_from: [odd-report]", "The source derives from itself."),
        ("sources.yaml", "description: A report", "description: A, url: 'javascript:alert(1)'", "is not a web address."),
        ("sources.yaml", "description: A report", "description: A, language: klingon", "is not a known language tag."),
        ("sources.yaml", "id: odd-report", "id: good-report", "Two sources have the id 'good-report'"),
        ("treaty.yaml", "id: odd", "id: other", "treaty.yaml:1:5 id: The treaty's id is 'other' but its folder is 'odd'."),
        ("treaty.yaml", "country: NO", "country: YX", "'YX' is not an ISO 3166 country code."),
        ("treaty.yaml", "title: A treaty", "title: ''", "The text is empty."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place_and_remedy(
    shelf: Shelf, name: str, old: str, new: str, said: str
) -> None:
    shelf.swap(name, old, new)
    assert any(said in line for line in shelf.report()), shelf.report()


def test_all_problems_of_all_files_come_in_one_report(shelf: Shelf) -> None:
    shelf.swap("facts.yaml", "standing: reported", "standing: rumoured")
    shelf.swap("facts.yaml", "odd-report", "gone")
    shelf.swap("sources.yaml", "kind: newspaper", "kind: gazette")
    shelf.swap("treaty.yaml", "2025-01-17", "2025-02-30")
    places = [line.split(": ")[0] for line in shelf.report()]
    assert places == [
        "facts.yaml:4:15 fact 1, standing (facts[0].standing)",
        "facts.yaml:7:20 fact 1, citation 1, source id (facts[0].citations[0].source_id)",
        "sources.yaml:2:40 publisher 1, kind (publishers[0].kind)",
        "treaty.yaml:5:19 concluded.date",
    ]


def test_two_facts_with_one_id_name_both_places(shelf: Shelf) -> None:
    facts = shelf.file("facts.yaml").read_text()
    shelf.file("facts.yaml").write_text(facts + facts.partition("\n")[2])
    (line,) = shelf.report()
    assert line == (
        "facts.yaml:8:9 fact 2, id (facts[1].id): Two facts have the id 'odd-fact'; the first is in line 2. Rename one."
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "treaty.yaml:1:1: This is nothing"),
        (b"\xff\xfei\x00d\x00", "treaty.yaml:1: The text is not UTF-8 (byte 0xff)."),
        (b"id: odd\ntitle: caf\xe9\n", "treaty.yaml:2: The text is not UTF-8 (byte 0xe9)."),
        (b"[" * 100_000, "nests more than 40 levels deep"),
        (b"- " * 100_000, "nests more than 40 levels deep"),
        (b"a: &a [x]\nb: [*a, *a]\n", "The text uses an anchor or alias ('a')."),
        (b'{"id": "odd", "id": "odd"}', "'id' is given twice"),
        (b'{"id": ', "treaty.yaml:1:8: This is not JSON"),
        (b'{"id": "odd", "title": "\\ud800"}', "U+D800 (lone surrogate)"),
    ],
)
def test_a_file_that_is_no_treaty_says_why(shelf: Shelf, content: bytes, said: str) -> None:
    shelf.file("treaty.yaml").write_bytes(content)
    assert any(said in line for line in shelf.report()), shelf.report()


def test_a_file_of_200_mb_is_refused_unread(shelf: Shelf) -> None:
    os.truncate(shelf.file("facts.yaml"), 200 * 2**20)
    (line,) = shelf.report()
    assert line.startswith("facts.yaml: The file has 200 MB; the limit is 16 MB.")


def test_a_link_to_a_file_outside_is_not_followed(shelf: Shelf, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("facts: []")
    shelf.file("facts.yaml").unlink()
    shelf.file("facts.yaml").symlink_to(secret)
    assert "leads out of its folder" in shelf.report()[0]


def test_a_link_to_a_folder_outside_is_not_followed(shelf: Shelf, tmp_path: Path) -> None:
    (shelf.root / "odd").rename(tmp_path / "odd")
    (shelf.root / "odd").symlink_to(tmp_path / "odd")
    assert "leads out of its folder" in shelf.report()[0]


def test_a_pipe_in_place_of_a_file_does_not_hang(shelf: Shelf) -> None:
    shelf.file("facts.yaml").unlink()
    os.mkfifo(shelf.file("facts.yaml"))
    assert "This is not a regular file." in shelf.report()[0]


@pytest.mark.parametrize("name", list(FILES))
def test_a_missing_file_is_named(shelf: Shelf, name: str) -> None:
    shelf.file(name).unlink()
    assert any(line.startswith(f"{name}: The file is missing.") for line in shelf.report())


def test_a_lost_file_brings_no_follow_on_complaints(shelf: Shelf) -> None:
    shelf.file("sources.yaml").write_text("sources:\n\t- x")
    assert len(shelf.report()) == 1


def test_a_folder_without_treaties_and_no_folder_at_all_say_so(tmp_path: Path) -> None:
    (nothing,) = load_library([tmp_path]).problems
    (missing,) = load_library([tmp_path / "gone"]).problems
    assert "There is no treaty here." in nothing.message
    assert "There is no such folder." in missing.message


def test_a_later_folder_stands_over_an_earlier_one(shelf: Shelf, tmp_path: Path) -> None:
    over = tmp_path / "over" / "odd"
    over.mkdir(parents=True)
    for name, content in FILES.items():
        (over / name).write_text(content.format(id="odd").replace("reported to be so", "reported anew"))
    loaded = load_library([shelf.root, over.parent])
    assert loaded.problems == ()
    statements = {fact.id: fact.statement for fact in loaded.material.facts}
    assert statements == {"odd-fact": "It is reported anew", "good-fact": "It is reported to be so"}


def test_a_single_treaty_folder_can_be_loaded(shelf: Shelf) -> None:
    loaded = load_library([shelf.root / "good"])
    assert loaded.problems == ()
    assert [treaty.id for treaty in loaded.material.treaties] == ["good"]


def test_the_field_decides_how_a_word_is_read(shelf: Shelf) -> None:
    loaded = shelf.load()
    assert loaded.material.treaties[0].parties[0].country == "NO"
    assert loaded.material.treaties[0].concluded.date == "2025-01-17"


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(raw=st.binary(max_size=400))
@example(raw=b"\xef\xbb\xbffacts: []")
@example(raw=b"? ? ?")
@example(raw=b"- |\n  x\n\x85")
@example(raw=b'"\\x00"')
def test_no_bytes_make_reading_fail_in_any_other_way(raw: bytes) -> None:
    with contextlib.suppress(BriefingError):
        read_value(parse_text(decode_text(raw, "f"), "f"), tuple[Fact, ...], "f")


@settings(deadline=None)
@given(data=st.data())
def test_no_mutation_of_a_sound_file_makes_reading_fail_in_any_other_way(data: st.DataObject) -> None:
    text = FACTS.format(id="x")
    at = data.draw(st.integers(0, len(text) - 1))
    put = data.draw(
        st.sampled_from(['"', "'", "{", "[", "\t", ":", "&", "*", "!", "|", ">", "%", "\n", "- ", "\x07"])
    )
    with contextlib.suppress(BriefingError):
        mutated = text[:at] + put + text[at + data.draw(st.integers(0, 3)) :]
        read_value(parse_text(mutated, "f"), dict[str, tuple[Fact, ...]], "f")
