"""Layers of a library: an upper layer overrides single records, and the rest shows through."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.library.files import FileContent, LibraryFile, list_files, read_file
from briefing.library.layers import Layer, LayeredLibrary, LayerKind, project_layer
from briefing.library.load import bundled_folder, default_folders, load_library
from briefing.library.records import RecordKey, RecordKind
from briefing.model.library import Material
from tests.builders import bundled_report, fact, publisher, source, treaty
from tests.small_briefing import a_briefing

FACT = RecordKey(RecordKind.FACT, "price")
LOWER = Material.of(
    [treaty("alpha", "wire")], [publisher("agency")], [source("wire")], [fact("price", "wire")]
)


def layered(*uppers: Material) -> LayeredLibrary:
    layers = [Layer("Bundled library", LayerKind.BUNDLED, Path("bundled"), LOWER)]
    layers += [Layer(f"own {n}", LayerKind.FOLDER, Path(str(n)), each) for n, each in enumerate(uppers)]
    return LayeredLibrary(tuple(layers))


def test_an_upper_record_overrides_the_lower_one_and_says_where_it_comes_from() -> None:
    corrected = replace(fact("price", "wire"), notes="Corrected")
    library = layered(Material.of(facts=[corrected]))
    assert library.material.facts == (corrected,)
    assert library.material.treaties == LOWER.treaties
    assert library.overridden(FACT) == LOWER.facts[0]
    assert library.overrides() == [FACT]
    origin = library.origin_of(FACT)
    assert origin is library.writable
    assert library.origin_of(RecordKey(RecordKind.TREATY, "alpha")) is library.layers[0]
    assert library.origin_of(RecordKey(RecordKind.FACT, "gone")) is None


def test_an_equal_copy_is_no_override_and_comes_from_the_lower_layer() -> None:
    library = layered(LOWER)
    assert library.overrides() == []
    assert library.overridden(FACT) is None
    assert library.origin_of(FACT) is library.layers[0]


def test_changes_go_to_the_writable_layer_and_leave_the_library_before_as_it_was() -> None:
    library = layered(Material())
    corrected = replace(fact("price", "wire"), notes="Corrected")
    after = library.with_changes({FACT: corrected})
    assert library.material == LOWER
    assert after.material == after.layers[1].material.merged_over(LOWER)
    assert after.with_changes({FACT: None}) == library
    assert after.with_changes({FACT: None}).material == LOWER
    with pytest.raises(ValueError, match="writable"):
        layered().with_changes({FACT: None})


def test_a_project_adds_what_only_it_has_or_all_that_it_carries() -> None:
    briefing = a_briefing()
    own = project_layer(briefing)
    assert own.material == briefing.library
    first, *others = briefing.library.facts
    newer = replace(first, notes="Newer")
    below = layered(Material.of(facts=[newer]))
    with_project = below.with_layer(project_layer(briefing, below))
    assert newer in with_project.material.facts
    assert {fact.id for fact in others} <= {fact.id for fact in with_project.material.facts}
    assert with_project.writable is below.layers[1]


# From folders

OWN = """\
facts:
  - id: rc-putin-signed
    statement: Vladimir Putin signed the treaty of 2001 for Russia, in Moscow.
    standing: established
    citations: [{source_id: wiki-china}]
    credibility: 2
