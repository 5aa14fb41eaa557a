"""The bundled templates, each with the example and with a briefing that strains them."""

from __future__ import annotations

import functools
import io
import itertools
import re
from collections.abc import Iterator
from itertools import pairwise

import pdfua
import pikepdf
import pytest
from msgspec.structs import replace

from briefing.composition.judgements.argument_map import items
from briefing.composition.views.arguments import ArgumentStatement
from briefing.composition.views.document import PrintedBriefing
from briefing.composition.views.references import SourceRef
from briefing.composition.views.statements import FactView
from briefing.editing import HideItem, apply
from briefing.errors import Problem, RenderError
from briefing.model.briefing import Briefing, FactItem, OptionValue, Status
from briefing.model.source import TextQuote
from briefing.render import Rendering, load_templates, render
from briefing.render.pipeline import composed
from briefing.render.templates.manifest import OptionKind, OptionSpec, PartKind
from briefing.render.templates.parts import DocumentPart, parts
from briefing.render.templates.renderer import TemplateRenderer
from tests.builders import bundled_scales
from tests.extreme_briefing import stress_briefing
from tests.pdf_reader import links, page_texts, tags
from tests.sized_briefings import example

TEMPLATES = ("one-page", "parliamentary")
TOGETHER = "It contradicts a row named before: they are left out together or not at all."
PLAIN: dict[str, OptionValue] = {}
GREY: dict[str, OptionValue] = {"paper": "Letter", "colour": "black-and-white", "typeface": "sans"}
SETTINGS = {"plain": PLAIN, "grey": GREY}
RENDERINGS = [
    ("one-page", "example", "plain"),
    ("one-page", "example", "grey"),
    ("one-page", "stress", "plain"),
    ("parliamentary", "example", "grey"),
    ("parliamentary", "stress", "plain"),
]


@functools.cache
def subject(name: str) -> Briefing:
    return stress_briefing() if name == "stress" else example()


@functools.cache
def context_of(template: str, name: str) -> PrintedBriefing:
    return composed(subject(name), load_templates()[template], bundled_scales())


@functools.cache
def rendered(template: str, name: str, look: str) -> Rendering:
    """A rendering, made once; flaws are allowed where the one page has no room for the subject."""
    briefing = replace(subject(name), template_options=SETTINGS[look])
    allow = (template, name) == ("one-page", "stress")
    return render(briefing, load_templates()[template], bundled_scales(), allow_flaws=allow)


@functools.cache
def text_of(template: str, name: str, look: str) -> str:
    """The text of a rendering, squeezed: lines may be broken anywhere, and at hyphens."""
    return squeezed(" ".join(page_texts(rendered(template, name, look).pdf)))


def pdf_of(template: str, name: str, look: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(rendered(template, name, look).pdf))


@functools.cache
def refusal(**options: OptionValue) -> tuple[Problem, ...]:
    """Why the example does not go on one page with these options."""
    chosen = {name.replace("_", "-"): value for name, value in options.items()}
    briefing = replace(subject("example"), template_options=chosen)
    with pytest.raises(RenderError) as caught:
        render(briefing, load_templates()["one-page"], bundled_scales())
    return tuple(caught.value.problems)


def squeezed(text: str) -> str:
    """The text without white space, hyphens and quotation marks, which are set by language."""
    return "".join(
        character for character in text if not character.isspace() and character not in "-\u2010'\"‘’“”"
    )


def cited(refs: tuple[SourceRef, ...]) -> str:
    """References as they are printed."""
    said = (f"{ref.number}{ref.letter} {ref.locator}".strip() for ref in refs)
    return squeezed(f"[{'; '.join(said)}]")


every_rendering = pytest.mark.parametrize(("template", "name", "look"), RENDERINGS)


