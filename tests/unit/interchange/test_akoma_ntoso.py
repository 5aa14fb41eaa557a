"""Akoma Ntoso: a treaty with the divisions of its text, and the text as a source."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.errors import ImportFileError
from briefing.interchange.reading import ImportOptions, Reading
from briefing.model.actor import Actor
from briefing.model.source import Locator, Publisher, Source
from briefing.model.terms import ActionKind, ActorKind, InstrumentKind, SourceKind
from briefing.model.treaty import Division, Treaty
from tests.builders import LIBRARY
from tests.unit.interchange.importing import changes_of_a_second_import, losses, plan, read, records

V3 = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
META = """<meta><identification source="#editor">
  <FRBRWork><FRBRthis value="/akn/aa/act/pact/2005/gas/main"/><FRBRuri value="/akn/aa/act/pact/2005/gas"/>
    <FRBRalias name="title" value="Gas &amp; Transit Pact"/><FRBRalias name="shortTitle" value="Gas Pact"/>
    <FRBRdate date="2005-01-31" name="{date_name}"/><FRBRauthor href="#union"/><FRBRcountry value="aa"/>
    <FRBRsubtype value="pact"/></FRBRWork>
  <FRBRExpression><FRBRuri value="/akn/aa/act/pact/2005/gas/fra@2006-02-01"/>
    <FRBRdate date="2006-02-01" name="publication"/><FRBRlanguage language="fra"/></FRBRExpression>
</identification>
<lifecycle source="#editor"><eventRef type="generation" date="2005-01-31"/>
  <eventRef type="amendment" date="2010-05-06"/></lifecycle>
