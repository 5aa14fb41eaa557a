"""Who does what, the order in time, and the limits of a statement are compared by the grammar."""

from __future__ import annotations

import pytest

from briefing.language import Parser
from briefing.review.lexicon import load_lexicon
from briefing.review.structure.limits import dropped_limits
from briefing.review.structure.pairs import pairs_of
from briefing.review.structure.prepositions import opposite_preposition
from briefing.review.structure.reversal import denial_in, has_denial
from briefing.review.structure.roles import exchanged
from briefing.review.structure.timing.progress import finished
from briefing.review.structure.timing.temporal import moved_dating
from briefing.review.structure.tree import Tree, tree_of

SUPPLY = "Russia is to deliver 500 launchers to Iran under a contract of 2025."
VISIT = "Iran sent drones months before the war began."
NO_FIRST_USE = "Russia and China do not use nuclear weapons first against each other."
BY_AGREEMENT = "Exercises take place beyond the two territories by agreement of the parties."
SETTLED = "The parties settle their differences only by peaceful means."


def trees(parser: Parser, *texts: str) -> list[Tree]:
    return [tree_of(parse) for parse in parser.parse(texts)]


def names(phrase: str) -> frozenset[str]:
    return frozenset(mention.country for mention in load_lexicon().names(phrase) if mention.country)


@pytest.mark.parametrize(
    ("wording", "is_found"),
    [
        ("Iran is to deliver 500 launchers to Russia under a contract of 2025.", True),
        ("500 launchers are to be delivered to Russia by Iran.", True),
        ("500 launchers are to be delivered to Iran by Russia.", False),
        ("Moscow is to deliver Tehran 500 launchers.", False),
        ("Russia agreed in 2025 on the delivery of 500 launchers to Iran.", False),
    ],
)
def test_parts_are_exchanged_in_active_and_passive_sentences(
    parser: Parser, wording: str, is_found: bool
) -> None:
    statement, said = trees(parser, SUPPLY, wording)
    found = exchanged(said, statement, pairs_of(said.parse, statement.parse), names)
    assert (found is not None and found.index is not None) is is_found


@pytest.mark.parametrize(
    ("wording", "is_moved"),
    [
        ("Iran sent drones months after the war began.", True),
        ("Prior to the war Iran sent drones.", False),
        ("Iran sent drones.", False),
    ],
)
def test_before_is_not_after(parser: Parser, wording: str, is_moved: bool) -> None:
    said, statement = trees(parser, wording, VISIT)
    assert (moved_dating(said, statement) is not None) is is_moved


@pytest.mark.parametrize(
    ("statement", "wording", "lost"),
    [
        (NO_FIRST_USE, "Russia and China do not use nuclear weapons against each other.", ["first"]),
        (NO_FIRST_USE, "Neither Russia nor China is the first to use nuclear weapons.", []),
        (BY_AGREEMENT, "Exercises take place beyond the two territories.", ["by agreement of the parties"]),
        (SETTLED, "The parties settle their differences by peaceful means.", ["only"]),
        (SETTLED, "The parties settle their differences by peaceful means alone.", []),
    ],
)
def test_a_limit_that_is_lost_is_found(
    parser: Parser, statement: str, wording: str, lost: list[str]
) -> None:
    held, said = trees(parser, statement, wording)
    limits = dropped_limits(said, held, pairs_of(said.parse, held.parse))
    assert [held.span(limit).text for limit in limits] == lost


def test_who_could_not_confirm_has_not_denied(parser: Parser) -> None:
    open_answer, denial = trees(
        parser, "Kirby said that he could not confirm a transfer.", "Kirby denied a transfer."
    )
    assert not has_denial(open_answer)
    assert denial_in(denial) is not None
    (no_denial,) = trees(parser, "Iran has not denied it.")
    assert denial_in(no_denial) is None


@pytest.mark.parametrize(
    ("wording", "is_found"),
    [
        ("New fuel for the plant has been transferred.", True),
        ("The transfer of new fuel for the plant has been completed.", True),
        ("New fuel for the plant is on its way.", False),
        ("The transfer of new fuel for the plant has not been completed.", False),
    ],
)
def test_what_goes_on_is_not_over(parser: Parser, wording: str, is_found: bool) -> None:
    statement, said = trees(parser, "New fuel for the plant is being transferred.", wording)
    found = finished(said, statement, pairs_of(said.parse, statement.parse))
    assert (found is not None) is is_found


@pytest.mark.parametrize(
    ("wording", "is_found"),
    [
        ("The treaty stays within the scope of that of 2001.", True),
        ("The treaty goes beyond the scope of that of 2001.", False),
        ("The treaty is wider in scope than that of 2001.", False),
    ],
)
def test_a_preposition_has_an_opposite(parser: Parser, wording: str, is_found: bool) -> None:
    statement, said = trees(parser, "The treaty goes beyond the scope of the treaty of 2001.", wording)
    assert (opposite_preposition(said, statement) is not None) is is_found
