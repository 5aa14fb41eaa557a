"""Addresses as people type them become URIs by the grammar of RFC 3986, and stay the same as URIs."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.web_address import objection_to, uri

# The grammar of RFC 3986, appendix A, for URIs with an authority.
_PCT = "%[0-9A-Fa-f]{2}"
_UNRESERVED, _SUB = r"A-Za-z0-9\-._~", r"!$&'()*+,;="
_PCHAR = rf"(?:[{_UNRESERVED}{_SUB}:@]|{_PCT})"
_HOST = rf"(?:\[[0-9A-Fa-f:.]+\]|(?:[{_UNRESERVED}{_SUB}]|{_PCT})*)"
RFC_3986 = re.compile(
    rf"[A-Za-z][A-Za-z0-9+.\-]*://(?:(?:[{_UNRESERVED}{_SUB}:]|{_PCT})*@)?{_HOST}(?::[0-9]*)?"
    rf"(?:/{_PCHAR}*)*(?:\?(?:{_PCHAR}|[/?])*)?(?:\#(?:{_PCHAR}|[/?])*)?"
)
HOSTS = [
    "example.org", "ru.wikipedia.org", "министерство.рф", "bücher.example", "例え.テスト", "localhost",
    "[2001:db8::1]", "192.0.2.7", "وزارة.السعودية", "a_b.example", "EXAMPLE.org:8080", "xn--p1ai.",
]  # fmt: skip
LETTERS = st.characters(exclude_categories=["Cs", "Zs", "Zl", "Zp", "Cc"])
PIECES = st.text(st.sampled_from("aZ9%[]{}|\\^`<>\"'()@:;,!$&*+=~._-доلگ语é") | LETTERS, max_size=12)
ADDRESSES = st.builds(
    lambda scheme, host, path, query, fragment: f"{scheme}://{host}{path}{query}{fragment}",
    st.sampled_from(["http", "https"]),
    st.sampled_from(HOSTS),
    st.lists(PIECES.map(lambda text: "/" + re.sub(r"[?#]", "", text)), max_size=4).map("".join),
    PIECES.map(lambda text: "?" + text.replace("#", "")) | st.just(""),
    PIECES.map(lambda text: "#" + text) | st.just(""),
).filter(lambda address: not any(character.isspace() for character in address))


@given(ADDRESSES)
def test_every_address_becomes_a_uri_of_the_grammar(address: str) -> None:
    assert objection_to(address) == ""
    assert RFC_3986.fullmatch(uri(address))


@given(ADDRESSES)
def test_the_uri_of_a_uri_is_the_same(address: str) -> None:
    assert uri(uri(address)) == uri(address)


@given(ADDRESSES)
def test_the_uri_names_the_same_path_as_the_address(address: str) -> None:
    # A percent sign that encodes nothing is itself encoded.
    typed = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", address)
    path = re.match(r"https?://[^/?#]*([^?#]*)", typed)
    assert path is not None
    assert unquote(urlsplit(uri(address)).path) == unquote(path[1])


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a%20b%", "https://example.org/a%20b%25"),
        ("https://example.org/[doc]{1}.pdf", "https://example.org/%5Bdoc%5D%7B1%7D.pdf"),
        ("https://министерство.рф/документ/12", "https://xn--b1afiashkohcid.xn--p1ai/%D0%B4%D0%BE%D0%BA%D1%83%D0%BC%D0%B5%D0%BD%D1%82/12"),
        ("https://%D1%80%D1%84.example/", "https://xn--p1ai.example/"),
        ("https://faß.de/x#y#z", "https://xn--fa-hia.de/x#y%23z"),
        ("http://[2001:db8::1]:8080/", "http://[2001:db8::1]:8080/"),
        ("https://example.org", "https://example.org"),
        ("https://example.org/wiki/Treaty_(1992)|x", "https://example.org/wiki/Treaty_(1992)%7Cx"),
        ("https://example.org/?q=a b", "https://example.org/?q=a%20b"),
        ("https://example.org/⟨U+200B⟩x", "https://example.org/%E2%9F%A8U+200B%E2%9F%A9x"),
    ],
)  # fmt: skip
def test_an_address_is_encoded_once(address: str, expected: str) -> None:
    assert uri(address) == expected


@pytest.mark.parametrize(
    ("address", "remedy"),
    [
        ("javascript:alert(1)", "'javascript:' cannot be opened"),
        ("data:text/html,x", "'data:' cannot be opened"),
        ("file:///etc/passwd", "'file:' cannot be opened"),
        (" https://example.org", "in lower case and with two slashes"),
        ("https:/example.org", "with two slashes"),
        ("HTTPS://example.org", "in lower case"),
        ("www.example.org/x", "Write https:// before it."),
        ("doi:10.1000/182", "Write the DOI as https://doi.org/10.1000/182."),
        ("10.1000/182", "Write the DOI as https://doi.org/10.1000/182."),
        ("https://", "no host"),
        ("https:///path", "no host"),
        ("https://?q", "no host"),
        ("https://a..b/", "'a..b' cannot be the name of a host"),
        ("https://-a.example/", "cannot be the name of a host"),
        ("https://999.1.1.1/", "cannot be the name of a host"),
        ("https://[::g]/", "not an IPv6 address"),
        ("https://☃.example/", "cannot be the name of a host"),
        ("https://good.example\\@evil.example/", "is not the name of a host"),
        ("https://user:secret@example.org/", "user name"),
        ("https://example.org:99999/", "port 99999"),
        ("https://example.org:x/", "is not the name of a host"),
        ("https://example.org/a b", "Write %20 instead."),
        ("", "It begins with https:// or http://."),
    ],
)
def test_a_text_that_is_no_web_address_is_refused_with_a_remedy(address: str, remedy: str) -> None:
    assert remedy in objection_to(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "//example.org",
        "", "/x", "https://", "https://☃.example/", "java\nscript:alert(1)", "https://good.example\\@evil.example/",
        "mailto:a@example.org",
    ],
)  # fmt: skip
def test_what_is_no_web_address_never_becomes_a_link(address: str) -> None:
    assert uri(address) == ""
