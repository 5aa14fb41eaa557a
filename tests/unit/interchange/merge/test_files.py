"""Two versions of a file of a library are merged by records, and no text is lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing import paths
from briefing.codec import parse_text
from briefing.errors import BriefingError
from briefing.interchange.merge.files import FileMerge, merge_files
from briefing.interchange.merge.files.comments import comments_of
from briefing.interchange.merge.files.lines import hunks_of, joined
from briefing.library.bases import decode_bases, encode_bases
from briefing.library.files import LibraryFile, content_of
from briefing.model.library import Material
from tests.builders import publisher
from tests.unit.profile import repeatable

FACTS = Path("delta/facts.yaml")
BASE = """\
# The facts of the treaty.
facts:
  - id: fee
    statement: There is a fee.   # per year
    standing: reported
    credibility: 3
    topics: [price]
    citations:
      - source_id: memo

  - id: fine
    statement: There is a fine.
    standing: reported
    credibility: 3
    citations:
      - source_id: memo
"""


def fact_text(fact_id: str, comment: str = "") -> str:
    return f"""
  {f"# {comment}" if comment else ""}
  - id: {fact_id}
    statement: There is a {fact_id}.
    standing: reported
    credibility: 3
    citations:
      - source_id: memo
""".replace("  \n", "")


def merged(mine: str, theirs: str, base: str = BASE, path: Path = FACTS) -> FileMerge:
    return merge_files(path, base.encode(), mine.encode(), theirs.encode())


def clean(mine: str, theirs: str, base: str = BASE, path: Path = FACTS) -> str:
    result = merged(mine, theirs, base, path)
    assert not result.conflicts, result.content.decode()
    return result.content.decode()


def test_facts_added_at_the_end_by_both_are_both_kept_with_their_comments() -> None:
    mine, theirs = BASE + fact_text("port", "Mine"), BASE + fact_text("road", "Theirs")
    text = clean(mine, theirs)
    assert text == BASE + fact_text("port", "Mine") + fact_text("road", "Theirs")


def test_a_fact_that_both_changed_in_different_fields_has_both_changes() -> None:
    mine = BASE.replace("There is a fee.", "There is a high fee.")
    theirs = BASE.replace("topics: [price]", "topics: [price, gas]")
    expected = mine.replace("topics: [price]", "topics: [price, gas]")
    assert clean(mine, theirs) == expected


def test_neighbouring_lines_changed_by_both_are_no_conflict() -> None:
    mine = BASE.replace("There is a fee.", "There is a high fee.")
    theirs = BASE.replace("reported", "alleged\n    attributed_to: A. Minister", 1)
    text = clean(mine, theirs)
    assert "high fee.   # per year\n    standing: alleged\n" in text


def test_a_field_that_both_changed_is_marked_and_nothing_else() -> None:
    mine = BASE.replace("There is a fee.", "There is a high fee.") + fact_text("port")
    theirs = BASE.replace("There is a fee.", "There is a low fee.") + fact_text("road")
    result = merged(mine, theirs)
    text = result.content.decode()
    assert result.conflicts == ["The fact fee was changed in both: statement."]
    assert text.count("<<<<<<< ours\n") == 1
    marked = text[text.index("<<<<<<<") : text.index(">>>>>>>")]
    assert "high fee" in marked
    assert "low fee" in marked
    assert "standing" not in marked
    assert "- id: port" in text
    assert "- id: road" in text


def test_a_loader_reports_a_conflict_with_its_line_and_what_to_do() -> None:
    mine, theirs = BASE.replace("a fee", "a high fee"), BASE.replace("a fee", "a low fee")
    with pytest.raises(BriefingError) as caught:
        parse_text(merged(mine, theirs).content.decode(), "facts.yaml")
    assert str(caught.value).startswith("facts.yaml:4: Two versions of the file were merged here")
    assert "remove those with <<<<<<<" in str(caught.value)


@pytest.mark.parametrize("is_mine", [True, False])
def test_a_fact_deleted_by_one_and_changed_by_the_other_is_marked(is_mine: bool) -> None:
    without = BASE[: BASE.index("\n  - id: fine")]
    other = BASE.replace("a fine", "a heavy fine")
    result = merged(without, other) if is_mine else merged(other, without)
    sides = ("ours", "theirs") if is_mine else ("theirs", "ours")
    assert result.conflicts == [f"The fact fine was deleted in {sides[0]} and changed in {sides[1]}."]
    assert "heavy fine" in result.content.decode()
    assert "<<<<<<< ours" in result.content.decode()


def test_a_fact_deleted_by_one_and_not_changed_by_the_other_is_deleted() -> None:
    without = BASE[: BASE.index("\n  - id: fine")]
    assert clean(without, BASE.replace("There is a fee", "There is one fee")).count("- id:") == 1


def test_two_different_facts_with_one_id_are_a_conflict_and_not_mixed() -> None:
    theirs = BASE + fact_text("port").replace("There is a port.", "Ships pay nothing at night.")
    result = merged(BASE + fact_text("port"), theirs)
    assert "Two different records have this id" in result.conflicts[0]
    assert "Ships pay nothing at night." in result.content.decode()
    assert "There is a port." in result.content.decode()


def test_comments_that_only_theirs_added_are_kept() -> None:
    mine = BASE.replace("There is a fee.", "There is a high fee.")
    theirs = BASE.replace("  - id: fine", "  # Checked by B.\n  - id: fine")
    assert clean(mine, theirs) == mine.replace("  - id: fine", "  # Checked by B.\n  - id: fine")


def test_a_comment_without_a_place_is_moved_to_the_end_and_reported() -> None:
    mine = BASE.replace("There is a fee.   # per year", "There is a high fee.   # per month")
    theirs = BASE.replace("There is a fee.   # per year", "There is a fee.   # says B")
    result = merged(mine, theirs)
    text = result.content.decode()
    assert result.conflicts == ["Comments were moved to the end of the file: put them in their place."]
    assert "# per month" in text
    assert text.endswith("# says B\n")
    assert "high fee" in text
    parse_text(text, "facts.yaml")


def test_comments_are_recognised_in_every_place_and_signs_in_texts_are_none() -> None:
    text = "# one\na: >-  # two\n  text # no\n\nb: 'no # no'  # three\nc: no#no\n"
    text += "  # four\nd: [x, # five\n  y]\n"
    assert comments_of(text) == ["# one", "# two", "# three", "# four", "# five"]


def test_line_breaks_and_byte_order_mark_of_ours_stay() -> None:
    mine = ("\ufeff" + BASE + fact_text("port")).replace("\n", "\r\n")
    text = clean(mine, BASE + fact_text("road"), "\ufeff" + BASE.replace("\n", "\r\n"))
    assert text == ("\ufeff" + BASE + fact_text("port") + fact_text("road")).replace("\n", "\r\n")


def test_a_file_that_both_added_has_the_records_of_both() -> None:
    text = clean("facts:" + fact_text("port"), "facts:" + fact_text("road"), "")
    assert text.count("- id:") == 2


def test_a_file_that_does_not_parse_is_merged_by_lines() -> None:
    mine = BASE.replace("facts:", "facts: [", 1)
    theirs = BASE.replace("a fine", "a heavy fine")
    assert clean(mine, theirs) == mine.replace("a fine", "a heavy fine")
    result = merged(mine.replace("a fine", "a light fine"), theirs)
    assert result.conflicts
    assert "light fine" in result.content.decode()
    assert "heavy fine" in result.content.decode()


def test_bytes_that_are_not_utf_8_are_kept() -> None:
    raw = BASE.encode()
    result = merge_files(FACTS, raw, raw.replace(b"fee.", b"f\xe9e."), raw.replace(b"fine.", b"f\xefne."))
    assert b"f\xe9e." in result.content
    assert b"f\xefne." in result.content


TREATY = """\
id: delta
title: Treaty on the delta
short_title: Delta
parties:
  - {country: RU, name: Russia}
