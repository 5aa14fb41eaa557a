"""Headings, captions, cells, reasons and prose, which have no grade, say no more than the evidence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from briefing.editing import WaiveFinding, apply
from briefing.language import Parses
from briefing.model.briefing import Briefing, Evidence, Item, Judgement, Prose, Section, Table
from briefing.model.sections import catalogue_of
from briefing.review import Finding, Severity, review
from briefing.review.checks.judgements.ungraded_texts import check_ungraded_texts
from briefing.review.context import ReviewContext
from briefing.review.finding import RawFinding
from tests.builders import bundled_example, bundled_library, bundled_scales
from tests.examples import sampled
from tests.unit.review.test_main_message import example

CORPUS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "corpus" / "ungraded-texts.yaml").read_text(encoding="utf-8")
)
GAS = "s4"


def each_text(name: str) -> pytest.MarkDecorator:
    cases = sampled(CORPUS[name], 3)
    return pytest.mark.parametrize("case", cases, ids=lambda case: f"{case['where']} {case['text']}")


def with_sections(briefing: Briefing, changed: Callable[[Section], Section]) -> Briefing:
    def of(section: Section) -> Section:
        return replace(changed(section), sections=tuple(map(of, section.sections)))

    return replace(briefing, sections=tuple(map(of, briefing.sections)))


def with_reason(section: Section, judgement_id: str, text: str) -> Section:
    def reasoned(item: Item) -> Item:
        if not isinstance(item, Judgement) or item.id != judgement_id or item.grade is None:
            return item
        return replace(item, grade=replace(item.grade, rationale=text))

    return replace(section, items=tuple(map(reasoned, section.items)))


def with_row(briefing: Briefing, item: Item, rows: list[str]) -> Briefing:
    """The briefing with a row in the section of the first of these rows, or in this section."""
    home = next(
        section.id
        for section in briefing.walk_sections()
        if section.id in rows or any(each.id in rows for each in section.items)
    )
    return with_sections(
        briefing, lambda each: replace(each, items=(*each.items, item)) if each.id == home else each
    )


def placed(where: str, rows: list[str], text: str) -> Briefing:
    """The example with a text in its place, drawing on these rows."""
    briefing = example()
    known = {item.id for item in briefing.walk_items()}
    evidence = tuple(Evidence(item_id=row) for row in rows if row in known)
    if where == "subtitle":
        return replace(briefing, subtitle=text)
    if where == "heading":
        return with_sections(
            briefing, lambda each: replace(each, title=text) if each.id == rows[0] else each
        )
    if where == "reason":
        return with_sections(briefing, lambda each: with_reason(each, rows[0], text))
    if where == "prose":
        return with_row(briefing, Prose(id="x1", text=text, evidence=evidence), rows)
    caption, cell = (text, "None") if where == "caption" else ("What is said", text)
    table = Table(id="x1", caption=caption, columns=("Row", "Text"), rows=(("1", cell),), evidence=evidence)
    return with_row(briefing, table, rows)


def raised(briefing: Briefing, parses: Parses | None = None) -> list[RawFinding]:
    library = bundled_library()
    context = ReviewContext(briefing, catalogue_of(briefing.library), bundled_scales(), library, parses)
    return list(check_ungraded_texts(context))


def findings(briefing: Briefing, parses: Parses | None = None) -> list[Finding]:
    found = review(briefing, bundled_scales(), bundled_library(), parses)
    return [each for each in found if each.rule_id.startswith("text-")]


@each_text("found")
def test_a_text_beyond_the_evidence_is_found(case: dict[str, Any], parses: Parses) -> None:
    assert raised(placed(**case), parses)


@each_text("quiet")
def test_a_text_within_the_evidence_has_no_finding(case: dict[str, Any], parses: Parses) -> None:
    assert raised(placed(**case), parses) == []


@pytest.mark.parametrize("has_parser", [True, False])
def test_the_example_has_no_finding_that_blocks(parses: Parses, has_parser: bool) -> None:
    made = bundled_example().briefing
    found = review(made, bundled_scales(), bundled_library(), parses if has_parser else None)
    assert {each.rule_id for each in found} == {"newer-in-library"}


@pytest.mark.parametrize(
    ("where", "rows", "place"),
    [
        ("subtitle", [GAS], ""),
        ("heading", [GAS], GAS),
        ("caption", [GAS], "x1"),
        ("cell", [GAS], "x1"),
        ("prose", ["f19"], "x1"),
        ("reason", ["j3"], "j3"),
    ],
)
def test_a_finding_names_the_row_the_words_and_the_statement(
    where: str, rows: list[str], place: str, parses: Parses
) -> None:
    text = "Russia delivers up to 55 bcm of gas a year to Iran."
    found = findings(placed(where, rows, text), parses)
    assert found
    assert {each.row_id for each in found} == {place}
    assert any(each.severity is Severity.BLOCKING for each in found)
    assert all("delivers" in f"{each.words} {each.message}" or each.words in text for each in found)


def test_a_number_of_a_heading_that_no_row_has_is_a_warning() -> None:
    (found,) = findings(placed("heading", [GAS], "Gas is unlikely to reach 70 bcm a year"))
    assert (found.rule_id, found.severity) == ("text-not-supported", Severity.WARNING)
    assert "70 bcm" in found.message


def test_a_heading_of_which_no_word_is_said_is_a_warning(parses: Parses) -> None:
    (found,) = findings(placed("heading", [GAS], "Turkish airlines expand quickly"), parses)[:1]
    assert found.rule_id == "text-not-supported"


def test_what_is_hidden_is_not_reviewed(parses: Parses) -> None:
    text = "Russia delivers up to 55 bcm of gas a year to Iran."
    shown = placed("prose", ["f19"], text)
    hidden = with_sections(
        shown,
        lambda each: replace(
            each, items=tuple(replace(row, hidden=True) if row.id == "x1" else row for row in each.items)
        ),
    )
    assert raised(shown, parses)
    assert raised(hidden, parses) == []


def test_a_blocking_finding_warns_where_there_is_no_parser() -> None:
    found = findings(placed("heading", [GAS], "Gas will flow from Russia to Iran through a pipeline"))
    assert found
    assert all(each.severity is not Severity.BLOCKING for each in found if each.rule_id != "text-stronger")


def test_a_waiver_of_a_heading_holds_until_the_heading_changes(parses: Parses) -> None:
    briefing = placed("heading", [GAS], "Gas will flow from Russia to Iran through a pipeline")
    for found in findings(briefing, parses):
        briefing = apply(briefing, WaiveFinding(found.waived("Agreed.", "A. Nalyst", "2025-11-03")))
    assert not any(each.is_open for each in findings(briefing, parses))
    renamed = with_sections(
        briefing,
        lambda each: replace(each, title="Gas will flow to Iran by pipeline") if each.id == GAS else each,
    )
    assert any(each.is_open for each in findings(renamed, parses))


def with_table(columns: tuple[str, ...], row: tuple[str, ...], caption: str = "") -> Briefing:
    table = Table(id="x1", caption=caption, columns=columns, rows=(row,))
    return with_row(example(), table, [GAS])


def test_a_cell_may_leave_to_its_row_or_caption_who_says_it(parses: Parses) -> None:
    alone = with_table(("Matter", "Status"), ("Pipeline", "Route agreed"))
    beside = with_table(("Speaker", "Status"), ("Tsivilev", "Route agreed"))
    below = with_table(("Matter", "Status"), ("Pipeline", "Route agreed"), "As Tsivilev has it")
    assert raised(alone, parses)
    assert raised(beside, parses) == []
    assert raised(below, parses) == []


@pytest.mark.parametrize("is_before", [True, False])
def test_a_sentence_may_leave_the_denial_to_the_one_next_to_it(is_before: bool, parses: Parses) -> None:
    claim = "The United States said on 10 September 2024 that Iran shipped ballistic missiles to Russia."
    denial, other = "Iran denies it.", "So it is."
    text = f"{denial} {claim}" if is_before else f"{claim} {denial}"
    assert raised(placed("prose", ["f27"], text), parses) == []
    assert raised(placed("prose", ["f27"], text.replace(denial, other)), parses)


@pytest.mark.parametrize(
    ("section", "text"),
    [
        (GAS, "Russian gas deliveries to Iran, rising to 55 bcm a year"),
        ("s6", "Iranian missiles in Russian hands"),
        ("s6", "Fath-360 delivered without mobile launchers"),
        ("s6", "How Iran shipped ballistic missiles to Russia"),
    ],
)
def test_a_heading_without_a_verb_that_says_what_happened_is_a_warning(
    section: str, text: str, parses: Parses
) -> None:
    found = findings(placed("heading", [section], text), parses)
    assert {each.severity for each in found} <= {Severity.WARNING, Severity.BLOCKING}
    assert found


@pytest.mark.parametrize(
    "text", ["Gas between Russia and Iran", "Iran's gas", "How do Russia and Iran speak of gas?"]
)
def test_a_heading_that_names_a_topic_has_no_finding(text: str, parses: Parses) -> None:
    assert raised(placed("heading", [GAS], text), parses) == []


def test_an_act_of_a_country_that_no_statement_has_is_a_warning(parses: Parses) -> None:
    (found,) = findings(placed("heading", ["s6"], "Russia arms Iran"), parses)
    assert (found.rule_id, found.severity) == ("text-not-supported", Severity.WARNING)
    assert "arms" in found.message
    assert raised(placed("heading", ["s6"], "Iran denies that it shipped missiles to Russia"), parses) == []


def test_what_a_clause_changes_of_a_statement_is_a_warning(parses: Parses) -> None:
    text = "The State Duma rejected ratification in plenary on 8 April 2025."
    (found,) = findings(placed("prose", ["f8"], text), parses)
    assert (found.rule_id, found.severity) == ("text-beyond-evidence", Severity.WARNING)
    assert raised(placed("prose", ["f8"], text.replace("rejected", "approved")), parses) == []


def test_what_is_unlikely_up_to_a_year_is_not_unlikely_for_ever(parses: Parses) -> None:
    text = "It is unlikely that gas will flow from Russia to Iran through a pipeline"
    (found,) = findings(placed("heading", [GAS], text), parses)
    assert (found.rule_id, found.severity) == ("text-stronger", Severity.WARNING)
    assert raised(placed("heading", [GAS], f"{text} before the end of 2027"), parses) == []
    assert raised(placed("heading", [GAS], f"{text} before the end of 2035"), parses)
    assert raised(placed("heading", [GAS], f"{text} soon"), parses) == []


def test_that_nothing_can_happen_leaves_nothing_open(parses: Parses) -> None:
    text = "No gas can flow from Russia to Iran through a pipeline"
    assert any("J3" in each.message for each in raised(placed("heading", [GAS], text), parses))
    assert raised(placed("heading", [GAS], "Gas could flow from Russia to Iran through a pipeline")) == []


def test_a_date_in_a_topic_is_one_of_the_rows(parses: Parses) -> None:
    assert raised(placed("heading", [GAS], "Gas in 2031"), parses)
    assert raised(placed("heading", [GAS], "Gas in 2025"), parses) == []
    assert raised(placed("caption", [GAS], "Table 31. Gas"), parses) == []


def test_a_reason_may_speak_of_rows_that_are_no_evidence_of_its_judgement(parses: Parses) -> None:
    text = "The Majlis passed it by 191 votes to 8."
    assert raised(placed("reason", ["j2"], text), parses)
    assert raised(placed("reason", ["j2"], f"{text} So AFP reports."), parses) == []


@pytest.mark.parametrize(
    ("where", "row", "text"),
    [
        ("reason", "j3", "The route is described as agreed."),
        ("reason", "j3", "The route is said to be agreed, and the price is said to be open."),
        ("reason", "j3", "A route through Azerbaijan is presented as agreed."),
        ("reason", "j1", "The treaty only asks that the aggressor be given no help."),
        ("reason", "j1", "The clause on aggression is about not helping the aggressor."),
        ("caption", "f9", "The Majlis vote as AFP gives it"),
        ("caption", "f9", "The vote of the Majlis as AFP and IRNA have it"),
        ("prose", "f19", "Putin spoke of up to 55 bcm a year for Iran."),
        ("prose", "f20", "Putin holds out a small start of up to 2 bcm of gas a year to Iran."),
        ("prose", "f21", "Tsivilev gave a figure of up to 1.8 bcm for 2025, given a price."),
        ("prose", "f21", "Tsivilev offered Iran up to 1.8 bcm a year from 2025, given a price."),
        ("heading", GAS, "Set beside the Azerbaijani route"),
    ],
)
def test_a_text_may_say_in_any_form_that_something_is_said_or_open(
    where: str, row: str, text: str, parses: Parses
) -> None:
    assert raised(placed(where, [row], text), parses) == []


@pytest.mark.parametrize(
    ("where", "row", "text"),
    [
        ("reason", "j3", "The route through Azerbaijan is agreed."),
        ("reason", "j4", "Missiles are alleged to have been shipped to Russia."),
        ("reason", "j1", "Each party gives the other military help."),
        ("prose", "f19", "Putin speaks of 55 bcm of gas a year that Russia supplies to Iran."),
        ("prose", "f20", "Gas deliveries to Iran start at 2 bcm a year."),
        ("prose", "f21", "Iran got 1.8 bcm a year from 2025, Tsivilev said, given a price."),
    ],
)
def test_a_text_that_leaves_out_who_says_it_or_what_is_open_is_found(
    where: str, row: str, text: str, parses: Parses
) -> None:
    assert raised(placed(where, [row], text), parses)


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("f6", "The two services have pooled their files since 2025."),
        ("f7", "Under the treaty the two armies have trained on each other's soil."),
        ("f5", "Iran closed its border camps under this article."),
        ("f13", "After Tianjin, work on carrying out the treaty gathered pace."),
        ("f25", "Russian engineers arrived at the sites."),
    ],
)
def test_what_is_only_foreseen_or_required_is_not_told_as_done(row: str, text: str, parses: Parses) -> None:
    (found,) = findings(placed("prose", [row], text), parses)
    assert (found.rule_id, found.severity) == ("text-beyond-evidence", Severity.WARNING)
    assert "is over" in found.message


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("f7", "The parties included joint exercises in the text."),
        ("f7", "The drafters left open where and when exercises are held."),
        ("f4", "With this article the parties went no further than consultation."),
        ("f4", "When either party has felt threatened, the parties consult."),
        ("f16", "We have drawn the line on the map from what Interfax reports."),
        ("f19", "The figure has grown in the retelling."),
        ("f1", "The two presidents met."),
    ],
)
def test_what_a_text_tells_of_the_treaty_itself_or_of_statements_is_not_told_as_done(
    row: str, text: str, parses: Parses
) -> None:
    assert raised(placed("prose", [row], text), parses) == []


@pytest.mark.parametrize(
    ("where", "row", "text", "word"),
    [
        ("heading", "s3", "Unanimous backing in both capitals", "Unanimous"),
        ("caption", "f19", "Contracted volumes, in bcm a year", "Contracted"),
        ("reason", "j4", "Two sources corroborate the shipment, as Iran denies it.", "Two sources"),
        ("reason", "j2", "Both governments have independently named the day.", "independently"),
        ("cell", "f17", "Rejected by Baku", "Rejected"),
        ("cell", "f17", "Baku rejects the route", "rejects"),
        ("heading", "s6", "Pezeshkian's halt to the missile trade", "halt"),
        ("heading", GAS, "Russia's lifeline to Tehran", "lifeline"),
    ],
)
def test_a_status_or_act_that_no_statement_has_is_a_warning(
    where: str, row: str, text: str, word: str, parses: Parses
) -> None:
    found = findings(placed(where, [row], text), parses)
    assert any(f"“{word}”" in each.message and each.rule_id == "text-not-supported" for each in found)


def test_a_thing_of_one_country_for_another_is_held_to_the_statements(parses: Parses) -> None:
    text = "Tehran's missiles for Moscow's war"
    assert raised(placed("heading", ["s6"], text), parses)
    assert raised(placed("heading", ["s6"], f"Denials of {text}"), parses) == []


@pytest.mark.parametrize(
    ("where", "row", "text"),
    [
        ("heading", "s2", "Russia's obligations to Iran"),
        ("heading", GAS, "Russia's offer to Iran"),
        ("heading", GAS, "Talks on Russia's gas for Iran"),
        ("heading", GAS, "Tsivilev's hint at a price"),
        ("heading", "s2", "Rudenko's answer to the Duma"),
        ("heading", "s3", "Complete list of votes"),
        ("heading", "s3", "Final remarks"),
        ("caption", "f9", "Selected results"),
        ("caption", "f3", "The signed text"),
        ("cell", "f27", "Denied by Tehran"),
        ("cell", "f31", "Rejected by Tehran"),
        ("cell", "f17", "Not rejected by Baku"),
        ("prose", "f35", "Article 2 rules out, for Russia and China alike, the use of force."),
    ],
)
def test_a_topic_or_an_answer_is_no_status_that_no_statement_has(
    where: str, row: str, text: str, parses: Parses
) -> None:
    assert raised(placed(where, [row], text), parses) == []


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("f3", "Should one of them be attacked, the other must help to bring the fighting to an end."),
        ("f3", "Each party shall defend the other."),
        ("f5", "Each party undertakes to help the other put down separatists."),
        ("f5", "The two have promised to hunt down separatists together."),
        ("f35", "Russia and China must defend each other."),
    ],
)
def test_a_duty_to_act_where_something_is_only_not_to_be_done_is_a_warning(
    row: str, text: str, parses: Parses
) -> None:
    found = findings(placed("prose", [row], text), parses)
    assert {(each.rule_id, each.severity) for each in found} == {("text-beyond-evidence", Severity.WARNING)}
    assert any("is a duty" in each.message for each in found)


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("f5", "Each party must keep its territory from being used for separatism."),
        ("f5", "Each party must prevent the use of its territory for separatism."),
        ("f3", "The other has to withhold help from the aggressor."),
        ("f35", "Russia and China have undertaken to refrain from force against each other."),
        ("f35", "Russia and China have promised to keep the peace between them."),
        ("f4", "Each party must consult the other on common threats."),
    ],
)
def test_a_duty_to_leave_something_alone_or_one_of_a_statement_has_no_finding(
    row: str, text: str, parses: Parses
) -> None:
    assert raised(placed("prose", [row], text), parses) == []