"""
PUTIN = RecordKey(RecordKind.FACT, "rc-putin-signed")


def own_facts(root: Path, content: str, name: str = "facts.yaml") -> Path:
    path = root / "russia-china-2001" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_a_folder_with_one_fact_changes_that_fact_and_nothing_else(tmp_path: Path) -> None:
    path = own_facts(tmp_path, OWN)
    report = load_library([bundled_folder(), tmp_path])
    bundled = bundled_report()
    assert report.problems == ()
    assert report.library.overrides() == [PUTIN]
    assert len(report.material.facts) == len(bundled.material.facts)
    assert report.library.overridden(PUTIN) == bundled.library.record(PUTIN)
    assert report.place_of(PUTIN) == (path, 2)
    xi = report.place_of(RecordKey(RecordKind.FACT, "rc-xi-named-as-signatory"))
    assert xi is not None
    assert xi.file == bundled_folder() / "russia-china-2001" / "facts.yaml"
    assert "rc-xi-named-as-signatory" in xi.file.read_text("utf-8").splitlines()[xi.line - 1]


def test_a_copied_treaty_opens_as_overrides_of_the_records_that_differ(tmp_path: Path) -> None:
    shutil.copytree(bundled_folder() / "russia-china-2001", tmp_path / "russia-china-2001")
    copied = load_library([bundled_folder(), tmp_path])
    assert (copied.problems, copied.library.overrides()) == ((), [])
    path = tmp_path / "russia-china-2001" / "facts.yaml"
    path.write_text(path.read_text("utf-8").replace("for Russia.", "for Russia, in Moscow.", 1), "utf-8")
    changed = load_library([bundled_folder(), tmp_path])
    assert (changed.problems, changed.library.overrides()) == ((), [PUTIN])


def test_facts_may_be_in_several_files_and_publishers_sources_and_actors_in_the_root(
    tmp_path: Path,
) -> None:
    own_facts(tmp_path, OWN, "facts/one.yaml")
    own_facts(
        tmp_path, OWN.replace("rc-putin-signed", "rc-new").replace("wiki-china", "diary"), "facts/two.yaml"
    )
    (tmp_path / "actors.yaml").write_text("actors: [{id: putin, name: Vladimir Putin, kind: person}]")
    (tmp_path / "publishers.yaml").write_text(
        "publishers: [{id: me, name: Me, kind: individual, reliability: C, rationale: I was there}]"
    )
    (tmp_path / "sources.yaml").write_text(
        "sources: [{id: diary, publisher_id: me, kind: interview, description: A diary}]"
    )
    report = load_library([bundled_folder(), tmp_path])
    assert report.problems == ()
    own = report.library.layers[1].material
    assert [len(own.facts), len(own.sources), len(own.publishers), len(own.actors)] == [2, 1, 1, 1]
    assert {each.treaty_id for each in own.facts} == {"russia-china-2001"}
    assert len(list_files(tmp_path).files) == 5


def test_a_folder_without_its_treaty_is_a_problem_where_no_lower_layer_has_it(tmp_path: Path) -> None:
    own_facts(tmp_path, OWN)
    (alone,) = {
        problem.message for problem in load_library([tmp_path]).problems if "missing" in problem.message
    }
    assert alone == "The file is missing."


def test_an_invalid_override_is_reported_and_the_lower_record_shows_through(tmp_path: Path) -> None:
    path = own_facts(tmp_path, OWN.replace("wiki-china", "wiki-chima"))
    report = load_library([bundled_folder(), tmp_path])
    (problem,) = report.problems
    assert (problem.file, problem.line) == (str(path), 5)
    assert report.material == bundled_report().material


def test_an_upper_layer_that_breaks_a_rule_of_lower_records_is_itself_invalid(tmp_path: Path) -> None:
    bundled = bundled_folder() / "russia-china-2001" / "treaty.yaml"
    own_facts(tmp_path, bundled.read_text("utf-8").replace("entry_into_force", "extension"), "treaty.yaml")
    (tmp_path / "sources.yaml").write_text(
        "sources:\n- id: ria-china-extension\n  publisher_id: ria-novosti\n  kind: news_report\n"
        "  description: A report\n  derives_from: [frontier-china]\n"
    )
    report = load_library([bundled_folder(), tmp_path])
    assert sorted(problem.message.split(",")[0] for problem in report.problems) == [
        "The source derives from itself.",
        "The treaty records no entry into force",
    ]
    assert report.material == bundled_report().material


def test_one_invalid_shared_source_leaves_the_other_ones(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text(
        "sources:\n- {id: a, publisher_id: tass, kind: news_report, description: A}\n"
        "- {id: b, publisher_id: gone, kind: news_report, description: B}\n"
    )
    report = load_library([bundled_folder(), tmp_path])
    assert [problem.line for problem in report.problems] == [3]
    assert [each.id for each in report.library.layers[1].material.sources] == ["a"]


def test_the_users_own_folder_may_be_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path))
    (tmp_path / "library" / "archive").mkdir(parents=True)
    report = load_library(default_folders())
    assert report.problems == ()
    assert [layer.kind for layer in report.library.layers] == [LayerKind.BUNDLED, LayerKind.USER]


def test_each_file_is_read_through_the_function_that_is_given() -> None:
    seen: list[LibraryFile] = []

    def read(file: LibraryFile) -> FileContent:
        seen.append(file)
        return read_file(file)

    report = load_library([bundled_folder()], read=read)
    assert seen == list_files(bundled_folder()).files
    assert report.problems == ()
