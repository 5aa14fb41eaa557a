"""Divisions of treaty texts, compared with the places that are marked in the texts of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.sources.source_text import Block, BlockKind, TextDivision
from briefing.sources.structure import divisions_of, place_in

TREATIES = sorted((Path(__file__).parent / "treaties").glob("*.txt"))
_HEADING = "¶"
"""Marks the headings of articles in the texts."""


def marked(path: Path) -> tuple[str, list[int]]:
    """Return a text without its marks, and the places of these."""
    first, *rest = path.read_text(encoding="utf-8").split(_HEADING)
    text, places = first, []
    for part in rest:
        places.append(len(text))
        text += part
    return text, places


def articles(text: str) -> list[TextDivision]:
    return [each for each in divisions_of(text) if each.kind == "article"]


def test_in_twenty_treaties_nearly_all_articles_are_found() -> None:
    assert len(TREATIES) == 20
    right = total = 0
    for path in TREATIES:
        text, places = marked(path)
        right += len({each.start for each in articles(text)} & set(places))
        total += len(places)
    assert right / total >= 0.95


@pytest.mark.parametrize("path", TREATIES, ids=lambda path: path.stem)
def test_no_article_is_invented(path: Path) -> None:
    text, places = marked(path)
    invented = [text[each.start : each.start + 30] for each in articles(text) if each.start not in places]
    assert not invented


def test_numbers_are_as_the_text_has_them() -> None:
    text, _ = marked(next(path for path in TREATIES if path.stem == "04-abbreviated"))
    assert [each.number for each in articles(text)] == ["1", "2", "3", "4", "5", "5 bis", "6"]


@pytest.mark.parametrize(
    ("text", "number", "eid"),
    [
        ("ARTICLE XIV\nThe end.", "XIV", "art_14"),
        ("المادة ١٢\nنص.", "١٢", "art_12"),
        ("第二十三条\n文本。", "二十三", "art_23"),
        ("Статья 7\nТекст.", "7", "art_7"),
        ("Article 1er\nTexte.", "1er", "art_1"),
        ("Artículo 1º\nTexto.", "1º", "art_1"),
        ("제1조\n본문.", "1", "art_1"),
        ("Maddə 4\nMətn.", "4", "art_4"),
        ("მუხლი 2\nტექსტი.", "2", "art_2"),
        ("Հոդված 3\nՏեքստ.", "3", "art_3"),
    ],
)
def test_numbers_of_every_script_give_eids(text: str, number: str, eid: str) -> None:
    (article,) = articles(text)
    assert (article.number, article.eid) == (number, eid)


def test_titles_are_read_from_the_line_of_the_heading_or_the_next() -> None:
    text = "Article 1 - Scope\nIt applies.\n\nArticle 2\nPowers\nThere are none.\n"
    assert [each.heading for each in articles(text)] == ["Scope", "Powers"]


def test_the_first_line_of_a_paragraph_is_no_title() -> None:
    text = "Article 1\nThe parties agree to keep\nthe lake clean.\nArticle 2\nIt ends.\n"
    assert [each.heading for each in articles(text)] == ["", ""]


def test_articles_numbered_by_chapter_are_found() -> None:
    text = "".join(
        f"Article {chapter}.{number}: Words\nAs in Article {chapter}.9 of the pact.\n\n"
        for chapter in (1, 2)
        for number in (1, 2, 3)
    )
    assert [each.number for each in articles(text)] == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"]
    assert articles(text)[3].eid == "art_2-1"


def test_headings_with_a_title_in_one_long_paragraph_are_found() -> None:
    text = (
        "The Parties agreed: Article 1 Objectives 1. They trade. 2. Freely. CHAPTER I Industry Article 2 "
        "Scope 1. This applies to industry under Article 1 Annex 1. Page 4 Article 3 Duties To begin with, "
        "duties are low, as listed in ........ 5 of the annex. " + "More words of the treaty follow. " * 9
    )
    assert [each.number for each in articles(text)] == ["1", "2"]


def test_capital_headings_in_a_text_without_stops_are_found() -> None:
    text = (
        "they agreed as follows ARTICLE 1 To begin with they meet ARTICLE 2 They decide ARTICLE 3 They part"
    )
    assert [each.number for each in articles(text)] == ["1", "2", "3"]


def test_articles_of_an_annex_have_eids_of_their_own() -> None:
    text, _ = marked(next(path for path in TREATIES if path.stem == "16-headed-and-annex"))
    eids = [each.eid for each in divisions_of(text)]
    assert len(set(eids)) == len(eids)
    assert "att_1__art_1" in eids
    assert "art_1" in eids


@pytest.mark.parametrize(
    ("text", "kind", "number", "title", "eid"),
    [
        ("ANNEX A\nLIST OF SPECIES\n\nCod.\n", "annex", "A", "LIST OF SPECIES", "att_a"),
        ("Annex B – Quotas for the first year\n\nCod is 300.\n", "annex", "B",
         "Quotas for the first year", "att_b"),
        ("Annex C (Maps)\n\nA map.\n", "annex", "C", "Maps", "att_c"),
        ("ANNEX I TO THE AGREEMENT\nFees\n\nNone.\n", "annex", "I", "Fees", "att_1"),
        ("Annex 2\n\nCod is 300.\n", "annex", "2", "", "att_2"),
        ("Protocol 1\nDisputes\n\nThey are settled.\n", "protocol", "1", "Disputes", "protocol_1"),
        ("Protocol on disputes\n\nThey are settled.\n", "protocol", "", "Protocol on disputes",
         "protocol_1"),
        ("Appendix C: Forms\n\nOne.\n", "appendix", "C", "Forms", "appendix_c"),
        ("Schedule 2\nPrices\n\nOne.\n", "schedule", "2", "Prices", "schedule_2"),
        ("Приложение А\nПеречень товаров\n\nРыба.\n", "annex", "А", "Перечень товаров", "att_1"),
        ("Приложение № 2 к Договору\nТарифы\n\nНет.\n", "annex", "2", "Тарифы", "att_2"),
        ("پیوست الف\nفهرست کالاها\n\nماهی.\n", "annex", "الف", "فهرست کالاها", "att_1"),
        ("الملحق رقم 2\nالرسوم\n\nنص.\n", "annex", "2", "الرسوم", "att_2"),
        ("Anlage A\nVerzeichnis der Arten\n\nDorsch.\n", "annex", "A", "Verzeichnis der Arten", "att_a"),
        ("Annexe II - Tarifs\n\nAucun.\n", "annex", "II", "Tarifs", "att_2"),
        ("Protocolo I\nControversias\n\nNo hay.\n", "protocol", "I", "Controversias", "protocol_1"),
        ("附件一\n名单\n\n鱼。\n", "annex", "一", "名单", "att_1"),
    ],
)  # fmt: skip
def test_what_is_attached_to_a_treaty_has_its_letter_or_number_and_its_title(
    text: str, kind: str, number: str, title: str, eid: str
) -> None:
    *_, last = divisions_of(f"Article 1\n\nThe treaty applies to fish.\n\n{text}")
    assert (last.kind, last.number, last.heading, last.eid) == (kind, number, title, eid)


def test_the_last_article_ends_where_the_first_annex_begins() -> None:
    text = "Article 1\n\nIt applies.\n\nAnnex A\nSpecies\n\nCod.\n\nAnnex B\nMaps\n\nA map.\n"
    article, first, second = divisions_of(text)
    assert (article.end, first.end) == (first.start, second.start)


@pytest.mark.parametrize(
    "text",
    [
        "Article 1\nThe fee is in Annex A. As Annex B says, fish is free.\n",
        "Article 1\nThe fee of a licence is the one that is set out in\nAnnex A of this Treaty.\n",
        "Annex A Species\nAnnex B Maps\n\nArticle 1\nIt applies.\n",
        "Article 1\nIt applies.\n\nAnnexes and protocols are a part of it.\n",
        "PROTOCOL\nTO THE TREATY ON FISH\n\nArticle 1\nIt applies.\n",
    ],
)
def test_references_to_annexes_lists_of_them_and_titles_are_no_annexes(text: str) -> None:
    assert [each.kind for each in divisions_of(text)] == ["article"]


@pytest.mark.parametrize("word", ["PREAMBLE", "Преамбула", "مقدمه", "الديباجة", "Präambel", "序言"])
def test_a_preamble_ends_where_the_first_division_begins(word: str) -> None:
    text = f"{word}\n\nThey agreed.\n\nCHAPTER I\nGENERAL PROVISIONS\n\nArticle 1\n\nIt applies.\n"
    preamble, chapter, _ = divisions_of(text)
    assert (preamble.kind, preamble.eid, preamble.end) == ("preamble", "preamble", chapter.start)
    assert chapter.heading == "GENERAL PROVISIONS"


def test_the_place_in_an_annex_names_the_annex() -> None:
    text = "Article 1\n\nIt applies.\n\nANNEX A\n\nCod.\n\nПриложение № 2\n\nСтатья 1. Рыба.\n"
    found = divisions_of(text)
    assert place_in(found, text, text.index("Cod")) == ("Annex A", "att_a")
    annexed = (
        "Preamble\n\nWords.\n\nArticle 1\nIt applies.\n\nArticle 2\nIt ends.\n\nAnnex\n\n"
        "Article 1\nCod.\n\nArticle 2\nNone.\n"
    )
    found = divisions_of(annexed)
    assert place_in(found, annexed, annexed.index("Words")) == ("Preamble", "preamble")
    assert place_in(found, annexed, annexed.index("Cod"))[0] == "Annex art. 1"


def test_a_chapter_ends_where_the_next_one_begins_and_contains_its_articles() -> None:
    text, _ = marked(next(path for path in TREATIES if path.stem == "16-headed-and-annex"))
    first, second = [each for each in divisions_of(text) if each.kind == "chapter"]
    assert first.end == second.start
    assert [each.number for each in articles(text) if first.start < each.start < first.end] == ["1", "2"]


def test_running_heads_and_notes_are_not_headings() -> None:
    text = "Article 1\nText.\nArticle 2\nText goes on.\nArticle 2\nMore.\n"
    head = text.index("Article 2")
    blocks = [Block(head, head + 9, BlockKind.RUNNING)]
    assert [each.start for each in divisions_of(text, blocks)] == [0, text.rindex("Article 2")]


def test_a_running_head_between_the_parts_of_a_sentence_begins_no_article() -> None:
    text = "Article 1\nWords on the rules in\n12\nThe treaty.\nArticle 2 of the pact.\nArticle 2\nMore.\n"
    head = text.index("12")
    blocks = [Block(head, head + 2, BlockKind.RUNNING), Block(head + 3, head + 14, BlockKind.RUNNING)]
    assert [each.start for each in divisions_of(text, blocks)] == [0, text.rindex("Article 2")]


def test_the_place_in_a_paragraph_with_an_id_of_its_own_is_that_id() -> None:
    text = "Article 4 First. (a) Point."
    divisions = [
        TextDivision(0, 27, "article", "4", eid="art_4"),
        TextDivision(10, 27, "paragraph", "1", eid="art_4__para_1"),
        TextDivision(17, 27, "point", "a", eid="art_4__para_1__point_a"),
    ]
    assert place_in(divisions, text, 22) == ("4(1)(a)", "art_4__para_1__point_a")
    assert place_in(divisions, text, 12) == ("4(1)", "art_4__para_1")
    assert place_in(divisions, text, 2) == ("4", "art_4")


def test_the_place_in_an_article_includes_its_paragraph() -> None:
    text = "Article 4\n1. First.\n2. Second.\n\nArticle 5\nOnly one.\n"
    found = divisions_of(text)
    assert place_in(found, text, text.index("Second")) == ("4(2)", "art_4__para_2")
    assert place_in(found, text, text.index("Only")) == ("5", "art_5")


def test_a_text_without_divisions_has_none() -> None:
    assert divisions_of("") == ()
    assert divisions_of("In accordance with Article 5 of the Charter, nothing is said.") == ()
