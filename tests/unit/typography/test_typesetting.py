"""What the setting of a text changes, in each language, and that it changes nothing else."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.typography.scripts import language_of, runs
from briefing.typography.typeset import markup, typeset

_SPACES = str.maketrans("\u00a0\u202f", "  ")
_LANGUAGES = st.sampled_from(("en", "en-GB", "fr", "de", "ru", "fa", "ar", "es", "pl", "zh-Hans"))
_PIECES = st.sampled_from(
    (
        *(
            '"',
            "'",
            "...",
            " ",
            " – ",
            "-",
            ", ",
            ". ",
            "(",
            ")",
            "«",
            "»",
            "“",
            "”",
            "’",
            ":",
            ";",
            "?",
            "%",
            "\u00a0",
        ),
        *(
            "20-45 %",
            "55 bcm",
            "pp. 3-5",
            "2020-2025",
            "2025-10-31",
            "17 January 2025",
            "'90s",
            "5'10\"",
            "V. Putin",
        ),
        *(
            "https://a.org/x-1'y",
            "art. 3",
            "§ 4",
            "TLP:AMBER+STRICT",
            "S-300",
            "20 000",
            "the",
            "Moscow",
            "d'accord",
        ),
        *(
            "Договор",
            "2 октября",
            "в",
            "معاهده",
            "۱۷",
            "و",
            "<b>",
            "&amp;",
            "{{ x }}",
            "</span>",
            "`a 'b'`",
        ),
    )
)
_TEXTS = st.lists(_PIECES, max_size=14).map("".join) | st.text(max_size=40)


def as_written(text: str) -> str:
    """The text with every choice that setting may make taken back."""
    text = re.sub("(?<=[«])\u202f|\u202f(?=[»])", "", text)
    text = re.sub(r"(?<=\d)–(?=\d)", "-", text.translate(_SPACES)).replace("…", "...")
    return re.sub("[\"'“”„‘’‚‛«»‹›]", '"', text)


def text_of(marked: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", marked))


@given(_TEXTS, _LANGUAGES)
@example('a "b" c', "fr")
def test_setting_changes_quotation_marks_spaces_and_dashes_of_ranges_and_nothing_else(
    text: str, language: str
) -> None:
    assert as_written(typeset(text, language)) == as_written(text)


@given(_TEXTS, _LANGUAGES)
def test_what_is_set_stays_as_it_is_when_it_is_set_again(text: str, language: str) -> None:
    once = typeset(text, language)
    assert typeset(once, language) == once


@given(_TEXTS, _LANGUAGES)
def test_markup_holds_the_set_text_and_only_spans_of_its_own(text: str, language: str) -> None:
    marked = str(markup(text, language))
    assert text_of(marked) == typeset(text, language_of(text, language))
    for tag in re.findall(r"<[^>]*>", marked):
        assert re.fullmatch(r'</span>|<span (class="[a-z]+"|lang="[\w-]+"( dir="(ltr|rtl)")?)>', tag)
    assert marked.count("<span") == marked.count("</span>")
    assert str(markup(text, language, inline=False)).count("<") == 0


@given(_TEXTS, _LANGUAGES)
def test_runs_joined_are_the_text(text: str, language: str) -> None:
    assert "".join(run.text for run in runs(text, language)) == text


@pytest.mark.parametrize(
    ("language", "written", "printed"),
    [
        ("en", 'He said "no, it\'s \'open\'"', "He said “no, it’s ‘open’”"),
        ("en", "the '90s, 5'10\" and the parties' aim...", "the ’90s, 5'10\" and the parties’ aim…"),
        ("fr", 'le "traité" : oui ; 20 %', "le «\u202ftraité\u202f»\u00a0: oui\u202f; 20\u202f%"),
        ("de", 'das "Abkommen"', "das „Abkommen“"),
        ("ru", '"Договор" подписан в Москве', "«Договор» подписан в\u00a0Москве"),
        ("fa", 'گفت "معاهده" است', "گفت «معاهده» است"),
        ("en", "as “typed” and «typed»", "as “typed” and «typed»"),
        ("en", "see https://a.org/x-'1-2' and `it's`", "see https://a.org/x-'1-2' and `it's`"),
        ("en", "20-45 % of 55 bcm", "20–45\u00a0% of 55\u00a0bcm"),
        ("en", "pp. 3-5, 2020-2025", "pp.\u00a03–5, 2020–2025"),
        ("en", "2025-10-31, S-300-400, 747-800, 2231-5", "2025-10-31, S-300-400, 747-800, 2231-5"),
        ("en", "on 17 January 2025 or May 2025", "on 17\u00a0January\u00a02025 or May\u00a02025"),
        ("en", "art. 3, § 4, No. 5", "art.\u00a03, §\u00a04, No.\u00a05"),
        ("en", "V. V. Putin – Mr Tsivilev", "V.\u00a0V.\u00a0Putin\u00a0– Mr\u00a0Tsivilev"),
        ("en", "3 and 4 of 2025 and on", "3 and 4 of 2025 and on"),
        ("ru", "2 октября 2025 г.", "2\u00a0октября\u00a02025 г."),
    ],
)  # fmt: skip
def test_a_text_is_set_as_its_language_wants(language: str, written: str, printed: str) -> None:
    assert typeset(written, language) == printed


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The treaty", "en"),
        ("Договор подписан", "ru"),
        ("Договір підписано", "uk"),
        ("معاهده مشارکت", "fa"),
        ("الاتفاقية", "ar"),
        ("Lavrov said Договор", "en"),
        ("17 – 20 %", "en"),
    ],
)
def test_the_language_of_a_text_is_told_by_its_letters(text: str, language: str) -> None:
    assert language_of(text, "en") == language


def test_a_name_in_another_script_is_in_its_own_language_and_direction() -> None:
    marked = str(markup('Minister عراقچی, 2025, or "Лавров"', "en"))
    persian, russian = '<span lang="fa">عراقچی</span>', '<span lang="ru">Лавров</span>'
    assert marked == f"Minister {persian}, 2025, or “{russian}”"


def test_words_and_measures_within_persian_run_from_left_to_right() -> None:
    marked = str(markup("معاهده TLP:GREEN با 20-45 % در ۲۰۲۷", "en"))
    assert marked.startswith('<span lang="fa" dir="rtl">معاهده <span lang="en">')
    assert '<span lang="en"><span class="together">20–45\u00a0%</span></span> در ۲۰۲۷</span>' in marked