<analysis><activeModifications/></analysis>
<references source="#editor"><TLCOrganization eId="union" href="/x" showAs="Union of Gas"/>
  <TLCPerson eId="minister" href="/y" showAs="J. Doe"/><TLCPerson eId="editor" href="/z" showAs="Editor"/>
  <activeRef href="/akn/aa/act/1990/old" showAs="Old Pact"/></references></meta>"""
BODY = """<preamble eId="preamble"><p>The <role refersTo="#minister">parties</role>,</p></preamble>
<body><chapter eId="chp_1"><num>Chapter I</num><heading>Transit</heading>
 <article eId="art_5"><num>Article 5<authorialNote><p>a note</p></authorialNote></num>
  <heading>Price</heading>
  <paragraph eId="art_5__para_4"><num>(4)</num><content><p>The price <i>is</i> agreed.</p>
    <p>Each year.</p></content></paragraph>
  <paragraph eId="art_5__para_5"><num>5.</num><content><p>As follows:
    <embeddedStructure><article eId="art_9"><num>9</num></article></embeddedStructure>
  </p></content></paragraph>
 </article></chapter></body>"""


def akn(
    body: str = BODY, meta: str = META, root: str = "act", ns: str = V3, date_name: str = "signature"
) -> bytes:
    meta = meta.replace("{date_name}", date_name)
    return (
        f'<?xml version="1.0"?><akomaNtoso xmlns="{ns}"><{root}>{meta}{body}</{root}></akomaNtoso>'.encode()
    )


def one(raw: bytes) -> tuple[Reading, Treaty]:
    reading = read(raw, "gas.xml", ImportOptions())
    (treaty,) = records(reading, Treaty)
    return reading, treaty


def questions(reading: Reading) -> str:
    return " ".join(question for each in reading.proposed for question in each.questions)


def test_a_text_becomes_a_treaty_and_a_source() -> None:
    reading, treaty = one(akn())
    assert (treaty.id, treaty.title, treaty.short_title) == ("gas-pact", "Gas & Transit Pact", "Gas Pact")
    assert (treaty.concluded.date, treaty.concluded.place.country) == ("2005-01-31", None)
    assert treaty.identifiers == {"frbr": "/akn/aa/act/pact/2005/gas"}
    assert treaty.titles == {"fr": "Gas & Transit Pact"}
    assert [(each.kind, each.date) for each in treaty.actions] == [(ActionKind.AMENDMENT, "2010-05-06")]
    assert [each.title for each in treaty.related] == ["Old Pact"]
    assert treaty.kind is InstrumentKind.OTHER
    (source,) = records(reading, Source)
    assert (source.kind, source.language, source.issued) == (SourceKind.TREATY_TEXT, "fr", "2006-02-01")
    assert [each.name for each in records(reading, Publisher)] == ["Union of Gas"]
    assert [(each.name, each.kind) for each in records(reading, Actor)] == [("J. Doe", ActorKind.PERSON)]
    assert "names no parties" in questions(reading)
    assert changes_of_a_second_import(reading) == []


def test_divisions_have_the_place_in_their_article_and_those_of_quoted_texts_are_none() -> None:
    _, treaty = one(akn())
    assert [(each.eid, each.number, each.gist) for each in treaty.divisions] == [
        ("preamble", None, "The parties,"),
        ("chp_1", "Chapter I", "Transit"),
        ("art_5", "Article 5", "Price"),
        ("art_5__para_4", "(4)", "The price is agreed. Each year."),
        ("art_5__para_5", "5.", "As follows: 9"),
    ]
    locators = {each.eid: each.citations[0].locator for each in treaty.divisions}
    assert locators["art_5"] == Locator(article="5", eid="art_5")
    assert locators["art_5__para_4"] == Locator(article="5(4)", eid="art_5__para_4")
    assert locators["chp_1"] == Locator(eid="chp_1")


def test_what_is_not_stored_is_listed() -> None:
    reading, _ = one(akn())
    assert losses(reading) == {
        ("lifecycle", "generation", "2005-01-31"),
        ("references", "person", "Editor"),
        ("meta", "FRBRcountry", "1 element"),
        ("meta", "analysis", "1 element"),
        ("meta", "activeModifications", "1 element"),
        ("act", "authorialNote", "1 notes"),
    }


def test_a_date_that_may_be_another_is_doubtful() -> None:
    reading, treaty = one(akn(date_name="generation"))
    assert treaty.concluded.date == "2005-01-31?"
    assert "“generation”" in questions(reading)


@pytest.mark.parametrize(
    "ns", [V3, f"{V3}/CSD13", "http://www.akomantoso.org/2.0", "http://www.akomantoso.org/1.0"]
)
def test_every_version_is_read_with_the_ids_that_it_has(ns: str) -> None:
    body = '<body><article id="a1"><num>1</num></article><article wId="a2"><num>2</num></article>'
    body += "<article><num>Article 3.</num></article><article><p>Last</p></article></body>"
    _, treaty = one(akn(body, ns=ns))
    assert [each.eid for each in treaty.divisions] == ["a1", "a2", "art_3", "art_4"]


def test_a_second_division_with_the_same_id_is_named_as_lost() -> None:
    reading, treaty = one(akn('<body><article eId="a"/><article eId="a"><p>Again</p></article></body>'))
    assert treaty.divisions == (Division("a", "article", citations=treaty.divisions[0].citations),)
    assert ("article a", "division with the eId of another", "Again") in losses(reading)


def test_a_text_without_metadata_has_its_title_from_the_text_and_no_date() -> None:
    body = "<preface><p><docTitle>Pact\n on gas</docTitle></p></preface><body/>"
    reading, treaty = one(akn(body, "", root="doc"))
    assert (treaty.title, treaty.concluded.date) == ("Pact on gas", "XXXX")
    assert "no date of conclusion" in questions(reading)


def test_divisions_are_added_to_a_treaty_that_is_named() -> None:
    reading = read(akn(), "gas.xml", ImportOptions(treaty_id="alpha"))
    row = next(row for row in plan(reading).rows if row.key == ("treaty", "alpha"))
    assert row.status == "changed"
    assert any(change.startswith("divisions") for change in row.changes)
    assert changes_of_a_second_import(reading) == []
    assert replace(LIBRARY.treaties[0], divisions=()) == LIBRARY.treaties[0]


ENTITIES = (
    b'<!DOCTYPE akomaNtoso [<!ENTITY a "aaaa"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    b"<akomaNtoso><act><body><article eId='a'><p>&a;&f;</p></article></body></act></akomaNtoso>"
)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"<akomaNtoso><act>", r"gas\.xml:1: .*not well-formed"),
        (b"<akomaNtoso/>", "no document"),
        (b"<!-- akomaNtoso --><html><body/></html>", "no document"),
        (ENTITIES, "entity"),
    ],
)
def test_what_is_no_such_text_is_refused(raw: bytes, message: str) -> None:
    with pytest.raises(ImportFileError, match=message):
        read(raw, "gas.xml")
