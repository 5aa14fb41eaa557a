"""Hedges, negations and conditions count for the clause that they govern, and for no other."""

from __future__ import annotations

import pytest

from briefing.language import Parser
from briefing.review.structure.conditions import keeps_condition
from briefing.review.structure.modality import Certainties, Certainty, Strength, compare_strength
from briefing.review.structure.pairs import pairs_of
from briefing.review.structure.polarity import Polarity
from briefing.review.structure.reversal import Reversal, reversal
from briefing.review.structure.tree import Tree, tree_of


def tree(parser: Parser, text: str) -> Tree:
    return tree_of(parser.parse([text])[0])


def index_of(tree: Tree, word: str) -> int:
    return next(index for index, token in enumerate(tree.tokens) if token.text == word)


def strength(parser: Parser, statement: str, wording: str, bound: Certainty | None = None) -> Strength:
    first, second = parser.parse([statement, wording])
    return compare_strength(tree_of(second), tree_of(first), pairs_of(second, first), bound)


def reversed_in(parser: Parser, statement: str, wording: str, *, is_open: bool = False) -> Reversal:
    first, second = parser.parse([statement, wording])
    pairs = pairs_of(second, first)
    return reversal(tree_of(second), tree_of(first), pairs, has_answer=False, is_open=is_open)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Russia may supply Iran with gas.", "supply", Certainty.POSSIBLE),
        ("Missiles are reported to be expected in Russia.", "Missiles", Certainty.PLANNED),
        ("Putin sees new avenues for trade as possible.", "avenues", Certainty.POSSIBLE),
        ("A ban is one course that the ministry has under consideration.", "ban", Certainty.CONSIDERED),
        ("The planned pipeline has been opened.", "pipeline", Certainty.FACT),
        ("Talks on a pipeline have collapsed.", "pipeline", Certainty.FACT),
        ("Russia may sell gas, and Iran buys oil.", "oil", Certainty.FACT),
    ],
)
def test_a_hedge_leaves_open_what_it_governs(
    parser: Parser, text: str, word: str, expected: Certainty
) -> None:
    parsed = tree(parser, text)
    assert Certainties(parsed).of(index_of(parsed, word)) is expected


def test_a_wording_is_stronger_if_its_own_predicate_has_no_hedge(parser: Parser) -> None:
    statement = "Moscow and Tehran are negotiating a gas pipeline to Iran."
    ended = "The negotiations on a gas pipeline to Iran have collapsed."
    assert strength(parser, statement, ended, Certainty.NEGOTIATED).excess is not None
    going_on = "A gas pipeline to Iran remains the subject of talks."
    assert strength(parser, statement, going_on, Certainty.NEGOTIATED) == Strength(is_comparable=True)


def test_an_expectation_is_not_an_arrival_whatever_the_standing(parser: Parser) -> None:
    statement = "Hundreds of missiles were reported to be expected in Russia."
    assert strength(parser, statement, "Hundreds of missiles arrived in Russia.").excess is not None


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Neither Russia nor China uses nuclear weapons.", "uses", True),
        ("Moscow has neither confirmed nor denied it.", "confirmed", True),
        ("The treaty makes no alliance and no duty of help.", "duty", True),
        ("The treaty makes no alliance but sets up a duty of help.", "duty", False),
        ("The treaty has yet to enter into force.", "enter", True),
        ("Deliveries begin no later than May.", "begin", False),
        ("Iran denies that it did not send missiles.", "send", False),
        ("The parties refrain from the use of force.", "use", True),
    ],
)
def test_a_negation_negates_what_it_governs(parser: Parser, text: str, word: str, expected: bool) -> None:
    parsed = tree(parser, text)
    assert Polarity(parsed).is_negative(index_of(parsed, word)) is expected


def test_a_not_in_another_form_reverses_nothing(parser: Parser) -> None:
    statement = "Under Article 2 neither party puts pressure on the other."
    same = "Article 2 forbids both parties to put pressure on each other."
    assert reversed_in(parser, statement, same).index is None
    added = reversed_in(parser, "Technical questions remain.", "No technical questions remain.")
    assert added.index is not None
    assert added.is_added


def test_a_no_about_the_settling_of_an_open_matter_reverses_nothing(parser: Parser) -> None:
    statement = "Serbia plans to open an embassy in 2026."
    assert (
        reversed_in(parser, statement, "Serbia's embassy has not opened yet.", is_open=True).index is None
    )
    gone = reversed_in(parser, statement, "Serbia does not plan to open an embassy.", is_open=True)
    assert gone.index is not None


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("Were it built, the pipeline would carry gas to Iran.", True),
        ("The pipeline, should it ever be built, carries gas to Iran.", True),
        ("Provided that it is built, the pipeline carries gas to Iran.", True),
        ("The pipeline carries gas to Iran. All of that holds only if it is built.", True),
        ("The treaty provides for a pipeline that carries gas to Iran.", False),
        ("The pipeline, when it opens next year, carries gas to Iran.", False),
    ],
)
def test_a_condition_counts_if_the_claim_depends_on_it(
    parser: Parser, wording: str, expected: bool
) -> None:
    statement, parsed = parser.parse(["If it is built, the pipeline would carry gas to Iran.", wording])
    pairs = pairs_of(parsed, statement)
    assert keeps_condition(tree_of(parsed), pairs, with_temporal=False) is expected
