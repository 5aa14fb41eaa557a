"""Status tables of the United Nations: parties and their actions, by letters that headings explain."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.errors import ImportFileError
from briefing.interchange.country_names import country_code
from briefing.interchange.reading import ImportOptions, Reading
from briefing.model.source import Source
from briefing.model.terms import ActionKind
from briefing.model.treaty import Action, Treaty
from tests.builders import LIBRARY
from tests.unit.interchange.importing import (
    changes_of_a_second_import,
    imported,
    losses,
    plan,
    read,
    records,
    refusals,
)

HEADING = 'Participant,"Signature, Succession to signature(d)","Approval(AA), Accession(a), Ratification"'


def table(*rows: str, heading: str = HEADING, treaty_id: str = "") -> Reading:
    raw = "\n".join((heading, *rows)).encode()
    return read(raw, "Gas convention.csv", ImportOptions(treaty_id=treaty_id, today="2026-01-05"))


def treaty(reading: Reading) -> Treaty:
    (found,) = records(reading, Treaty)
    return found


def actions(reading: Reading) -> list[tuple[str | None, ActionKind, str]]:
    return [(each.party, each.kind, each.date) for each in treaty(reading).actions]


def test_a_cell_is_an_action_by_its_letter() -> None:
    reading = table(
        "Albania,18 Jul 1998,31 Jan 2003",
        "Montenegro,23 Oct 2006 d,4 May 2007 a",
        "France,,10 Dec 2002 AA",
        "European Union,1 May 1998,",
        "Iran (Islamic Republic of),31 Dec 2000,",
    )
    assert actions(reading) == [
        ("AL", ActionKind.SIGNATURE, "1998-07-18"),
        ("AL", ActionKind.RATIFICATION, "2003-01-31"),
        ("ME", ActionKind.SUCCESSION, "2006-10-23"),
        ("ME", ActionKind.ACCESSION, "2007-05-04"),
        ("FR", ActionKind.APPROVAL, "2002-12-10"),
        ("eu", ActionKind.SIGNATURE, "1998-05-01"),
        ("IR", ActionKind.SIGNATURE, "2000-12-31"),
    ]
    assert {each.id: each.role for each in treaty(reading).parties} == {
        "AL": None, "ME": None, "FR": None, "eu": "signatory", "IR": "signatory",
    }  # fmt: skip
    (source,) = records(reading, Source)
    assert source.title == "Status of Gas convention"
    assert treaty(reading).title == "Gas convention"
    assert losses(reading) == set()
    assert changes_of_a_second_import(reading) == []


def test_letters_mean_what_this_table_says() -> None:
    heading = 'Participant,"Definitive signature(s), Consent to be bound(P), Ratification"'
    reading = table("Niger,18 Sep 2007 P", "Chad,1 Jan 2001 s", "Cuba,2 Feb 2002 a", heading=heading)
    assert [kind for _, kind, _ in actions(reading)] == [
        ActionKind.CONSENT_TO_BE_BOUND, ActionKind.DEFINITIVE_SIGNATURE,
    ]  # fmt: skip
    unknown = "letter a, which the heading does not explain"
    assert losses(reading) == {("row 4, column B", unknown, "2 Feb 2002 a")}
    assert dict(reading.mapping)[f"{heading[13:-1]}: P"] == "consent to be bound"


def test_footnotes_brackets_and_unknown_cells_are_named_as_lost() -> None:
    reading = table("Azerbaijan 3,[18 Jul 1998] 4,soon", ",,", "China,,1 Jan 2001 a,extra")
    assert actions(reading)[0] == ("AZ", ActionKind.SIGNATURE, "1998-07-18")
    assert treaty(reading).actions[0].note == "In square brackets in the table."
    assert losses(reading) == {
        ("row 2, column A", "footnotes", "3"),
        ("row 2, column B", "footnotes", "4"),
        ("row 2, column C", "Approval(AA), Accession(a), Ratification", "soon"),
        ("row 4, column D", "cell without a heading", "extra"),
    }


def test_an_unknown_participant_is_refused_with_its_row() -> None:
    reading = table("Atlantis,18 Jul 1998,", "Andean Community,18 Jul 1998,")
    assert list(refusals(reading)) == ["row 2, column A"]
    assert [each.id for each in treaty(reading).parties] == ["andean-community"]


def test_a_table_with_other_columns_gives_the_participants_and_names_the_columns_as_lost() -> None:
    reading = table("Albania,18 Jul 1998", heading="Participant,Application")
    assert [(each.id, each.role) for each in treaty(reading).parties] == [("AL", "participant")]
    assert {field for _, field, _ in losses(reading)} == {"column", "Application"}


def test_parties_and_actions_are_added_to_a_treaty_that_is_named() -> None:
    held = replace(LIBRARY.treaties[0], actions=(Action(ActionKind.SIGNATURE, "1998-01-01", party="RU"),))
    library = replace(LIBRARY, treaties=(held, *LIBRARY.treaties[1:]))
    reading = table("Russian Federation,18 Jul 1998,31 Jan 2003", "Albania,,1 Jan 2001", treaty_id="alpha")
    row = next(row for row in plan(reading, library).rows if row.key == ("treaty", "alpha"))
    assert row.changes == ("parties: 1 added", "actions: 2 added")
    assert row.remarks[0] == "signature of RU stays 1998-01-01; the file has 1998-07-18"
    after = next(each for each in imported(reading, library).treaties if each.id == "alpha")
    assert [each.id for each in after.parties] == ["RU", "IR", "AL"]
    assert (after.title, after.concluded) == (held.title, held.concluded)
    assert changes_of_a_second_import(reading, library) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Swaziland", "SZ"),
        ("St. Kitts and Nevis", "KN"),
        ("The former Yugoslav Republic of Macedonia", "MK"),
        ("Yugoslavia", "YUCS"),
        ("Czechoslovakia", "CSHH"),
        ("Union of Soviet Socialist Republics", "SUHH"),
        ("Côte d'Ivoire", "CI"),
        ("Bolivia (Plurinational State of)", "BO"),
        ("Türkiye", "TR"),
        ("Netherlands (Kingdom of the)", "NL"),
        ("Cook Islands", "CK"),
        ("Micronesia (Federated States of)", "FM"),
        ("DEU", "DE"),
        ("Atlantis", None),
    ],
)
def test_countries_are_known_by_the_names_of_the_united_nations(name: str, code: str | None) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize("rows", [(), ("Atlantis,1 Jan 2001,",)])
def test_a_table_without_known_participants_is_refused(rows: tuple[str, ...]) -> None:
    with pytest.raises(ImportFileError, match="no participant"):
        table(*rows)
