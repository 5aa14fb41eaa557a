"""Web addresses: whether an address can be one, and its form as a URI (RFC 3986).

People type addresses as browsers show them, with letters of every script (IRIs, RFC 3987). Formats want
URIs: the host in its ASCII form (IDNA), all else percent-encoded.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

import idna

_PARTS = re.compile(
    r"(?P<scheme>https?)://(?P<authority>[^/?#]*)(?P<path>(?:/[^?#]*)?)(?P<query>\?[^#]*)?(?P<fragment>#.*)?",
    re.DOTALL,
)
_AUTHORITY = re.compile(
    # Browsers read a backslash as a slash: what precedes it would be the host for them, not for RFC 3986.
    r"(?:(?P<user>[^@\\]*)@)?(?P<host>\[[^\]\\]*\]|[^:\[\]@\\]*)(?::(?P<port>[0-9]*))?",
    re.DOTALL,
)
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_DOI = re.compile(r"(?:doi\s*:?\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_LABEL = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)")
_LONGEST_HOST = 253
_LAST_PORT = 65_535
_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SUB_DELIMITERS = "!$&'()*+,;="
_USER = _SUB_DELIMITERS + ":%"
_PATH = _SUB_DELIMITERS + ":@/%"
_QUERY = _PATH + "?"


@dataclass(frozen=True, slots=True)
class _Host:
    """The host in its ASCII form, or the reason why it is none."""

    ascii: str = ""
    problem: str = ""


def objection_to(address: str) -> str:
    """Return the reason and the remedy, as sentences, where the text is no web address; else nothing."""
    parts = _PARTS.fullmatch(address)
    if parts is None:
        return _other_form(address)
    if any(character.isspace() for character in address):
        return "It contains a space. Write %20 instead."
    authority = _AUTHORITY.fullmatch(parts["authority"])
    if authority is None:
        return f"'{parts['authority']}' is not the name of a host. Check what follows {parts['scheme']}://."
    if authority["user"] is not None:
        return "It contains a user name before '@'. Leave it out."
    if int(authority["port"] or 0) > _LAST_PORT:
        return f"The port {authority['port']} does not exist. Leave it out."
    return _host(authority["host"]).problem


def uri(address: str) -> str:
    """Return the URI of a web address; empty for a text that is none, which must not become a link.

    Percent-encoded characters stay as they are, so that the URI of a URI is the same.
    """
    parts = _PARTS.fullmatch(address)
    authority = _AUTHORITY.fullmatch(parts["authority"]) if parts else None
    if parts is None or authority is None or int(authority["port"] or 0) > _LAST_PORT:
        return ""
    host = _host(authority["host"])
    if host.problem:
        return ""
    user = f"{_encoded(authority['user'], _USER)}@" if authority["user"] else ""
    port = f":{authority['port']}" if authority["port"] else ""
    query = f"?{_encoded(parts['query'][1:], _QUERY)}" if parts["query"] else ""
    fragment = f"#{_encoded(parts['fragment'][1:], _QUERY)}" if parts["fragment"] else ""
    path = _encoded(parts["path"], _PATH)
    return f"{parts['scheme']}://{user}{host.ascii}{port}{path}{query}{fragment}"


def _other_form(address: str) -> str:
    """Return the remedy for a text that does not begin as a web address does."""
    begins = "It begins with https:// or http://."
    text = address.strip()
    if doi := _DOI.fullmatch(text):
        return f"{begins} Write the DOI as https://doi.org/{doi[1]}."
    scheme = _SCHEME.match(text)
    if scheme is None:
        return f"{begins} Write https:// before it." if "." in text else begins
    if scheme[1].lower() in {"http", "https"}:
        return f"{begins} Write '{scheme[1].lower()}://' in lower case and with two slashes."
    return f"{begins} Addresses with '{scheme[1]}:' cannot be opened as a page."


def _encoded(text: str, safe: str) -> str:
    """Percent-encode what a part may not contain; a percent sign that encodes nothing is encoded, too."""
    return quote(_ESCAPE.sub("%25", text), safe=safe + "~", errors="replace")


def _host(typed: str) -> _Host:
    if not typed:
        return _Host(problem="It has no host. Write the name of the site after https://.")
    if typed.startswith("["):
        return _ip_literal(typed)
    name = unquote(typed, errors="replace")
    if not name.isascii():
        try:
            name = idna.encode(name, uts46=True).decode()
        except (idna.IDNAError, UnicodeError) as error:
            return _Host(problem=f"'{typed}' cannot be the name of a host ({error}). Check its spelling.")
    if _is_host_name(name):
        return _Host(name)
    return _Host(problem=f"'{typed}' cannot be the name of a host. Check its spelling.")


def _ip_literal(typed: str) -> _Host:
    try:
        ipaddress.IPv6Address(typed[1:-1])
    except ValueError:
        return _Host(problem=f"'{typed}' is not an IPv6 address. Check its spelling.")
    return _Host(typed) if "%" not in typed else _Host(problem=f"'{typed}' names a network interface.")


def _is_host_name(name: str) -> bool:
    labels = name.removesuffix(".").split(".")
    if len(name) > _LONGEST_HOST or not all(_LABEL.fullmatch(label) for label in labels):
        return False
    if not labels[-1].isdigit():
        return True
    try:
        ipaddress.IPv4Address(name)
    except ValueError:
        return False
    return True