concluded: {date: 2001-07-16, place: {country: RU, name: Moscow}}
actions:
  - kind: signature
    date: 2001-07-16
"""


def test_a_treaty_is_one_record_whose_lists_are_merged() -> None:
    path = Path("delta/treaty.yaml")
    ratified = "  - {kind: ratification, date: 2002-01-01}\n"
    ended = "  - {kind: termination, date: 2011-01-01}\n"
    mine = TREATY.replace("title: Treaty on", "title: Great treaty on") + ratified
    text = clean(mine, TREATY + ended, TREATY, path)
    assert text == mine + ended
    result = merged(TREATY.replace("Delta\n", "D\n"), TREATY.replace("Delta\n", "DT\n"), TREATY, path)
    assert result.conflicts == ["The treaty was changed in both: short_title."]


def test_publishers_and_sources_of_one_file_are_merged() -> None:
    path = Path("delta/sources.yaml")
    base = (
        "publishers: []\nsources:\n  - {id: memo, publisher_id: p, kind: interview, description: A memo}\n"
    )
    entry = "  - {id: %s, publisher_id: p, kind: interview, description: Note}\n"
    text = clean(base + entry % "one", base + entry % "two", base, path)
    assert "id: one" in text
    assert "id: two" in text


def test_recorded_lower_versions_of_overridden_records_are_merged() -> None:
    path = Path("overrides.json")
    mine, theirs = (encode_bases(Material(publishers=(publisher(each),))) for each in ("a", "b"))
    result = merge_files(path, b"", mine, theirs)
    assert not result.conflicts
    assert [each.id for each in decode_bases(result.content, path).publishers] == ["a", "b"]


def test_two_recorded_versions_of_one_record_are_a_conflict_that_the_reader_reports() -> None:
    path = Path("overrides.json")
    one, other = (replace(publisher("a"), name=name) for name in ("One", "Two"))
    mine, theirs = (encode_bases(Material(publishers=(each,))) for each in (one, other))
    result = merge_files(path, b"", mine, theirs)
    assert result.conflicts == ["The publisher a was changed in both: name."]
    with pytest.raises(BriefingError, match="Two versions of the file were merged here"):
        decode_bases(result.content, path)


def test_a_file_of_another_name_is_merged_by_lines() -> None:
    text = clean("a\nx\nb\nc\n", "a\nb\nc\ny\n", "a\nb\nc\n", Path("notes.txt"))
    assert text == "a\nx\nb\nc\ny\n"


def test_hunks_without_a_conflict_have_the_text_of_each_side() -> None:
    base, mine, theirs = "a\nb\nc\nd\n", "a\nB\nc\nd\n", "a\nb\nc\nd\ne"
    hunks = hunks_of(base, mine, theirs)
    assert joined(each.base for each in hunks) == base
    assert joined(each.mine for each in hunks) == mine
    assert joined(each.theirs for each in hunks) == theirs
    assert joined(each.merged for each in hunks) == "a\nB\nc\nd\ne"


# Properties

_EDITS = st.lists(
    st.sampled_from(
        [
            ("There is a fee.   # per year", "There is a {} fee.   # per year"),
            ("credibility: 3\n    topics", "credibility: 3\n    notes: {} notes\n    topics"),
            ("topics: [price]", "topics: [price, {}]"),
            ("There is a fine.", "There is a {} fine."),
            ("  - id: fine", "  # {} comment\n  - id: fine"),
            ("  - id: fee", "  - id: {}\n    statement: New.\n    standing: reported\n"
             "    credibility: 3\n    citations: [{{source_id: memo}}]\n\n  - id: fee"),
        ]
    ),
    max_size=4,
    unique=True,
)  # fmt: skip


def _edited(edits: list[tuple[str, str]], side: str) -> str:
    text = BASE
    for before, after in edits:
        text = text.replace(before, after.format(side))
    return text


@repeatable
@given(_EDITS, _EDITS)
def test_every_word_that_a_side_wrote_is_in_the_merged_file(
    mine: list[tuple[str, str]], theirs: list[tuple[str, str]]
) -> None:
    result = merged(_edited(mine, "mine"), _edited(theirs, "theirs"))
    text = result.content.decode()
    assert text.count("mine") >= len(mine)
    assert text.count("theirs") >= len(theirs)
    if not result.conflicts:
        file = LibraryFile(FACTS, FACTS.parent, ("facts",))
        assert not content_of(parse_text(text, "facts.yaml"), file).problems


# With Git


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    if shutil.which("git") is None:
        pytest.skip("Git is not installed")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "config", "user.name", "A. Nalyst")
    git(tmp_path, "config", "user.email", "a@example.org")
    command = f"'{sys.executable}' -m briefing library merge-driver %O %A %B %P"
    git(tmp_path, "config", "merge.treaty-library.name", "records of a treaty library")
    git(tmp_path, "config", "merge.treaty-library.driver", command)
    guide = (paths.guide() / "user" / "sharing.md").read_text(encoding="utf-8")
    write(tmp_path, ".gitattributes", guide.split("\n```\n")[1])
    write(tmp_path, "delta/facts.yaml", BASE)
    commit(tmp_path, "Begin")
    return tmp_path


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    assert git(folder, "commit", "-q", "-m", message).returncode == 0


def branches_merged(folder: Path, mine: str, theirs: str) -> subprocess.CompletedProcess[str]:
    git(folder, "checkout", "-q", "-b", "theirs")
    write(folder, "delta/facts.yaml", theirs)
    commit(folder, "Theirs")
    git(folder, "checkout", "-q", "main")
    write(folder, "delta/facts.yaml", mine)
    commit(folder, "Mine")
    return git(folder, "merge", "-q", "theirs", "-m", "Merge")


def test_git_merges_two_branches_that_add_facts_at_the_end_and_change_one_fact(repository: Path) -> None:
    mine = BASE.replace("There is a fee.", "There is a high fee.") + fact_text("port", "Mine")
    theirs = BASE.replace("standing: reported", "standing: planned", 1) + fact_text("road", "Theirs")
    result = branches_merged(repository, mine, theirs)
    assert result.returncode == 0, result.stderr
    text = (repository / "delta/facts.yaml").read_text(encoding="utf-8")
    assert text == mine.replace("reported", "planned", 1) + fact_text("road", "Theirs")
    assert git(repository, "status", "--porcelain").stdout == ""


def test_git_uses_the_driver_for_every_file_of_a_library(repository: Path) -> None:
    names = ["delta/treaty.yaml", "delta/sources.yaml", "delta/facts/0002.yaml", "actors.yaml"]
    names += ["publishers.yaml", "sources.yaml", "overrides.json", "delta/facts.yaml"]
    attributes = git(repository, "check-attr", "merge", *names).stdout
    assert attributes == "".join(f"{name}: merge: treaty-library\n" for name in names)


def test_git_stops_at_a_conflict_which_is_marked_in_the_file(repository: Path) -> None:
    without_fine = BASE[: BASE.index("\n  - id: fine")]
    mine = without_fine.replace("a fee", "a high fee") + fact_text("port")
    theirs = BASE.replace("a fee", "a low fee").replace("a fine", "a heavy fine") + fact_text("road")
    result = branches_merged(repository, mine, theirs)
    assert result.returncode == 1
    assert "The fact fee was changed in both: statement." in result.stderr
    assert "The fact fine was deleted in ours and changed in theirs." in result.stderr
    assert git(repository, "status", "--porcelain").stdout == "UU delta/facts.yaml\n"
    text = (repository / "delta/facts.yaml").read_text(encoding="utf-8")
    assert text.count("<<<<<<< ours") == 2
    assert "heavy fine" in text
    assert "- id: road" in text
