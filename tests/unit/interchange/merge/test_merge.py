"""Merging two libraries loses nothing: by record, field by field, item by item."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec import to_builtins
from msgspec.structs import replace

from briefing.interchange.merge import MergeResult, MergeStatus, Side, merge, planned
from briefing.library.editing import apply
from briefing.library.layers import Layer, LayeredLibrary, LayerKind
from briefing.library.records import RecordKey, records_by_key, records_of, references_of, with_records
from briefing.model.fact import Fact, Quantity, Relation
from briefing.model.library import Material
from briefing.model.origin import Origin
from briefing.model.source import Attachment, Citation, Locator, Source, TextQuote
from briefing.model.terms import FactRelation, OriginKind, Reliability, Standing
from briefing.model.value import Value
from tests.builders import LIBRARY, QUOTE, fact, publisher, source, treaty
from tests.unit.library.editing.strategies import OWN, PUTS, key, layered
from tests.unit.profile import repeatable


def changed(material: Material = OWN, name: str = "fact fee", **fields: Any) -> Material:
    record = records_by_key(material)[key(name)]
    return with_records(material, {key(name): replace(record, **fields)})


def the_fact(result: MergeResult, fact_id: str = "fee") -> Fact:
    record = records_by_key(result.material)[key(f"fact {fact_id}")]
    assert isinstance(record, Fact)
    return record


def fields_in_conflict(result: MergeResult) -> list[str]:
    return [conflict.field for each in result.report.conflicts for conflict in each.conflicts]


# Properties


@st.composite
def _libraries(draw: st.DrawFn) -> Material:
    """A library that differs from `OWN` in a few records, some changed, some new and some deleted."""
    library = layered()
    for edit in draw(st.lists(PUTS, max_size=4)):
        material = library.material
        try:
            library = apply(library, edit)
        except Exception:  # noqa: BLE001 - an impossible edit changes nothing
            assert library.material is material
    unused = [k for k in records_by_key(library.material) if k.kind == "fact"]
    gone = draw(st.lists(st.sampled_from(unused), max_size=1))
    related = {ref for record in records_of(library.material) for ref in references_of(record)}
    return with_records(library.material, {k: None for k in gone if k not in related})


LIBRARIES = _libraries()


def ids(material: Material) -> set[RecordKey]:
    return set(records_by_key(material))


def _alone(material: Material) -> LayeredLibrary:
    return LayeredLibrary((Layer("Own", LayerKind.FOLDER, None, material),))


def dangling(material: Material) -> set[RecordKey]:
    present = ids(material)
    return {ref for record in records_of(material) for ref in references_of(record) if ref not in present}


@repeatable
@given(LIBRARIES, LIBRARIES)
def test_without_a_base_the_merged_library_has_the_records_of_both(
    mine: Material, theirs: Material
) -> None:
    result = merge(mine, theirs)
    assert ids(mine) | ids(theirs) <= ids(result.material)
    assert not dangling(result.material)


@repeatable
@given(LIBRARIES)
def test_a_library_merged_with_itself_is_itself(library: Material) -> None:
    result = merge(library, library)
    assert result.material == library
    assert not result.report.records


@repeatable
@given(LIBRARIES, LIBRARIES)
def test_a_second_merge_changes_nothing(mine: Material, theirs: Material) -> None:
    once = merge(mine, theirs).material
    twice = merge(once, theirs)
    assert twice.material == once
    assert not planned(_alone(once), twice, "Merge").edit.edits


@repeatable
@given(LIBRARIES, LIBRARIES)
def test_what_only_one_side_changed_since_the_base_survives(mine: Material, theirs: Material) -> None:
    base = layered().material
    result = merge(mine, theirs, base)
    old, one, other = map(records_by_key, (base, mine, theirs))
    merged = records_by_key(result.material)
    restored = {each.key for each in result.report.restored}
    for each in {*old, *one, *other} - restored:
        if one.get(each) == old.get(each):
            assert merged.get(each) == other.get(each)
        elif other.get(each) == old.get(each):
            assert merged.get(each) == one.get(each)
    assert not dangling(result.material)


@repeatable
@given(LIBRARIES, LIBRARIES)
def test_without_conflicts_it_does_not_matter_which_side_is_mine(mine: Material, theirs: Material) -> None:
    base = layered().material
    one, other = merge(mine, theirs, base), merge(theirs, mine, base)
    assert {each.key for each in one.report.conflicts} == {each.key for each in other.report.conflicts}
    doubtful = {each.key for each in one.report.conflicts}
    merged, others = records_by_key(one.material), records_by_key(other.material)
    for each in merged.keys() | others.keys():
        if each not in doubtful:
            assert _unordered(merged[each]) == _unordered(others[each])


def _unordered(value: Any) -> Any:
    """Return a value with its lists sorted: new items of theirs come after those of mine."""
    if isinstance(value, dict):
        return {name: _unordered(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return sorted((_unordered(each) for each in value), key=repr)
    return _unordered(to_builtins(value)) if isinstance(value, Value) else value


@repeatable
@given(LIBRARIES, LIBRARIES, st.sampled_from(Side))
def test_the_edit_of_a_merge_can_be_applied(mine: Material, theirs: Material, taking: Side) -> None:
    library = _alone(mine)
    plan = planned(library, merge(mine, theirs, layered().material, taking=taking), "Merge")
    assert not dangling(apply(library, plan.edit).material)


# Fields


def test_changes_of_different_fields_are_both_taken() -> None:
    result = merge(changed(notes="Mine"), changed(topics=("price",)), OWN)
    assert (the_fact(result).notes, the_fact(result).topics) == ("Mine", ("price",))
    (merged,) = result.report.records
    assert merged.status is MergeStatus.MERGED
    assert merged.fields == ("topics",)


def test_a_field_that_both_changed_is_a_conflict_with_all_three_values() -> None:
    result = merge(changed(notes="Mine"), changed(notes="Theirs"), changed(notes="Before"))
    (merged,) = result.report.conflicts
    assert merged.conflicts == (("notes", "Before", "Mine", "Theirs", ""),)
    assert the_fact(result).notes == "Mine"


def test_their_value_is_taken_where_that_is_wanted() -> None:
    result = merge(changed(notes="Mine"), changed(notes="Theirs"), taking=Side.THEIRS)
    assert the_fact(result).notes == "Theirs"
    assert fields_in_conflict(result) == ["notes"]


def test_without_a_base_a_field_that_one_side_has_is_taken() -> None:
    result = merge(changed(notes="Mine"), changed(marking="OFFICIAL"))
    assert (the_fact(result).notes, the_fact(result).marking) == ("Mine", "OFFICIAL")
    assert not result.report.conflicts


def test_fields_that_only_make_sense_together_are_one_value() -> None:
    mine = changed(standing=Standing.ASSERTED, attributed_to="A. Minister")
    theirs = changed(attributed_to="B. Minister")
    result = merge(mine, theirs, OWN)
    assert fields_in_conflict(result) == ["standing and attributed_to"]
    assert the_fact(result).attributed_to == "A. Minister"


def test_a_quantity_is_not_mixed_of_two() -> None:
    base, mine, theirs = (
        changed(quantity=Quantity(*parts)) for parts in ((1, "km"), (2, "km"), (1, "bcm"))
    )
    assert fields_in_conflict(merge(mine, theirs, base)) == ["quantity"]


def test_topics_actors_and_names_are_those_of_both_but_for_what_one_side_removed() -> None:
    base = changed(topics=("gas", "oil"), actors=("One",))
    mine = changed(topics=("gas", "oil", "price"), actors=("One", "Two"))
    theirs = changed(topics=("oil", "route"), actors=("Three", "One"))
    merged = the_fact(merge(mine, theirs, base))
    assert merged.topics == ("oil", "price", "route")
    assert merged.actors == ("One", "Two", "Three")


def test_citations_of_both_sides_are_kept_and_their_notes_merged() -> None:
    base = changed(citations=(Citation("memo"),))
    mine = changed(citations=(Citation("memo", note="See also the annex"), Citation("note")))
    theirs = changed(citations=(Citation("memo", Locator(page="3")), Citation("memo", Locator(page="9"))))
    assert the_fact(merge(mine, theirs, base)).citations == (
        Citation("memo", Locator(page="3"), note="See also the annex"),
        Citation("note"),
        Citation("memo", Locator(page="9")),
    )


def test_an_item_that_one_side_removed_and_the_other_changed_is_a_conflict() -> None:
    base = changed(citations=(Citation("memo"), Citation("note")))
    mine = changed(citations=(Citation("memo"),))
    theirs = changed(citations=(Citation("memo"), Citation("note", note="Important")))
    result = merge(mine, theirs, base)
    assert fields_in_conflict(result) == ["citations[note]"]
    assert len(the_fact(result).citations) == 1
    assert len(the_fact(merge(mine, theirs, base, taking=Side.THEIRS)).citations) == 2


def test_contradictory_values_within_an_item_are_a_conflict_with_its_place() -> None:
    mine = changed(citations=(Citation("memo", note="Mine"),))
    theirs = changed(citations=(Citation("memo", note="Theirs"),))
    assert fields_in_conflict(merge(mine, theirs)) == ["citations[memo].note"]


# Quotes


def _quoting(*quotes: TextQuote) -> Material:
    return changed(citations=(Citation("memo", quotes=quotes),))


def _quotes(mine: Material, theirs: Material) -> tuple[TextQuote, ...]:
    result = merge(mine, theirs)
    assert not result.report.conflicts
    return the_fact(result).citations[0].quotes


def test_a_passage_that_both_marked_is_one_quote_with_what_each_knows_of_it() -> None:
    bare = TextQuote(exact="The price shall  be agreed.", prefix="4 ")
    without = replace(QUOTE, translation=None, translator=None)
    translated = replace(bare, translation="Price", translator="A")
    expected = replace(QUOTE, translation="Price", translator="A")
    assert _quotes(_quoting(without), _quoting(translated)) == (expected,)
    assert _quotes(_quoting(translated), _quoting(without)) == (expected,)


def test_a_passage_that_both_marked_with_different_places_is_one_quote_with_both() -> None:
    mine = changed(citations=(Citation("memo", Locator(page="3"), (QUOTE,)),))
    theirs = changed(citations=(Citation("memo", Locator(article="4"), (QUOTE,)), Citation("memo")))
    result = merge(mine, theirs)
    assert not result.report.conflicts
    both = Citation("memo", Locator(article="4", page="3"), (QUOTE,))
    assert the_fact(result).citations == (both, Citation("memo"))
    elsewhere = changed(citations=(Citation("memo", Locator(page="9"), (QUOTE,)),))
    assert len(the_fact(merge(mine, elsewhere)).citations) == 2


def test_equal_words_at_two_places_are_two_quotes() -> None:
    later = replace(QUOTE, start=9_000, end=9_026, prefix="Article 9 ")
    assert _quotes(_quoting(QUOTE), _quoting(later)) == (QUOTE, later)
    one, other = (
        TextQuote(exact="Shall", prefix="Article 4 "),
        TextQuote(exact="Shall", prefix="Article 9 "),
    )
    assert _quotes(_quoting(one), _quoting(other)) == (one, other)


def test_places_in_one_text_decide_whether_equal_words_are_one_quote() -> None:
    def placed(start: int, prefix: str = "") -> TextQuote:
        return TextQuote("Shall", prefix, start=start, end=start + 5, text_sha256="b" * 64)

    assert len(_quotes(_quoting(placed(10)), _quoting(placed(90)))) == 2
    assert len(_quotes(_quoting(placed(10, "Art. 4 ")), _quoting(placed(10, "Article IV ")))) == 1


# Archived copies


def _copies(*names: str) -> Material:
    return changed(name="source memo", attachments=tuple(Attachment(sha256=n * 64) for n in names))


def _merged_copies(result: MergeResult) -> str:
    memo = records_by_key(result.material)[key("source memo")]
    assert isinstance(memo, Source)
    return "".join(copy.sha256[0] for copy in memo.attachments)


def test_all_archived_copies_are_kept_and_a_new_one_of_one_side_is_current() -> None:
    assert _merged_copies(merge(_copies("a", "b"), _copies("a", "c"), _copies("a"))) == "acb"
    assert _merged_copies(merge(_copies("b", "a"), _copies("a", "c"), _copies("a"))) == "bac"


def test_two_different_current_copies_are_a_conflict() -> None:
    mine, theirs = _copies("a", "b"), _copies("a", "c")
    assert fields_in_conflict(merge(mine, theirs)) == ["attachments: current copy"]
    assert _merged_copies(merge(mine, theirs, taking=Side.THEIRS)) == "abc"


# Records


def test_a_record_deleted_here_and_changed_there_stays_and_is_a_conflict() -> None:
    without = with_records(OWN, {key("fact fine"): None})
    theirs = changed(name="fact fine", notes="Checked")
    for taking in Side:
        for one, other in ((without, theirs), (theirs, without)):
            result = merge(one, other, OWN, taking=taking)
            assert the_fact(result, "fine").notes == "Checked"
            assert fields_in_conflict(result) == [""]


def test_a_deleted_record_that_the_other_side_uses_is_restored() -> None:
    without = with_records(OWN, dict.fromkeys(map(key, ("fact fine", "source note", "publisher wire"))))
    more = with_records(OWN, {key("fact new"): fact("new", "note", treaty_id="delta")})
    result = merge(without, more, OWN)
    assert {each.key for each in result.report.restored} == {key("source note"), key("publisher wire")}
    assert key("fact fine") not in ids(result.material)
    assert not dangling(result.material)


def test_records_of_other_content_with_one_id_are_renamed_with_their_references() -> None:
    mine = Material.of(
        [treaty("delta", "s")], [publisher("p")], [source("s", "p")], [fact("f1", "s", treaty_id="delta")]
    )
    others = Material.of(
        [replace(treaty("delta", "s"), title="Convention on fishing in the northern sea")],
        [replace(publisher("p"), name="Another newspaper")],
        [replace(source("s", "p"), description="Diary of a fisherman", url=None)],
        [
            replace(fact("f1", "s", treaty_id="delta"), statement="Boats may enter ports."),
            fact("f2", "s", treaty_id="delta", relations=(Relation(FactRelation.SUPPORTS, "f1"),)),
        ],
    )
    result = merge(mine, others)
    merged = records_by_key(result.material)
    assert all(merged[each] == record for each, record in records_by_key(mine).items())
    assert {str(each.key): each.new_id for each in result.report.renamed} == {
        "treaty delta": "delta-2",
        "publisher p": "p-2",
        "source s": "s-2",
        "fact f1": "f1-2",
    }
    f2 = the_fact(result, "f2")
    assert (f2.treaty_id, f2.citations[0].source_id, f2.relations[0].fact_id) == ("delta-2", "s-2", "f1-2")
    assert not dangling(result.material)
    again = merge(result.material, others)
    assert again.material == result.material


def test_sources_with_different_identifiers_are_never_the_same() -> None:
    one = changed(name="source memo", identifiers={"doi": "10.1/a"})
    other = changed(name="source memo", identifiers={"doi": "10.1/b"})
    result = merge(one, other)
    assert key("source memo-2") in ids(result.material)
    assert not result.report.conflicts


def test_their_records_without_an_origin_get_that_of_the_merge() -> None:
    origin = Origin(kind=OriginKind.MERGED, file="theirs")
    more = with_records(OWN, {key("fact new"): fact("new", "memo", treaty_id="delta")})
    result = merge(OWN, more, origin=origin)
    assert the_fact(result, "new").origin == origin
    assert the_fact(result).origin is None


def test_a_merge_that_would_break_a_rule_keeps_mine_and_is_a_conflict() -> None:
    base = changed(name="source note", derives_from=())
    mine = changed(base, name="source memo", derives_from=("note",))
    theirs = changed(base, name="source note", derives_from=("memo",))
    library = _alone(mine)
    plan = planned(library, merge(mine, theirs, base), "Merge")
    assert apply(library, plan.edit).material == mine
    assert [each.key for each in plan.report.conflicts] == [key("source note")]
    assert "derives from itself" in plan.report.conflicts[0].conflicts[0].reason


def test_a_reliability_is_not_raised_by_an_assessment_of_neither_side() -> None:
    base = with_records(OWN, {})
    mine = changed(base, name="publisher press", reliability=Reliability.C, graded=True)
    theirs = changed(
        base, name="publisher press", reliability=Reliability.B, rationale="Not seen", graded=False
    )
    result = merge(mine, theirs, base)
    assert fields_in_conflict(result) == ["reliability and rationale and graded"]


def test_the_builders_library_merges_with_a_copy_that_misses_its_lists() -> None:
    bare = changed(LIBRARY, name="fact price-open", citations=(Citation("wire"),), actors=())
    merged = the_fact(merge(bare, LIBRARY), "price-open")
    assert {each.source_id for each in merged.citations} == {"wire", "text-alpha"}
    assert merged.actors == ("Gasco",)
