"""spaCy's model as a parser of this program."""

from __future__ import annotations

from briefing.language import Parser


def test_a_parse_says_which_word_governs_which(parser: Parser) -> None:
    text = "Iran said  on Monday that it would supply gas."
    (parse,) = parser.parse([text])
    words = [token.text for token in parse.tokens]
    supply, said, gas = (words.index(word) for word in ("supply", "said", "gas"))
    assert list(parse.roots()) == [said]
    assert list(parse.ancestors(gas)) == [supply, said]
    assert words[next(parse.children(said))] == "Iran"
    assert {words[index] for index in parse.subtree(supply)} == {"that", "it", "would", "supply", "gas"}
    assert parse.tokens[said].lemma == "say"


def test_places_count_characters_of_the_text_whatever_its_spaces_and_quotes(parser: Parser) -> None:
    text = "“Iran’s\u00a0gas” \n\n flows  now. It’s not sold.  "
    (parse,) = parser.parse([text])
    assert all(text[token.start : token.end] == token.text for token in parse.tokens)
    assert all(token.text.strip() for token in parse.tokens)
    assert [token.text for token in parse.tokens][:4] == ["“", "Iran", "’s", "gas"]


def test_sentences_are_known_by_their_first_token(parser: Parser) -> None:
    (parse,) = parser.parse(["\n Iran sells gas. \n\n Russia buys it."])
    assert [parse.tokens[index].text for index in parse.sentences] == ["Iran", "Russia"]
    assert parse.sentences == (0, 4)


def test_a_text_longer_than_one_parse_is_parsed_in_parts(parser: Parser) -> None:
    text = "Iran sells gas to Armenia. " * 200 + "x" * 3000
    (parse,) = parser.parse([text])
    assert all(text[token.start : token.end] == token.text for token in parse.tokens)
    assert len(parse.sentences) >= 200
    assert all(0 <= token.head < len(parse.tokens) for token in parse.tokens)
    ends = {parse.tokens[index].end for index in range(len(parse.tokens))}
    assert max(ends) == len(text)


def test_an_empty_text_has_no_tokens(parser: Parser) -> None:
    assert [parse.tokens for parse in parser.parse(["", "  \n "])] == [(), ()]


def test_a_point_in_the_name_of_a_site_ends_no_sentence(parser: Parser) -> None:
    (parse,) = parser.parse(
        ["It could carry 2 bcm, Caliber.Az quotes the minister as saying. The U.S. agrees."]
    )
    assert len(parse.sentences) == 2
    assert "Caliber.Az" in {each.text for each in parse.tokens}