@every_rendering
def test_an_independent_checker_finds_no_fault(
    template: str, name: str, look: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    path.write_bytes(rendered(template, name, look).pdf)
    assert [finding.message for finding in pdfua.validate(str(path)).findings] == []


@every_rendering
def test_headings_step_down_one_level_at_a_time(template: str, name: str, look: str) -> None:
    levels = [
        int(tag[1])
        for tag in tags(pdf_of(template, name, look))
        if len(tag) == 2 and tag[0] == "H" and tag[1].isdigit()
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@every_rendering
def test_every_link_within_the_document_leads_somewhere(template: str, name: str, look: str) -> None:
    pdf = pdf_of(template, name, look)
    names = pdf.Root.Names.Dests.Names
    targets = {str(names[at]) for at in range(0, len(names), 2)}
    internal = {str(note.Dest) for _, note in links(pdf) if "/Dest" in note}
    # Without room for the list of sources, references to them lead nowhere and are no links.
    assert len(internal) > (10 if template == "parliamentary" else 4)
    assert internal <= targets


@pytest.mark.parametrize("template", TEMPLATES)
def test_black_and_white_paints_no_colour(template: str) -> None:
    painted = {
        tuple(float(value) for value in each.operands)
        for page in pdf_of(template, "example", "grey").pages
        for each in pikepdf.parse_content_stream(page)
        if str(each.operator) in {"rg", "RG"}
    }
    assert painted
    assert all(max(colour) - min(colour) < 0.001 for colour in painted), painted


@pytest.mark.parametrize("look", SETTINGS)
def test_the_example_goes_on_one_page(look: str) -> None:
    made = rendered("one-page", "example", look)
    assert made.page_count == 1
    assert made.flaws == ()


def in_reading_order(made: tuple[ArgumentStatement, ...]) -> Iterator[ArgumentStatement]:
    for statement in made:
        yield statement
        yield from in_reading_order(statement.answers)


@pytest.mark.parametrize("look", SETTINGS)
def test_on_one_page_each_statement_has_its_sources_and_grade_and_they_stand_in_reading_order(
    look: str,
) -> None:
    text, at = text_of("one-page", "example", look), 0
    for case in context_of("one-page", "example").short_argument.cases:
        for each in in_reading_order((*case.supporting, *case.opposing)):
            word = (each.grade.confidence or "not graded").capitalize() if each.label else "Not used here"
            said = f"{each.text} {cited(each.refs)} {word} · {each.grade.code} {each.standing}"
            at = text.index(squeezed(f"{each.label} {said}"), at)


def test_one_page_prints_reasons_what_to_watch_and_every_source_on_request() -> None:
    options: dict[str, OptionValue] = {"why": True, "watch": True, "sources": "short"}
    briefing = replace(subject("example"), template_options=options)
    made = render(briefing, load_templates()["one-page"], bundled_scales(), allow_flaws=True)
    text = squeezed(" ".join(page_texts(made.pdf)))
    for judgement in context_of("one-page", "example").judgements:
        for words in (judgement.why, *judgement.indicators):
            assert squeezed(words) in text
    for source in context_of("one-page", "example").short_argument.sources:
        assert squeezed(f"{source.number}{source.letter} {source.publisher}") in text


def test_on_one_page_likelihood_and_confidence_are_apart_beside_the_judgement() -> None:
    text = text_of("one-page", "example", "plain")
    for judgement in context_of("one-page", "example").judgements:
        grade = judgement.grade
        measure = f"{grade.likelihood}, {grade.likelihood_range} {grade.confidence} confidence"
        assert squeezed(f"{judgement.text} {measure}") in text


def test_on_one_page_it_says_what_is_left_out_and_where_the_sources_are() -> None:
    text = text_of("one-page", "example", "plain")
    made = context_of("one-page", "example").short_argument
    assert squeezed("The numbered sources are listed in the companion file") in text
    assert squeezed("17 statements and 1 table (10 and 11 contradict each other)") in text
    assert squeezed(made.left_out) in text


def test_what_does_not_go_on_one_page_is_refused_with_how_much_is_too_much_and_what_to_cut() -> None:
    first, *rows = refusal(statements="all")
    assert re.search(r"about \d+ lines too many", first.message)
    assert "“Statements” to evidence" in first.remedy
    assert "Size of the type" not in first.remedy
    loose = [row for row in rows if "No judgement rests on" in row.message]
    assert loose == [row for row in rows if row.message != TOGETHER][: len(loose)]
    statement_1 = Problem(
        "No judgement rests on statement 1 (3 lines).", "Leave it out or remove it.", field="row f1"
    )
    assert statement_1 in loose


def test_statements_that_contradict_each_other_are_named_together() -> None:
    messages = {row.field: row.message for row in refusal(statements="all")}
    assert "statements 10 and 11" in messages["row f9"]
    assert messages["row f10"] == TOGETHER
    # A later figure that qualifies an earlier one does not contradict it.
    assert "statement 21" in messages["row f20"]
    assert "22" not in messages["row f20"]


def test_where_all_rests_on_evidence_rows_are_left_out_only_as_a_last_resort() -> None:
    first, *rows = refusal(type_size="normal")
    assert "“Size of the type” to small" in first.remedy
    named = [row for row in rows if row.message != TOGETHER]
    assert named
    assert all("no room left" in row.message and "as a last resort" in row.remedy for row in named)


def test_what_does_not_fit_is_shown_all_the_same_where_flaws_are_allowed() -> None:
    made = rendered("one-page", "stress", "plain")
    assert made.page_count == 2
    assert any("lines too many" in flaw.message for flaw in made.flaws)


@pytest.mark.parametrize(("name", "look"), [("example", "grey"), ("stress", "plain")])
def test_a_parliamentary_statement_has_its_sources_and_grade(name: str, look: str) -> None:
    text = text_of("parliamentary", name, look)
    facts = [
        item for item in items(context_of("parliamentary", name).sections) if isinstance(item, FactView)
    ]
    assert len(facts) > 20
    for fact in facts:
        if fact.direction == "rtl" or len(max(fact.text.split(), key=len)) > 40:
            continue  # Read back word by word in other tests; here hyphens and direction move the spaces.
        word = f"{fact.grade.confidence} confidence" if fact.grade.confidence else "not graded"
        said = f"{fact.label} {fact.text} {cited(fact.refs)} {word.capitalize()}"
        assert squeezed(f"{said} · {fact.grade.code} {fact.standing}") in text


def test_a_parliamentary_briefing_asks_what_the_briefing_itself_leaves_open() -> None:
    text = text_of("parliamentary", "example", "grey")
    asked = text[text.rindex(squeezed("Questions for members")) :]
    assert squeezed("Does this still hold? No secret protocol adds a duty of assistance.") in asked
    assert squeezed("Can this be ruled out? Only parts or training were supplied.") in asked
    assert squeezed("Has this been seen? Azerbaijan confirms transit.") in asked
    assert squeezed("Which of these holds? 10 and 11.") in asked


def test_a_parliamentary_briefing_weighs_for_and_against_in_reading_order() -> None:
    text = text_of("parliamentary", "example", "grey")
    at = text.rindex(squeezed("Arguments for and against"))
    for said in (
        "J1 For 2 (contradicted by 3), 4. Against 5.",
        "J2 For 9, 12 (contradicted by 13), 13",
        "Against No statement is named.",
    ):
        at = text.index(squeezed(said), at)


@pytest.mark.parametrize("template", TEMPLATES)
def test_what_changed_in_a_judgement_since_the_last_issue_is_told(template: str) -> None:
    text = text_of(template, "stress", "plain")
    assert all(squeezed(f"Since the last issue Route {number} was open.") in text for number in range(4))


@pytest.mark.parametrize(("name", "look"), [("example", "grey"), ("stress", "plain")])
def test_no_margin_heading_stands_alone_at_the_foot_of_a_page(name: str, look: str) -> None:
    pages: dict[str, int] = {}
    for place in rendered("parliamentary", name, look).rows:
        pages.setdefault(place.row, place.page)
    texts = page_texts(rendered("parliamentary", name, look).pdf)
    for section in context_of("parliamentary", name).sections:
        if section.items:
            assert squeezed(section.title) in squeezed(texts[pages[section.items[0].row_id]]), section.title


def test_without_the_register_a_hidden_fact_that_a_judgement_rests_on_is_still_listed() -> None:
    kept = load_templates()["parliamentary"]
    open_again = replace(subject("example"), status=Status.DRAFT)
    hidden = composed(apply(open_again, HideItem(item_id="f29")), kept, bundled_scales())
    assert "Annex A. Facts reworded in the text, or not shown there" in hidden.annexes.values()
    assert 'id="annex-f29"' in TemplateRenderer(kept, hidden).part(DocumentPart(PartKind.ANNEXES))
    assert "annex-facts" not in context_of("parliamentary", "example").annexes


def test_the_heading_of_listed_facts_says_that_they_are_there_for_their_quotes() -> None:
    kept = load_templates()["parliamentary"]
    example = subject("example")
    item = next(each for each in example.walk_items() if isinstance(each, FactItem) and not each.hidden)
    fact = next(each for each in example.library.facts if each.id == item.fact_id)
    first, *others = fact.citations
    quoted = replace(fact, citations=(replace(first, quotes=(TextQuote(exact="As it says."),)), *others))
    facts = tuple(quoted if each.id == fact.id else each for each in example.library.facts)
    briefing = replace(example, library=replace(example.library, facts=facts))
    (title,) = (
        each for each in composed(briefing, kept, bundled_scales()).annexes.values() if "Facts" in each
    )
    assert "with what their sources say" in title


def values(option: OptionSpec) -> tuple[OptionValue, ...]:
    return (True, False) if option.kind is OptionKind.BOOLEAN else option.choices


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_value_of_every_option_fills_every_page(template: str) -> None:
    kept = load_templates()[template]
    longest = max(len(values(option)) for option in kept.spec.options)
    for turn, name in itertools.product(range(longest), ("example", "stress")):
        chosen = {each.name: values(each)[turn % len(values(each))] for each in kept.spec.options}
        briefing = replace(subject(name), template_options=chosen)
        context = composed(briefing, kept, bundled_scales())
        pages = TemplateRenderer(kept, context)
        assert all("</html>" in pages.part(part) for part in parts(context, kept))


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_briefing_with_nothing_in_it_prints_too(template: str) -> None:
    made = render(Briefing(id="empty", title="Nothing yet"), load_templates()[template], bundled_scales())
    assert "No source is cited." in " ".join(page_texts(made.pdf))
