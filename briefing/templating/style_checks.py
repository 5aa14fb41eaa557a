"""What can be told from a template's style sheets: tokens, fonts, addresses, syntax."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import tinycss2

from briefing.render.templates.loader import Template
from briefing.templating.finding import TemplateFinding, error, warning
from briefing.templating.source_checks import line_of, outside
from briefing.typography import fonts

_GENERIC = frozenset(
    {
        "serif",
        "sans-serif",
        "monospace",
        "cursive",
        "fantasy",
        "system-ui",
        "inherit",
        "initial",
        "unset",
        "revert",
    }
)
_INLINE = re.compile(r"--([a-z][a-z0-9-]*)\s*:")


def style_findings(template: Template) -> Iterator[TemplateFinding]:
    """What is wrong with the template's own style sheets."""
    sheets = {path: _rules(path) for path in template.files() if path.suffix == ".css"}
    declared = _declared(template, sheets.values())
    families = {*fonts.FAMILIES, *(name for rules in sheets.values() for name in _brought(rules))}
    used: set[str] = set()
    for path, rules in sheets.items():
        for token in _tokens(rules):
            used |= {name for name, _ in _variables([token])}
        if not path.is_relative_to(template.folder):
            continue
        yield from _syntax_findings(path, rules)
        yield from _variable_findings(path, rules, declared)
        yield from _address_findings(template, path, rules)
        yield from _font_findings(path, rules, families)
    used |= set(re.findall(r"var\(\s*--([\w-]+)", _pages_text(template)))
    yield from _unused_tokens(template, used)


def _rules(path: Path) -> list[Any]:
    found, _ = tinycss2.parse_stylesheet_bytes(path.read_bytes(), skip_comments=True, skip_whitespace=True)
    return list(found)


def _tokens(rules: Iterable[Any]) -> Iterator[Any]:
    """Every token of a style sheet, those within blocks and functions too."""
    waiting = list(rules)[::-1]
    while waiting:
        token = waiting.pop()
        yield token
        for part in (
            getattr(token, "content", None),
            getattr(token, "arguments", None),
            getattr(token, "prelude", None),
        ):
            waiting.extend(reversed(part or ()))


def _pages_text(template: Template) -> str:
    pages = (path for path in template.files() if path.suffix == ".jinja")
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in pages)


def _declared(template: Template, sheets: Iterable[list[Any]]) -> set[str]:
    """The names of all custom properties: tokens, those of style sheets, those that pages set."""
    names = set(template.shared.colour)
    for rules in sheets:
        for block in _blocks(rules):
            names |= {each.name[2:] for each in _declarations(block) if each.name.startswith("--")}
    return names | set(_INLINE.findall(_pages_text(template)))


def _blocks(rules: Iterable[Any]) -> Iterator[Any]:
    """The content of every rule, those within others too."""
    for rule in rules:
        content = getattr(rule, "content", None)
        if content is None:
            continue
        yield content
        if rule.type == "at-rule":
            yield from _blocks(tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True))


def _declarations(content: Any) -> list[Any]:
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return [each for each in found if each.type == "declaration"]


def _syntax_findings(path: Path, rules: list[Any]) -> Iterator[TemplateFinding]:
    for rule in rules:
        if rule.type == "error":
            yield error(
                "style-syntax",
                f"This is no style rule: {rule.message}.",
                "Mend it.",
                path,
                rule.source_line,
            )
    for block in _blocks(rules):
        for part in tinycss2.parse_blocks_contents(block, skip_comments=True, skip_whitespace=True):
            if part.type == "error":
                message = f"This is no declaration: {part.message}."
                yield error("style-syntax", message, "Mend it.", path, part.source_line)


def _variables(tokens: Iterable[Any]) -> Iterator[tuple[str, int]]:
    for token in tokens:
        if token.type == "function" and token.lower_name == "var":
            names = [each for each in token.arguments if each.type == "ident"]
            if names:
                yield names[0].value[2:], token.source_line


def _variable_findings(path: Path, rules: list[Any], declared: set[str]) -> Iterator[TemplateFinding]:
    for name, line in _variables(_tokens(rules)):
        if name not in declared:
            close = difflib.get_close_matches(name, declared, n=1)
            remedy = f"Did you mean '--{close[0]}'?" if close else "Declare it, or use one that there is."
            yield error("unknown-token", f"Nothing declares '--{name}'.", remedy, path, line)


def _unused_tokens(template: Template, used: set[str]) -> Iterator[TemplateFinding]:
    manifest = template.folder / "template.yaml"
    for name in template.spec.tokens:
        if name not in used:
            message = f"The token '{name}' is given a colour and nothing uses it."
            yield warning(
                "unused-token",
                message,
                "Remove it, or use it.",
                manifest,
                line_of(manifest, rf"\b{re.escape(name)}\s*:"),
            )


def _addresses(rules: list[Any]) -> Iterator[tuple[str, int]]:
    for token in _tokens(rules):
        if token.type == "url":
            yield token.value, token.source_line
        elif token.type == "function" and token.lower_name == "url":
            yield from (
                (each.value, token.source_line) for each in token.arguments if each.type == "string"
            )
        elif token.type == "at-rule" and token.lower_at_keyword == "import":
            yield from ((each.value, token.source_line) for each in token.prelude if each.type == "string")


def _address_findings(template: Template, path: Path, rules: list[Any]) -> Iterator[TemplateFinding]:
    folder = path.parent.relative_to(template.folder).as_posix()
    for address, line in _addresses(rules):
        parts = urlsplit(address)
        if address.startswith("#"):
            continue
        if parts.scheme or parts.netloc:
            yield outside(path, line, address)
            continue
        name = unquote(parts.path)
        wanted = name.lstrip("/") if name.startswith("/") or folder == "." else f"{folder}/{name}"
        if template.file(wanted) is None:
            yield error(
                "missing-file", f"There is no file '{name}'.", "Add it, or mend the name.", path, line
            )


def _brought(rules: list[Any]) -> Iterator[str]:
    """The families that a style sheet brings with it."""
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword == "font-face" and rule.content:
            for each in _declarations(rule.content):
                if each.lower_name == "font-family":
                    yield from _families(each.value)


def _font_findings(path: Path, rules: list[Any], known: set[str]) -> Iterator[TemplateFinding]:
    lowered = {family.lower() for family in known} | _GENERIC
    for block in _blocks(rules):
        for each in _declarations(block):
            names = _families(each.value) if each.lower_name in {"font-family", "font"} else ()
            if each.lower_name.startswith("--") and any(t.type == "string" for t in each.value):
                names = _families(each.value)
            for name in names:
                if name.lower() not in lowered:
                    message = f"The program has no font '{name}'."
                    remedy = f"Use one of: {', '.join(sorted(known))}; or bring it with @font-face."
                    yield warning("unknown-font", message, remedy, path, each.source_line)


def _families(value: Iterable[Any]) -> list[str]:
    """The families in a list of fonts, behind the size where it has one."""
    groups: list[list[str]] = [[]]
    for token in value:
        if token.type == "string":
            groups[-1] = [token.value]
        elif token.type == "ident":
            groups[-1].append(token.value)
        elif token.type == "literal" and token.value == ",":
            groups.append([])
        elif token.type in {"dimension", "percentage", "number", "function"} or token.type == "literal":
            groups[-1] = []
    return [" ".join(group) for group in groups if group]
