"""What a reader finds on the page: every statement with its grade, its sources and what contradicts it."""

from __future__ import annotations

import io

import pikepdf
import pytest
from msgspec.structs import replace

from briefing.editing import GradeItem, HideItem, RemoveItem, Reword, SetOption, apply
from briefing.errors import RenderError
from briefing.grading import Scales
from briefing.model.briefing import Briefing, Status
from briefing.render import Rendering, Template, render
from tests.builders import GRADE
from tests.pdf_reader import page_texts
from tests.small_briefing import PICTURE, PICTURE_ID, a_briefing


class Printer:
    """Prints briefings with one template and gives their text."""

    def __init__(self, template: Template, scales: Scales) -> None:
        self._template, self._scales = template, scales

    def text(self, briefing: Briefing) -> str:
        made = render(briefing, self._template, self._scales, attachments={PICTURE_ID: PICTURE})
        return " ".join(page_texts(made.pdf))


@pytest.fixture
def printer(assessment: Template, scales: Scales) -> Printer:
    return Printer(assessment, scales)


@pytest.fixture
def printed(rendering: Rendering) -> str:
    return " ".join(page_texts(rendering.pdf))


def test_a_statement_carries_its_sources_grade_and_standing(printed: str) -> None:
    assert "1 The route is reported to be agreed. [1B art. 3(4); 2F art. 3(4)]" in printed
    assert "Moderate confidence B3 reported" in printed


def test_a_fact_that_nobody_graded_says_so(printed: str) -> None:
    assert "Not graded F3 reported" in printed


def test_contradicting_facts_stand_beside_each_other(printed: str) -> None:
    stated, against = printed.index("On the one hand"), printed.index("On the other")
    assert stated < printed.index("The route is reported to be agreed") < against
    assert (
        against < printed.index("The route is reported to be open") < printed.index("So much for the route")
    )


def test_a_contradiction_is_shown_although_the_analyst_left_it_out(
    briefing: Briefing, printer: Printer
) -> None:
    without = apply(briefing, RemoveItem(item_id="f2", release_evidence=True))
    text = printer.text(without)
    assert "The route is reported to be open" in text
    assert "Not used here" in text


def test_what_supersedes_a_statement_is_told_beneath_it(printed: str) -> None:
    assert "Superseded: The price is reported to be set. [1B art. 3(4)] B3 reported" in printed


def test_likelihood_and_confidence_are_apart(printed: str) -> None:
    assert "likely, 55–80 % moderate confidence" in printed


def test_a_judgement_names_the_rows_for_and_against_it(printed: str) -> None:
    assert "Rests on 1. Against it: 2." in printed


def test_republications_count_as_one_origin(printed: str) -> None:
    assert "2 sources, 1 origin" in printed


def test_prose_without_evidence_is_marked_as_the_authors_own(printed: str) -> None:
    assert "So much for the route. The author’s words; not graded." in printed


def test_the_register_of_sources_gives_reliability_reason_and_address(printed: str) -> None:
    assert "The Agency, 17 January 2025. Report on the route. B A long record of sound reports." in printed
    assert "example.org Used in" in printed
    assert "Repeats 1." in printed


def test_a_comparison_cites_the_source_of_each_cell(printed: str) -> None:
    assert "Defence No (art. 4) [1B] Yes (art. 4) [1B]" in printed


def test_a_reworded_fact_stands_in_its_own_words_in_the_annex(briefing: Briefing, printer: Printer) -> None:
    text = printer.text(apply(briefing, Reword(item_id="f3", text="Price talks are reported")))
    assert "Price talks are reported." in text
    assert "The price is reported to be under discussion. Reworded in the text." in text


def test_a_hidden_fact_that_a_judgement_rests_on_stays_in_the_annex(
    briefing: Briefing, printer: Printer
) -> None:
    text = printer.text(apply(briefing, HideItem(item_id="f1")))
    assert "Not shown in the text." in text
    assert "Rests on 1." in text


@pytest.mark.parametrize(("facts", "paper"), [("list", "Letter"), ("flowing", "A4")])
def test_no_choice_of_options_loses_a_grade_or_a_source(
    briefing: Briefing, printer: Printer, facts: str, paper: str
) -> None:
    for name, value in (("facts", facts), ("paper", paper), ("contents", False), ("new-page", False)):
        briefing = apply(briefing, SetOption(name=name, value=value))
    text = printer.text(briefing)
    assert "[1B art. 3(4); 2F art. 3(4)]" in text
    assert "Moderate confidence" in text


