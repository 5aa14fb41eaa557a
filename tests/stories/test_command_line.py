"""A briefing from facts to PDF on the command line, and every way to get it wrong."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from briefing.editing import broken_invariants
from briefing.model.briefing import Judgement
from briefing.project import open_project
from tests import ROOT
from tests.pdf_reader import page_texts
from tests.stories.conftest import Command


def started(briefing: Command, *more: str) -> str:
    chosen = ("--treaty", "russia-iran-2025", "--template", "assessment")
    answer = briefing("new", "gas.briefing", "--title", "Gas", *chosen, *more)
    assert answer.code == 0, answer.err
    return "gas.briefing"


def gas_facts(briefing: Command) -> list[str]:
    found = briefing("facts", "--treaty", "russia-iran-2025", "--topic", "gas", "--json").json()
    return [fact["id"] for fact in found]


def test_a_briefing_goes_from_facts_to_a_pdf(process: Command, briefing: Command, tmp_path: Path) -> None:
    file = started(process, "--author", "A. Nalyst", "--cut-off", "2025-10-31")
    picked = gas_facts(process)[:3]
    assert briefing("add", file, *picked, "--section", "s3").code == 0
    judgement = ("--judgement", "Gas will likely be late", "--evidence", "f1", "--section", "s1")
    assert briefing("add", file, *judgement).code == 0
    assert (
        briefing("grade", file, "f1", "f2", "--confidence", "low", "--rationale", "One speaker").code == 0
    )
    assert briefing("grade", file, "j1", "--likelihood", "likely", "--confidence", "low").code == 0
    made = process("render", file, "-o", "gas.pdf")
    assert made.code == 0, made.err
    text = " ".join(page_texts((tmp_path / "gas.pdf").read_bytes()))
    assert "likely, 55–80 %" in text
    assert "low confidence" in text
    assert "Low confidence" in text
    assert briefing("validate", file).code == 0
    assert broken_invariants(open_project(tmp_path / file).briefing) == []


def test_a_new_briefing_is_of_two_pages_and_renders_without_anyone_to_ask(
    briefing: Command, tmp_path: Path
) -> None:
    assert briefing("new", "gas.briefing", "--title", "Gas").code == 0
    assert open_project(tmp_path / "gas.briefing").briefing.template_id == "two-pages"
    assert briefing("add", "gas.briefing", *gas_facts(briefing)[:2], "--section", "s3").code == 0
    made = briefing("render", "gas.briefing", "-o", "gas.pdf")
    assert made.code == 0, made.err
    assert len(page_texts((tmp_path / "gas.pdf").read_bytes())) == 1


def test_the_example_renders_and_is_sound(briefing: Command, tmp_path: Path) -> None:
    assert briefing("sample", "-o", "example.briefing").code == 0
    assert briefing("validate", "example.briefing").code == 0
    made = briefing("render", "example.briefing", "-o", "-", "--option", "annexes=omit")
    assert made.code == 0, made.err
    assert made.raw.startswith(b"%PDF-1.7")
    assert not (tmp_path / "example.pdf").exists()


def test_a_comparison_names_what_changed_and_has_no_text_twice(briefing: Command) -> None:
    before = started(briefing)
    briefing("copy", before, "-o", "after.briefing")
    first = gas_facts(briefing)[0]
    assert briefing("add", "after.briefing", first, "--section", "s3").code == 0
    edits = [
        {"type": "SetDetails", "main_message": {"text": "It holds."}},
        {"type": "RenameSection", "section_id": "s3", "title": "Gas"},
    ]
    assert briefing("edit", "after.briefing", "--edits", "-", given=json.dumps(edits).encode()).code == 0
    (statement,) = (each["statement"] for each in briefing("facts", "--json").json() if each["id"] == first)
    table = " ".join(briefing("diff", before, "after.briefing").out.split())
    assert "Message changed none It holds." in table
    assert table.count("It holds.") == 1
    assert "Fact added f1" in table
    assert "Section renamed s3" in table
    changes = {each["kind"]: each for each in briefing("diff", before, "after.briefing", "--json").json()}
    assert changes["fact_added"]["text"] == statement
    assert changes["message_changed"]["before"] == ""
    back = " ".join(briefing("diff", "after.briefing", before).out.split())
    assert "Message changed It holds. none" in back
    assert briefing("diff", before, before).err == "There are no changes.\n"


def test_edits_come_from_a_stream_and_are_all_done_or_none(process: Command, tmp_path: Path) -> None:
    file = started(process)
    before = (tmp_path / file).read_bytes()
    edits = [{"type": "SetDetails", "title": "Other"}, {"type": "RemoveItem", "item_id": "nothing"}]
    refused = process("edit", file, "--edits", "-", given=json.dumps(edits).encode())
    assert refused.code == 1
    assert "edit 2 (edits[1] RemoveItem): There is no item 'nothing'" in refused.err
    assert (tmp_path / file).read_bytes() == before
    assert process("edit", file, "--edits", "-", given=json.dumps(edits[:1]).encode()).code == 0
    assert open_project(tmp_path / file).briefing.title == "Other"


def test_edits_may_be_yaml_and_their_errors_have_lines(briefing: Command, tmp_path: Path) -> None:
    file = started(briefing)
    (tmp_path / "edits.yaml").write_text("- type: SetDetails\n  titel: Other\n- type: Nonsense\n")
    refused = briefing("edit", file, "--edits", "edits.yaml")
    assert refused.code == 1
    assert (
        "edits.yaml:2:3 entry 1, titel ([0].titel): "
        "'titel' is not a field of a set details. Did you mean 'title'?" in refused.err
    )
    assert "edits.yaml:3:9 entry 2, type ([1].type): 'Nonsense' is not known here." in refused.err


def test_a_dry_run_changes_nothing(briefing: Command, tmp_path: Path) -> None:
    file = started(briefing)
    before = (tmp_path / file).read_bytes()
    edits = json.dumps([{"type": "AddSection", "section_id": "s9", "title": "More"}]).encode()
    answer = briefing("edit", file, "--edits", "-", "--dry-run", given=edits)
    assert answer.code == 0
    assert "Would do: Add section." in answer.err
    assert (tmp_path / file).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nonsense"], 2, "No such command"),
        (["render"], 2, "Missing argument"),
        (["render", "gone.briefing"], 1, "There is no such file"),
        (["show", "gone"], 1, "no library entry 'gone'"),
        (["new", "x.briefing", "--title", "X", "--treaty", "gone"], 1, "russia-iran-2025"),
        (["new", "x.briefing", "--title", "X", "--template", "gone"], 1, "assessment"),
        (["new", "x.briefing", "--title", "X", "--cut-off", "2025-02-30"], 1, "--cut-off"),
        (["new", "x.briefing", "--title", "X", "--marking", "SECRET"], 1, "TLP:CLEAR"),
        (["new", "no/such/x.briefing", "--title", "X"], 1, "There is no such folder"),
        (["facts", "--since", "yesterday"], 2, "calendar date"),
        (["validate", "gone"], 1, "no such file"),
    ],
)
def test_what_is_wrong_is_said_with_the_right_exit_code(
    briefing: Command, arguments: list[str], code: int, said: str
) -> None:
    answer = briefing(*arguments)
    assert answer.code == code
    assert said in answer.err + answer.out
    assert "Traceback" not in answer.err


def test_nothing_is_overwritten_without_a_yes(briefing: Command, tmp_path: Path) -> None:
    file = started(briefing)
    before = (tmp_path / file).read_bytes()
    again = briefing("new", file, "--title", "Other")
    assert again.code == 1
    assert "--force" in again.err
    assert (tmp_path / file).read_bytes() == before
    (tmp_path / "gas.pdf").write_bytes(b"precious")
    assert briefing("render", file).code == 1
    assert (tmp_path / "gas.pdf").read_bytes() == b"precious"
    assert briefing("render", file, "--force").code == 0


def test_a_failed_rendering_leaves_no_half_pdf(briefing: Command, tmp_path: Path) -> None:
    file = started(briefing)
    briefing("add", file, gas_facts(briefing)[0])
    edits = json.dumps([{"type": "Reword", "item_id": "f1", "text": "In ꦲ script"}]).encode()
    briefing("edit", file, "--edits", "-", given=edits)
    failed = briefing("render", file, "--despite-findings")
    assert failed.code == 1
    assert "row f1 text" in failed.err
    written = [path.suffix for path in tmp_path.iterdir() if path.name != "home"]
    assert sorted(written) == [".briefing", ".previous"]


def test_an_unknown_fact_and_an_unknown_grade_say_what_is_known(briefing: Command) -> None:
    file = started(briefing)
    fact = gas_facts(briefing)[0]
    assert f"Did you mean '{fact}'?" in briefing("add", file, fact[:-1]).err
    briefing("add", file, fact)
    assert "low, moderate, high" in briefing("grade", file, "f1", "--confidence", "medium").err


def test_templates_take_their_options_from_the_command_line(briefing: Command, tmp_path: Path) -> None:
    file = started(briefing)
    assert briefing("render", file, "-o", "a.pdf", "--option", "paper=Letter").code == 0
    wrong = briefing("render", file, "-o", "b.pdf", "--option", "paper=A5")
    assert wrong.code == 1
    assert "A4, Letter" in wrong.err
    assert not (tmp_path / "b.pdf").exists()


def test_lists_come_as_json_for_scripts(briefing: Command) -> None:
    treaties = briefing("treaties", "--json").json()
    assert {treaty["id"] for treaty in treaties} == {
        "russia-china-2001",
        "russia-dprk-2024",
        "russia-iran-2025",
    }
    assert briefing("templates", "--json").json()[0]["id"] == "assessment"
    assert briefing("schema", "fact").json()["$defs"]["Fact"]["properties"]["standing"]
    assert briefing("facts", "--facets", "--json").json()["standing"]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (
            ("facts", "--treaty", "russia"),
            "There is no treaty 'russia'. Did you mean 'russia-china-2001' or",
        ),
        (
            ("facts", "--treaty", "russia-iran-2026"),
            "Did you mean 'russia-iran-2025'? Use one of: russia-ch",
        ),
        (
            ("facts", "--topic", "pipelines"),
            "There is no topic 'pipelines'. Did you mean 'pipeline'? Use one",
        ),
        (("facts", "--topic", "nosuch"), "There is no topic 'nosuch'. Use one of: "),
        (("facts", "--actor", "Rusia"), "There is no actor 'Rusia'. Did you mean 'Russia'? List them with"),
        (("facts", "--actor", "russia"), "Did you mean 'Russia'"),
        (
            ("facts", "--publisher", "tas"),
            "There is no publisher 'tas'. Did you mean 'tass'? List them with",
        ),
        (("facts", "--facets", "--topic", "nosuch"), "There is no topic 'nosuch'."),
        (("library", "report", "--treaty", "russia-iran"), "Did you mean 'russia-iran-2025'? Use one of:"),
        (
            ("library", "export", "treaties", "x.treaties", "--treaty", "nope"),
            "There is no treaty 'nope'. Use",
        ),
        (
            ("new", "new.briefing", "--title", "T", "--treaty", "nope"),
            "There is no treaty 'nope'. Use one of",
        ),
        (("add", "gas.briefing", "--drawing", "map", "--topic", "pipe"), "Did you mean 'pipeline'?"),
        (("log", "gas.briefing", "--row", "f77"), "There is no row or section 'f77'."),
    ],
)
def test_a_value_that_there_is_not_is_an_error_with_those_that_there_are(
    given: tuple[str, ...], wanted: str, briefing: Command
) -> None:
    started(briefing)
    answer = briefing(*given)
    assert answer.code == 1
    assert wanted in answer.err
    assert answer.out == ""


def test_values_without_facts_are_no_error_and_a_time_that_ends_before_it_begins_is(
    briefing: Command,
) -> None:
    named = briefing("facts", "--actor", "Gazprom", "--publisher", "tass", "--until", "1999-01-01")
    assert (named.code, named.err) == (0, "0 facts found.\n")
    answer = briefing("facts", "--since", "2026-01-01", "--until", "2025-01-01")
    assert answer.code == 2
    assert "--since 2026-01-01 is later than --until 2025-01-01." in answer.err


def test_a_broken_pipe_is_no_error() -> None:

    piped = f"{shlex.quote(sys.executable)} -m briefing schema | head -1"
    done = subprocess.run(["bash", "-c", piped], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.stdout == "{\n"
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_project_opens_and_renders_without_the_library_it_came_from(
    briefing: Command, tmp_path: Path
) -> None:
    own = tmp_path / "own" / "small-treaty"
    own.mkdir(parents=True)
    (own / "treaty.yaml").write_text(
        "id: small-treaty\ntitle: Small\nshort_title: Small\nparties: [{country: RU, name: Russia}]\n"
        "concluded: {date: 2025-01-17, place: {name: Moscow}}\n"
    )
    (own / "sources.yaml").write_text(
        "publishers: [{id: me, name: Me, kind: individual, reliability: C, rationale: Known}]\n"
        "sources: [{id: diary, publisher_id: me, kind: opinion, description: A diary}]\n"
    )
    (own / "facts.yaml").write_text(
        "facts: [{id: small-fact, statement: It is reported to be small, standing: reported,"
        " credibility: 3, citations: [{source_id: diary}]}]\n"
    )
    file = started(briefing)
    assert briefing("add", file, "small-fact", "--library", "own").code == 0
    (own / "facts.yaml").unlink()
    made = briefing("render", file, "-o", "small.pdf")
    assert made.code == 0, made.err
    assert "It is reported to be small" in " ".join(page_texts((tmp_path / "small.pdf").read_bytes()))


def test_a_project_asked_for_where_there_is_no_display_says_what_can_be_done_with_it(
    process: Command,
) -> None:
    answer = process(started(process))
    assert answer.code == 1
    assert "no display" in answer.err
    assert "briefing render FILE" in answer.err


def test_a_project_travels_in_its_pdf_and_is_held_against_it(briefing: Command, tmp_path: Path) -> None:
    file = started(briefing, "--author", "A. Nalyst")
    assert briefing("add", file, *gas_facts(briefing)[:1], "--section", "s3").code == 0
    assert briefing("render", file, "-o", "gas.pdf", "--embed", "--option", "paper=Letter").code == 0
    taken = briefing("extract", "gas.pdf", "-o", "-")
    assert taken.raw == (tmp_path / file).read_bytes()
    assert briefing("extract", "gas.pdf").code == 1  # there is a project of that name
    held = briefing("verify", "gas.pdf")
    assert held.code == 0, held.out
    assert "byte for byte" in held.out
    assert "with the options paper=Letter; the project keeps none" in held.out
    assert "not signed" in held.err
    with pikepdf.open(tmp_path / "gas.pdf") as pdf:
        del pdf.pages[-1]
        pdf.save(tmp_path / "short.pdf")
    refused = briefing("verify", "short.pdf", "--json")
    assert refused.code == 1
    report = refused.json()
    assert not report["holds"]
    assert any("is missing" in each["message"] for each in report["differences"])


def test_a_pdf_carries_what_is_asked_for_and_by_default_nothing(briefing: Command, tmp_path: Path) -> None:
    file = started(briefing)
    assert briefing("add", file, *gas_facts(briefing)[:1], "--section", "s3").code == 0
    assert briefing("render", file, "-o", "plain.pdf").code == 0
    with pikepdf.open(tmp_path / "plain.pdf") as pdf:
        assert not pdf.attachments
    for command in ("extract", "verify"):
        answer = briefing(command, "plain.pdf")
        assert answer.code == 1
        assert "carries no project" in answer.err
    assert briefing("render", file, "-o", "more.pdf", "--attach", "sources", "--attach", "stix").code == 0
    with pikepdf.open(tmp_path / "more.pdf") as pdf:
        assert set(pdf.attachments) == {"sources.csl.json", "briefing.stix.json"}


def test_a_scheme_is_changed_after_its_table_was_seen(briefing: Command, tmp_path: Path) -> None:
    file = started(briefing)
    fact = gas_facts(briefing)[0]
    briefing("add", file, fact, "--section", "s3")
    briefing("add", file, "--judgement", "Gas will not flow.", "--evidence", "f1", "--section", "s1")
    briefing("grade", file, "j1", "--likelihood", "unlikely", "--confidence", "low")
    before = (tmp_path / file).read_bytes()
    shown = briefing("scheme", file, "phia")
    assert "No band holds most of 20–45" in shown.out.replace("\u00a0", " ")
    assert briefing("scheme", file, "phia", "--yes").code == 1
    assert (tmp_path / file).read_bytes() == before
    done = briefing("scheme", file, "phia", "--yes", "--map", "unlikely=highly-unlikely")
    assert done.code == 0, done.err
    opened = open_project(tmp_path / file).briefing
    graded = next(item for item in opened.walk_items() if isinstance(item, Judgement))
    rated = briefing("grade", file, "j1", "--confidence", "low", "--factor", "information-base=weak")
    assert rated.code == 0, rated.err
    assert "Write it as" in briefing("grade", file, "j1", "--confidence", "low", "--factor", "weak").err
    assert (opened.scheme_id, graded.grade and graded.grade.likelihood) == ("phia", "highly-unlikely")


def test_a_number_gets_its_term_or_is_told_why_it_has_none(briefing: Command) -> None:
    assert "highly unlikely" in briefing("schemes", "phia", "--number", "15").out
    assert "where the scale has no term" in briefing("schemes", "phia", "--number", "50").out
    assert "not verified" in briefing("schemes").out
    assert "Use one of: admiralty" in briefing("schemes", "kent").err


def test_a_blocking_finding_stops_the_pdf_until_it_is_corrected_or_waived(
    briefing: Command, tmp_path: Path
) -> None:
    file = started(briefing)
    briefing("add", file, "ri-gas-ceiling-55bcm", "--section", "s3")
    strong = [{"type": "Reword", "item_id": "f1", "text": "Russia will supply Iran with up to 55 bcm."}]
    briefing("edit", file, "--edits", "-", given=json.dumps(strong).encode())
    reviewed = briefing("review", file)
    assert reviewed.code == 1
    assert "attribution-dropped" in reviewed.out
    found = {each["rule_id"]: each for each in briefing("review", file, "--json").json()}
    will = found["stronger-than-standing"]
    assert (will["row_id"], will["words"], will["start"], will["end"]) == ("f1", "will", 7, 11)
    assert will["standard"].startswith("ICD 203")
    (traced,) = briefing("review", file, "--trace", "--json").json()
    support = {word["word"]: (word["support"], word["by"]) for word in traced["words"]}
    assert (traced["row_id"], support["supply"]) == ("f1", ("same", "supply"))
    assert "Words not in the fact: 0." in briefing("review", file, "--trace").err
    stopped = briefing("render", file)
    assert stopped.code == 1
    assert "No file was written, because the review has blocking findings" in stopped.err
    assert not (tmp_path / "gas.pdf").exists()
    for rule in sorted({each["rule_id"] for each in found.values() if each["severity"] == "blocking"}):
        waived = briefing("waive", file, rule, "f1", "--reason", "The director asked for it so.")
        assert waived.code == 0, waived.err
    recorded = briefing("review", file, "--record")
    assert recorded.code == 0
    assert "Reviewed on words alone: the parser is off." in recorded.err
    assert "Record the review" in briefing("log", file).out
    assert "The director asked" in briefing("review", file, "--all").out
    assert briefing("render", file).code == 0
    weaker = [{"type": "Reword", "item_id": "f1", "text": "Russia will certainly supply up to 55 bcm."}]
    briefing("edit", file, "--edits", "-", given=json.dumps(weaker).encode())
    assert briefing("review", file).code == 1


def test_the_example_is_clean_but_for_advice(briefing: Command) -> None:
    briefing("sample", "-o", "example.briefing")
    found = briefing("review", "example.briefing", "--json")
    assert found.code == 0
    assert {each["severity"] for each in found.json()} <= {"advice"}
    assert len(briefing("review", "example.briefing", "--rules", "--json").json()) > 40


def test_a_figure_is_drawn_from_the_briefing_s_own_data(briefing: Command, tmp_path: Path) -> None:
    file = started(briefing, "--cut-off", "2025-10-31")
    options = ("--drawing", "timeline", "--treaty", "russia-iran-2025", "--scope", "section")
    added = briefing("add", file, "ri-duma-ratified", "--section", "s2", *options, "--caption", "In steps")
    assert "New rows: f1, d1" in added.out + added.err
    every = ("--drawing", "timeline", "--treaty", "russia-iran-2025", "--every-act")
    assert briefing("add", file, "--section", "s2", *every, "--caption", "All acts").code == 0
    assert briefing("render", file, "-o", "gas.pdf").code == 0
    text = " ".join(page_texts((tmp_path / "gas.pdf").read_bytes()))
    assert "Figure 1. In steps." in text
    assert "Parliamentary approval (Russian Federation, State Duma)." in text
    assert text.count("Signature.") == 1  # in the second figure only
    assert "likelihoods" in briefing("schema", "edit").out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--drawing", "timeline", "--treaty", "no-such"), "There is no treaty 'no-such'"),
        (("--drawing", "pie"), "'pie' is not one of"),
        (("--prose", "So.", "--caption", "As it is"), "can only be given with --drawing"),
        (("--drawing", "map", "--every-act"), "--every-act can only be given with --drawing timeline"),
    ],
)
def test_a_figure_that_cannot_be_drawn_is_refused_with_the_reason(
    briefing: Command, options: tuple[str, ...], said: str
) -> None:
    answer = briefing("add", started(briefing), *options)
    assert answer.code != 0
    assert said in answer.err
