"""Each rule finds its fault where it is planted, and nothing else with it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.editing import (
    AddFact,
    AddItem,
    RemoveItem,
    Reword,
    SetDetails,
    WaiveFinding,
    WithdrawWaiver,
    apply,
)
from briefing.errors import EditError
from briefing.grading.suggestion import BASE
from briefing.model.briefing import Briefing, Evidence, FactItem, Prose, Section, Status
from briefing.model.library import Catalogue, Material
from briefing.model.source import Attachment, ExtractedText, TextQuote
from briefing.model.terms import Reliability
from briefing.review import Reviewer, Severity, rules
from briefing.review.check import CHECK_FAILED
from briefing.review.context import ReviewContext
from briefing.review.reviewer import review
from tests import ROOT
from tests.builders import bundled_library, bundled_scales
from tests.examples import examples
from tests.unit.review.corpus_loader import (
    a_judgement,
    a_sound_briefing,
    found,
    graded,
    open_findings,
    with_item,
    worded,
)

SOUND = a_sound_briefing()


def test_a_sound_briefing_has_no_finding() -> None:
    assert found(SOUND) == []


# Words of a judgement

JUDGEMENTS: list[tuple[str, set[tuple[str, str | None]]]] = [
    ("It is highly unlikely that gas will flow.", {("term-of-another-scheme", "highly unlikely")}),
    ("It is unlikely that gas will flow, and likely that talks go on.", set()),
    ("It is likely that gas will flow.", {("term-not-the-grade", "likely")}),
    ("It is improbable that gas will flow.", set()),
    ("It is unlikely, with high confidence, that gas will flow.",
     {("likelihood-with-confidence", "high confidence")}),
    ("It is unlikely that gas will flow. We hold this with moderate confidence.", set()),
    ("It is quite unlikely that gas will flow.",
     {("intensified-term", "quite unlikely")}),
    ("It is very unlikely that gas will flow.", {("term-not-the-grade", "very unlikely")}),
    ("It is unlikely (30 %) that gas will flow.", set()),
    ("It is unlikely (60 %) that gas will flow.", {("number-outside-term", "60 %")}),
    ("Gas is unlikely to flow; the chance is a 10 per cent chance.",
     {("number-outside-term", "10 per cent")}),
    ("It is unlikely that 95 % of the gas will flow.", set()),
    ("Gas could flow.", {("hedge-without-term", "could")}),
    ("It cannot be ruled out that gas will flow.", {("hedge-without-term", "cannot be ruled out")}),
    ("It is clearly unlikely that gas will flow.", {("weasel-word", "clearly")}),
    ("It is unlikely, it is believed, that gas will flow.", {("nameless-report", "it is believed")}),
    ("It is believed by Tehran to be unlikely that gas will flow.", set()),
    ("It is unlikely that gas will flow through the BTCX line.", {("undefined-abbreviation", "BTCX")}),
    ("It is unlikely that gas will flow through the Baku line (BTCX) or a BTCX loop.", set()),
    ("The line was planned, was priced, was drawn and is unlikely to be built.",
     {("passive-pile-up", "was planned, was priced, was drawn and is unlikely to be built")}),
    ("It is unlikely that " + "gas and " * 30 + "more gas will flow.", {("long-sentence", None)}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), JUDGEMENTS, ids=[text[:48] for text, _ in JUDGEMENTS])
def test_words_of_a_judgement(text: str, expected: set[tuple[str, str | None]]) -> None:
    briefing = with_item(SOUND, a_judgement(text))
    seen = {(rule, None if (rule, None) in expected else words) for rule, _, words in found(briefing)}
    assert seen == expected


def test_a_finding_points_at_the_characters_of_the_words() -> None:
    text = "It is highly unlikely – «quite» so – that gas will flow."
    for finding in open_findings(with_item(SOUND, a_judgement(text))):
        assert text[finding.start : finding.end] == finding.words


def test_words_of_both_rows_are_found_in_the_row_that_is_used_less() -> None:
    other = a_judgement("It is improbable that talks end.", id="j2")
    third = a_judgement("It is unlikely that prices fall.", id="j3")
    assert found(a_sound_briefing(other, third)) == [("two-rows-of-terms", "j2", "improbable")]


def test_words_are_held_against_the_scheme_in_use() -> None:
    text = "There is a realistic possibility that gas will flow."
    ours = a_judgement(text, grade=graded(likelihood="realistic-possibility", confidence="low"))
    assert found(with_item(replace(SOUND, scheme_id="phia"), ours)) == []


def test_a_character_made_visible_is_found_with_a_fix_that_deletes_it() -> None:
    briefing = with_item(SOUND, a_judgement("It is unlikely⟨U+2067⟩ that gas will flow."))
    (finding,) = open_findings(briefing)
    assert (finding.rule_id, finding.words) == ("hidden-character", "⟨U+2067⟩")
    assert "RIGHT-TO-LEFT ISOLATE" in finding.message
    assert finding.fix is not None
    assert open_findings(apply(briefing, finding.fix.edit)) == []


def test_a_character_made_visible_in_a_note_or_title_names_its_field() -> None:
    noted = with_item(SOUND, a_judgement(note="So⟨U+202E⟩."))
    assert [(f.row_id, f.message.rpartition("It is in ")[2]) for f in open_findings(noted)] == [
        ("j1", "note.")
    ]


# What rows rest on


def with_source(briefing: Briefing, fact_id: str, **changes: object) -> Briefing:
    """The briefing with every source of a fact changed in its snapshot."""
    cited = {c.source_id for fact in briefing.library.facts if fact.id == fact_id for c in fact.citations}
    sources = tuple(replace(s, **changes) if s.id in cited else s for s in briefing.library.sources)
    return replace(briefing, library=replace(briefing.library, sources=sources))


def with_fact(briefing: Briefing, fact_id: str, **changes: object) -> Briefing:
    facts = tuple(replace(f, **changes) if f.id == fact_id else f for f in briefing.library.facts)
    return replace(briefing, library=replace(briefing.library, facts=facts))


DUMA = "ri-duma-ratified"


def with_a_quote_of_an_earlier_copy(briefing: Briefing) -> Briefing:
    copies = tuple(Attachment(sha256=d * 64, text=ExtractedText(d * 64, "pdf", "1")) for d in "ab")
    (first, *others) = next(fact for fact in briefing.library.facts if fact.id == DUMA).citations
    quote = TextQuote(exact="It was ratified.", text_sha256="a" * 64)
    quoted = with_fact(briefing, DUMA, citations=(replace(first, quotes=(quote,)), *others))
    return with_source(quoted, DUMA, attachments=copies)


def with_a_quote(briefing: Briefing, exact: str) -> Briefing:
    (first, *others) = next(fact for fact in briefing.library.facts if fact.id == DUMA).citations
    return with_fact(
        briefing, DUMA, citations=(replace(first, quotes=(TextQuote(exact=exact, language="en"),)), *others)
    )


HIGH = replace(worded("f3", "x"), wording=None, grade=graded(confidence="high"))
NO_REASON = graded(confidence="high", rationale="")
ONE = Evidence(item_id="f2")

PLANTED: dict[str, tuple[Briefing, str]] = {
    "no-source": (a_sound_briefing(Prose(id="p1", text="Talks go on.")), "p1"),
    "one-origin-as-several": (
        a_sound_briefing(Prose(id="p1", text="Several sources name it.", evidence=(ONE,))), "p1",
    ),
    "single-source-judgement": (with_item(SOUND, a_judgement(evidence=(ONE,))), "j1"),
    "weak-beneath-high": (
        with_source(with_item(SOUND, HIGH), DUMA, reliability=Reliability.F, rationale="Unknown."), "f3",
    ),
    "grade-departs": (
        with_fact(with_item(SOUND, replace(HIGH, grade=NO_REASON)), DUMA, credibility=3), "f3",
    ),
    "contradiction-not-shown": (apply(SOUND, RemoveItem(item_id="f5")), "f2"),
    "known-after-cut-off": (with_source(SOUND, DUMA, issued="2025-11-02"), "f3"),
    "dead-citation": (with_source(SOUND, DUMA, url=None, title=None, derives_from=()), "f3"),
    "superseded-copy": (with_a_quote_of_an_earlier_copy(SOUND), "f3"),
    "statement-beyond-quote": (
        with_a_quote(SOUND, "The State Duma did not approve ratification on 8 April 2025."), "f3",
    ),
    "unassessed-evidence": (with_fact(SOUND, DUMA, graded=False, credibility=1), "f3"),
    "invalid-date": (with_source(SOUND, DUMA, issued="2025-02-3X"), "f3"),
    "ungraded": (with_item(SOUND, replace(HIGH, grade=None)), "f3"),
    "judgement-without-evidence": (with_item(SOUND, a_judgement(evidence=())), "j1"),
    "judgement-without-alternatives": (with_item(SOUND, a_judgement(alternatives=())), "j1"),
    "judgement-without-assumptions": (with_item(SOUND, a_judgement(assumptions=())), "j1"),
    "not-in-evidence": (
        with_item(SOUND, a_judgement("It is unlikely that gas will flow through 40 lines.")), "j1",
    ),
    "no-cut-off": (replace(SOUND, cut_off=None), ""),
    "no-main-message": (replace(SOUND, status=Status.IN_REVIEW), ""),
    "no-key-judgements": (apply(SOUND, RemoveItem(item_id="j1")), ""),
    "scheme-box-missing": (replace(SOUND, template_options={"scheme-box": False}), ""),
    "item-above-marking": (with_fact(SOUND, DUMA, marking="TLP:AMBER"), "f3"),
    "source-above-marking": (with_source(SOUND, DUMA, marking="TLP:RED"), "f3"),
    "hidden-character": (replace(SOUND, subtitle="Gas⟨U+2067⟩"), ""),
    "number-ambiguous": (
        with_item(
            with_fact(SOUND, DUMA, statement="The State Duma approved 1,234 acts on 8 April 2025"),
            worded("f3", "The State Duma approved 1.234 acts on 8 April 2025."),
        ),
        "f3",
    ),
    "two-spellings": (
        a_sound_briefing(
            Prose(id="p1", text="So Tsiviliev and later Tsivilev held.", evidence=(Evidence(item_id="f4"),))
        ),
        "p1",
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", PLANTED)
def test_a_planted_fault_is_found_and_nothing_else(rule: str) -> None:
    briefing, row = PLANTED[rule]
    seen = {(each, at) for each, at, _ in found(briefing)}
    if rule == "no-key-judgements":
        seen -= {("empty-heading", "s1")}
    assert seen == {(rule, row)}


def test_in_a_bad_project_each_planted_fault_is_found_and_nothing_else() -> None:
    bad = with_item(SOUND, worded("f1", "Russia will supply Turkey with 65 bcm of gas a year."))
    bad = with_item(bad, worded("f2", "Rudenko confirmed that the treaty makes a military alliance."))
    bad = with_item(bad, worded("f3", "The State Duma unanimously approved ratification on 9 April 2025."))
    bad = with_item(bad, worded("f4", "Tsivilev says that the price of the gas is settled."))
    bad = with_item(bad, a_judgement("It is highly likely, we are confident, that talks clearly fail."))
    more = (
        a_judgement("It is unlikely (70 %) that talks end.", id="j2", evidence=(), assumptions=()),
        a_judgement("Talks could end.", id="j3", grade=None, alternatives=()),
        Prose(id="p1", text="It has been reported that several sources agree."),
        FactItem(id="f6", fact_id="ri-price-under-discussion"),
    )
    section = Section(id="s3", title="More", items=more)
    empty = Section(id="s4", title="Nothing")
    bad = replace(bad, cut_off=None, sections=(*bad.sections, section, empty))
    bad = with_source(bad, DUMA, marking="TLP:RED")
    assert {(rule, row) for rule, row, _ in found(bad)} == {
        ("stronger-than-standing", "f1"),
        ("attribution-dropped", "f1"),
        ("number-changed", "f1"),
        ("party-changed", "f1"),
        ("direction-changed", "f1"),
        ("endorsing-verb", "f2"),
        ("negation-changed", "f2"),
        ("scope-added", "f3"),
        ("date-changed", "f3"),
        ("source-above-marking", "f3"),
        ("stronger-than-standing", "f4"),
        ("term-of-another-scheme", "j1"),
        ("likelihood-with-confidence", "j1"),
        ("weasel-word", "j1"),
        ("number-outside-term", "j2"),
        ("judgement-without-evidence", "j2"),
        ("judgement-without-assumptions", "j2"),
        ("hedge-without-term", "j3"),
        ("ungraded", "j3"),
        ("judgement-without-alternatives", "j3"),
        ("nameless-report", "p1"),
        ("no-source", "p1"),
        ("ungraded", "f6"),
        ("no-cut-off", ""),
        ("empty-heading", "s4"),
    }


def test_an_empty_section_is_found_and_one_with_sections_beneath_it_is_not() -> None:
    inner = Section(id="s4", title="Inner", items=(Prose(id="p1", text="So.", evidence=(ONE,)),))
    outer = Section(id="s3", title="Outer", sections=(inner, Section(id="s5", title="Empty")))
    assert found(replace(SOUND, sections=(*SOUND.sections, outer))) == [("empty-heading", "s5", "")]


def test_a_superseded_fact_is_found_until_the_later_one_stands_beside_it() -> None:
    facts = {each.id: each for each in bundled_library().material.facts}
    later = next(fact for fact in facts.values() if any(r.kind == "supersedes" for r in fact.relations))
    earlier = next(r.fact_id for r in later.relations if r.kind == "supersedes")
    item = FactItem(id="f9", fact_id=earlier, grade=graded())
    briefing = a_sound_briefing(item)
    finding = next(each for each in open_findings(briefing) if each.rule_id == "superseded-fact")
    assert finding.row_id == "f9"
    assert finding.fix is not None
    assert isinstance(finding.fix.edit, AddFact)
    corrected = apply(briefing, finding.fix.edit)
    assert "superseded-fact" not in {rule for rule, _, _ in found(corrected)}


def test_a_fix_mends_its_finding() -> None:
    for rule in ("contradiction-not-shown", "scheme-box-missing"):
        briefing, _ = PLANTED[rule]
        (finding,) = [each for each in open_findings(briefing) if each.rule_id == rule][:1]
        assert finding.fix is not None
        corrected = apply(briefing, finding.fix.edit)
        assert rule not in {each for each, _, _ in found(corrected)}


GAS = "Putin says that Russia may eventually supply Iran with"
REWORDED = [
    ("f1", f"{GAS} 55 bcm of gas a year.", "qualifier-lost", "up to 55 bcm"),
    ("f1", f"{GAS} up to 65 bcm of gas a year.", "number-changed", "up to 55 bcm"),
    ("f3", "The State Duma fully approved ratification in plenary.", "scope-added", "Duma approved"),
    ("f3", "The State Duma approved ratification on 9 April 2025.", "date-changed", "on 8 April 2025"),
    ("f3", "The State Duma rejected ratification in plenary.", "negation-changed", "Duma approved"),
    ("j1", "It is quite unlikely that gas will flow before 2028.", "intensified-term", "is unlikely"),
    ("j1", "It is likely that gas will flow before 2028.", "term-not-the-grade", "is unlikely"),
    ("j1", "It is highly unlikely that gas will flow.", "term-of-another-scheme", "is unlikely"),
    ("j1", "It is clearly unlikely that gas will flow before 2028.", "weasel-word", "is unlikely"),
]


@pytest.mark.parametrize(("row", "text", "rule", "corrected"), REWORDED)
def test_words_are_mended_in_one_edit_that_leaves_no_finding(
    row: str, text: str, rule: str, corrected: str
) -> None:
    briefing = apply(SOUND, Reword(item_id=row, text=text))
    (finding,) = open_findings(briefing)
    assert finding.rule_id == rule
    assert finding.fix is not None
    after = apply(briefing, finding.fix.edit)
    assert open_findings(after) == []
    rows = ReviewContext(after, Catalogue(after.library), bundled_scales()).rows
    assert [corrected in each.text for each in rows if each.item.id == row] == [True]


# Rules as data


def test_every_rule_is_declared_once_with_its_standard_and_its_reason() -> None:
    for rule in rules().values():
        assert rule.title
        assert rule.standard
        assert rule.explanation.endswith((".", "?"))


def test_the_guide_lists_every_rule_and_the_table_of_suggestions_as_they_are() -> None:
    guide = (ROOT / "docs" / "user" / "review.md").read_text(encoding="utf-8")
    for rule in rules().values():
        assert f"| `{rule.id}` | {rule.severity} | {rule.standard} | {rule.explanation} |" in guide
    for letter, row in BASE.items():
        assert f"| {letter} | {' | '.join(step.name.lower() for step in row)} |" in guide


def test_every_rule_is_held_by_a_test_or_the_corpus() -> None:
    from tests.unit.review.corpus.evaluation import DRIFT
    from tests.unit.review.test_main_message import CORPUS

    tested = {*DRIFT, *PLANTED, "superseded-fact", "empty-heading", "two-rows-of-terms", CHECK_FAILED}
    tested |= {"newer-in-library", "source-after-cut-off"}  # in test_sourcing
    tested |= {"placeholder-text"}  # in test_completeness
    tested |= {rule for _, expected in JUDGEMENTS for rule, _ in expected}
    tested |= {rule for _, rule in CORPUS["wrong_messages"] if rule in rules()}
    tested |= {"message-without-judgement", "message-long"}  # in test_main_message
    tested |= {"text-stronger", "text-beyond-evidence", "text-not-supported"}  # in test_ungraded_texts
    assert tested == set(rules())


# Waivers


def waived(briefing: Briefing, rule: str, reason: str = "It is agreed.") -> Briefing:
    (finding,) = [each for each in open_findings(briefing) if each.rule_id == rule]
    return apply(briefing, WaiveFinding(finding.waived(reason, "A", "2025-11-03")))


STRONG_WORDS = "It is quite unlikely that gas will flow."
STRONG = with_item(SOUND, a_judgement(STRONG_WORDS))


def test_a_waived_finding_is_kept_with_its_reason_and_counts_no_more() -> None:
    briefing = waived(STRONG, "intensified-term")
    assert "intensified-term" not in {rule for rule, _, _ in found(briefing)}
    (kept,) = [each for each in review(briefing, bundled_scales()) if each.waiver is not None]
    assert kept.waiver is not None
    assert kept.waiver.reason == "It is agreed."


def test_a_waiver_holds_through_other_edits_and_ends_when_the_words_change() -> None:
    briefing = waived(STRONG, "intensified-term")
    moved = apply(briefing, SetDetails(title="Another"))
    assert "intensified-term" not in {rule for rule, _, _ in found(moved)}
    reworded = apply(briefing, Reword(item_id="j1", text="It is quite unlikely that gas will ever flow."))
    assert "intensified-term" in {rule for rule, _, _ in found(reworded)}
    assert reworded.waivers == ()
    back = apply(reworded, Reword(item_id="j1", text=STRONG_WORDS))
    assert "intensified-term" in {rule for rule, _, _ in found(back)}


def test_a_waiver_holds_while_another_sentence_of_its_row_changes() -> None:
    briefing = waived(STRONG, "intensified-term")
    longer = apply(briefing, Reword(item_id="j1", text=f"{STRONG_WORDS} So it goes."))
    assert longer.waivers == briefing.waivers


def test_a_waiver_ends_when_a_wording_gives_way_to_the_fact_s_own_words() -> None:
    drifted = with_item(SOUND, worded("f1", "Russia may eventually supply Iran with up to 55 bcm of gas."))
    briefing = waived(drifted, "attribution-dropped")
    assert apply(briefing, Reword(item_id="f1")).waivers == ()


def test_a_waiver_is_withdrawn_and_gone_with_its_row() -> None:
    briefing = waived(STRONG, "intensified-term")
    back = apply(briefing, WithdrawWaiver(briefing.waivers[0]))
    assert found(back) == found(STRONG)
    assert apply(briefing, RemoveItem(item_id="j1")).waivers == ()


def test_a_waiver_needs_a_reason() -> None:
    with pytest.raises(EditError, match="with a reason"):
        waived(STRONG, "intensified-term", reason="  ")


def test_a_waived_blocking_finding_blocks_no_more() -> None:
    briefing = with_item(SOUND, a_judgement(evidence=()))
    assert [each.severity for each in open_findings(briefing) if each.blocks] == [Severity.BLOCKING]
    assert not any(
        each.blocks for each in review(waived(briefing, "judgement-without-evidence"), bundled_scales())
    )


# Any text


TEXTS = st.text("aZ 9é“’.,;()%–\u0641\u4e2d may not all 55 bcm 2025", min_size=1, max_size=60).filter(
    lambda text: bool(text.strip()) and "\n" not in text
)


@settings(max_examples=examples(150), deadline=None)
@given(TEXTS)
def test_any_words_are_reviewed_and_every_finding_lies_in_them(text: str) -> None:
    briefing = with_item(with_item(SOUND, a_judgement(text)), worded("f1", text))
    briefing = apply(briefing, AddItem(item=Prose(id="p1", text=text), section_id="s2"))
    for finding in review(briefing, bundled_scales(), bundled_library()):
        if finding.field == "text":
            assert 0 <= finding.start < finding.end <= len(text)
            assert text[finding.start : finding.end] == finding.words


@settings(max_examples=examples(25), deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["f1", "f2", "j1"]), TEXTS), max_size=6))
def test_looking_again_at_what_changed_finds_what_a_first_look_finds(
    changes: list[tuple[str, str]],
) -> None:
    reviewer = Reviewer(bundled_scales(), bundled_library())
    briefing = SOUND
    reviewer.review(briefing)
    for item_id, text in changes:
        briefing = apply(briefing, Reword(item_id=item_id, text=text.strip()))
        assert reviewer.review(briefing) == review(briefing, bundled_scales(), bundled_library())


def test_an_empty_briefing_and_an_endless_word_are_reviewed() -> None:
    assert found(Briefing(id="x", title="X", library=Material())) == [("no-cut-off", "", "")]
    assert found(with_item(SOUND, a_judgement("It is unlikely that " + "a" * 1900 + " flows."))) == []