def test_a_draft_is_called_a_draft_and_a_final_is_not(
    briefing: Briefing, printer: Printer, printed: str
) -> None:
    assert "Draft" in printed
    assert "Draft" not in printer.text(replace(briefing, status=Status.FINAL))


def test_an_empty_briefing_prints_too(printer: Printer) -> None:
    assert "No source is cited." in printer.text(Briefing(id="empty", title="Nothing yet"))


CODE = (
    "<script>alert(1)</script> & <b>bold</b> </p></body>",
    "{{ 7 * 7 }} {% for x in y %} {# gone #}",
    "</style><style>*{display:none}</style> body{color:#fff}",
    '"><img src="file:///etc/passwd"> url(https://example.com/x.png)',
)


def test_text_that_looks_like_code_comes_out_as_text(briefing: Briefing, printer: Printer) -> None:
    for item_id, words in zip(("f1", "f2", "f3", "j1"), CODE, strict=True):
        briefing = apply(briefing, Reword(item_id=item_id, text=words))
    text = printer.text(briefing).replace(" ", "")
    for words in CODE:
        assert words.replace(" ", "") in text


PERSIAN = "معاهده مشارکت جامع راهبردی در مسکو امضا شد"
RUSSIAN = "Договор подписан в Москве"
MIXED = "Minister عراقچی, on 17 January 2025, spoke of 20-45 % and 'talks'"


@pytest.fixture(scope="module")
def in_other_scripts(assessment: Template, scales: Scales) -> str:
    """The text of a briefing with a Persian, a Russian and a mixed row."""
    briefing = a_briefing()
    for item_id, words in (("f1", PERSIAN), ("f2", RUSSIAN), ("f3", MIXED)):
        briefing = apply(briefing, Reword(item_id=item_id, text=words))
    return Printer(assessment, scales).text(briefing)


def test_persian_is_shown_right_to_left_and_reads_back_as_written(in_other_scripts: str) -> None:
    assert all(word in in_other_scripts for word in PERSIAN.split())


def test_a_persian_name_in_an_english_sentence_stands_where_it_was_written(in_other_scripts: str) -> None:
    assert "Minister عراقچی, on 17 January 2025, spoke of 20–45 % and “talks”" in in_other_scripts


def test_russian_is_in_the_fonts(in_other_scripts: str) -> None:
    assert RUSSIAN in in_other_scripts


def test_a_grade_that_the_scheme_does_not_know_names_its_row(
    briefing: Briefing, assessment: Template, scales: Scales
) -> None:
    wrong = apply(briefing, GradeItem(item_id="f1", grade=replace(GRADE, confidence="certain")))
    with pytest.raises(
        RenderError, match=r"f1\.grade\.confidence: 'certain' is not a confidence of ICD 203"
    ):
        render(wrong, assessment, scales)


def test_paper_is_as_large_as_was_chosen_on_every_page(
    briefing: Briefing, assessment: Template, scales: Scales
) -> None:
    letter = apply(briefing, SetOption(name="paper", value="Letter"))
    made = render(letter, assessment, scales, attachments={PICTURE_ID: PICTURE})
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        sizes = {tuple(round(float(edge)) for edge in page.mediabox) for page in pdf.pages}
    assert sizes == {(0, 0, 612, 792)}


def test_sections_run_on_or_begin_a_page_as_was_chosen(
    briefing: Briefing, assessment: Template, scales: Scales
) -> None:
    pages = []
    for new_page in (False, True):
        chosen = apply(briefing, SetOption(name="new-page", value=new_page))
        made = render(chosen, assessment, scales, attachments={PICTURE_ID: PICTURE})
        texts = page_texts(made.pdf)
        pages.append([n for n, text in enumerate(texts) if "So much for" in text or "Two treaties" in text])
    assert len(pages[0]) == 1
    assert len(pages[1]) == 2


def test_a_persian_title_leaves_the_page_and_its_english_labels_left_to_right(
    briefing: Briefing, printer: Printer
) -> None:
    text = printer.text(replace(briefing, title="معاهده ایران و روسیه"))
    assert "likely, 55–80 % moderate confidence" in text
    assert "Very unlikely 5–20 %" in text
